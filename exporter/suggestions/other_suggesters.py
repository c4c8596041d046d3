"""Suggesters of other packages (entry point ``exporter.suggesters``).

A suggester is a callable that is given a :class:`Reading` and returns suggestions::

    def suggest(reading: Reading) -> Iterable[Suggestion]: ...

What it returns is held against the text before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exporter import plugins
from exporter.errors import PluginError
from exporter.notices import Notice, Severity
from exporter.suggestions.document import Document
from exporter.suggestions.suggestion import KINDS, Entry, Suggestion
from exporter.suggestions.text_blocks import TextBlock
from exporter.values import Value, replace

__all__ = ["Reading", "from_packages"]

_ELEMENTS = frozenset(
    {"said", "seg", "measure", "num", "date", "persName", "orgName", "placeName", "rs"}
)
_NAME = re.compile(r"[^\W\d][\w.-]*")


class Reading(Value):
    """What a suggester is given: the article's blocks of text, its language tag, the day of
    publication or None, and the ids that the file has already."""

    blocks: tuple[TextBlock, ...]
    language: str
    published: date | None
    ids: frozenset[str]

    def suggestion(
        self,
        kind: str,
        element: str,
        block: TextBlock,
        start: int,
        end: int,
        *,
        attributes: tuple[tuple[str, str], ...] = (),
        entries: tuple[Entry, ...] = (),
        score: float = 0.5,
        reason: str = "",
    ) -> Suggestion:
        """A suggestion for a range of characters of a block."""
        return Suggestion(
            id=f"{element[0]}-{block.number}-{start}",
            kind=kind,  # type: ignore[arg-type]
            element=element,
            block=block.number,
            start=start,
            end=end,
            words=block.text[start:end],
            path=block.path,
            attributes=attributes,
            entries=entries,
            score=score,
            reason=reason,
        )


def from_packages(document: Document, language: str) -> tuple[list[Suggestion], list[Notice]]:
    """What the suggesters of all installed packages say, and a notice for each that failed."""
    found, notices = plugins.every(plugins.SUGGESTERS)
    if not found:
        return [], list(notices)
    reading = Reading(document.blocks, language, document.published, document.ids)
    made: list[Suggestion] = []
    told = list(notices)
    for plugin in found:
        try:
            made += _sound(document, plugin, plugin.value(reading))
        except PluginError as error:
            told.append(Notice("broken-plugin", Severity.WARNING, error.message))
        except (Exception, SystemExit) as error:  # whatever another package's code raises
            message = (
                f"The suggester {plugin.name!r} of {plugin.package} failed: "
                f"{type(error).__name__}: {error}."
            )
            fix = "Fix or uninstall it."
            told.append(Notice("broken-plugin", Severity.WARNING, message, fix=fix))
    return made, told


def _sound(document: Document, plugin: plugins.Plugin, given: object) -> Iterator[Suggestion]:
    """Its suggestions, each under ids that nobody else has; raises PluginError for one that is
    none."""
    whose = f"the suggester {plugin.name!r} of {plugin.package}"
    for each in given:  # type: ignore[attr-defined]
        if not isinstance(each, Suggestion):
            raise PluginError(f"{whose} returned a {type(each).__name__}, no Suggestion.")
        problem = _problem(document, each)
        if problem:
            raise PluginError(f"{whose} suggested “{each.words[:40]}”, but {problem}.")
        prefix = re.sub(r"[^\w.-]", "-", plugin.name)
        links = {
            key: f"{prefix}.{value}"
            for key in ("id", "next", "prev", "speaker")
            if (value := getattr(each, key))
        }
        yield replace(each, by=plugin.name, **links)


def _problem(document: Document, each: Suggestion) -> str:
    if not 0 <= each.block < len(document.blocks):
        return f"there is no block {each.block}"
    text = document.blocks[each.block].text
    if not 0 <= each.start < each.end <= len(text):
        return f"its range is not in block {each.block}"
    if text[each.start : each.end] != each.words:
        return "there are other words"
    if each.kind not in KINDS or each.element not in _ELEMENTS:
        return f"<{each.element}> of kind {each.kind!r} cannot be suggested"
    if not _NAME.fullmatch(each.id) or not 0 <= each.score <= 1:
        return "its id or score is none"
    return ""
