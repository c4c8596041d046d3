"""Who speaks: ``said``, ``q``, ``quote`` → speeches."""

from __future__ import annotations

from exporter.model import Inlines, Run, Span, Speech
from exporter.tei.body.context import GENERATED, Reader
from exporter.tei.tree.elements import Element, name
from exporter.values import replace

__all__ = ["agents", "is_reported", "names_of", "record_speech"]

_REPORTED = ("indirect", "reported", "paraphrase", "paraphrased", "free", "summary")


def is_reported(element: Element) -> bool:
    """Whether its words are not the speaker's own: ``@direct="false"``, or a ``@mode`` that says
    so, as corpora do."""
    modes = (element.get("mode") or "").casefold().replace("-", " ").replace("_", " ").split()
    return element.get("direct") in ("false", "0") or any(mode in _REPORTED for mode in modes)


def record_speech(reader: Reader, element: Element, *, document: bool = False) -> Span | None:
    """Keep a speech; None for a ``q`` without a speaker or a ``quote`` without a source.

    Parts joined by ``@next`` and ``@prev`` are one speech.
    """
    head: Element = reader.span_plan.heads.get(element, element)
    if not _is_speech(head, reader):
        return None
    who, sources = agents(reader, element, "who"), reader.registers.sources_of(element)
    given = reader.index.id(head, "speech")
    known = reader.spans.speeches.get(given)
    if known is not None:
        sources = tuple(dict.fromkeys((*known.sources, *sources)))
        reader.spans.speeches[given] = replace(known, who=known.who or who, sources=sources)
    else:
        reader.spans.speeches[given] = Speech(
            given,
            "",
            who,
            agents(reader, element, "toWhom"),
            not is_reported(element),
            sources,
            line=element.sourceline or 0,
            document=document,
        )
    return Span("speech", given)


def _is_speech(head: Element, reader: Reader) -> bool:
    match name(head):
        case "q":
            return bool(head.get("who"))
        case "quote":
            return bool(reader.registers.sources_of(head))
        case _:
            return True


def agents(reader: Reader, element: Element, attribute: str) -> tuple[str, ...]:
    """The people and organisations that an attribute points at."""
    known = reader.registers.agents
    return tuple(i for i in reader.index.targets(element, attribute) if i in known)


def names_of(reader: Reader, speakers: tuple[str, ...]) -> Inlines:
    """Their names, as text that no author wrote."""
    said = ", ".join(reader.registers.agents[speaker].name for speaker in speakers)
    return (Run(said, (GENERATED,)),)
