"""What the page is told: states, changes and conflicts as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from exporter.errors import ExporterError
from exporter.text.language_tags import direction
from exporter.workbench.actions.decisions import sureness, waiting
from exporter.workbench.conflicts import StaleError
from exporter.workbench.drawing.article import changed_blocks, page
from exporter.workbench.drawing.kinds import KINDS
from exporter.workbench.places import place_of
from exporter.workbench.session import Done, Session
from exporter.workbench.source.history import Change
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["article", "conflict", "done", "sentence", "stacks"]

Answer = dict[str, Any]


def article(session: Session, state: State, words: Words) -> Answer:
    """The whole article, drawn."""
    root = state.source.attributes(state.source.elements[0])
    lang = root.get("xml:lang", "")
    return {
        "version": state.version,
        "title": title_of(state) or session.store.name,
        "lang": lang,
        "dir": direction(lang),
        "html": page(state, words, _sureness(session, state)),
        "blocks": _names(state),
        "kinds": [{"kind": kind} for kind in KINDS],
        **stacks(session, words),
    }


_LARGE = 400_000
"""Characters from which on it is not told how sure each suggestion is: that would take longer than
the change itself."""


def _sureness(session: Session, state: State) -> Mapping[int, str]:
    """How sure each suggestion is, by the number of its element."""
    if not state.outline.facts.drafts or len(state.source.text) > _LARGE:
        return {}
    found: dict[int, str] = {}
    with suppress(ExporterError):
        for each in waiting(state, session.store):
            for place in each.parts:
                found[state.source.element(place).number] = sureness(each)
    return found


def title_of(state: State) -> str:
    """The title that the header gives."""
    for number, name in enumerate(state.outline.names):
        if name == "title":
            return state.outline.words_of(state.source.elements[number])
    return ""


def stacks(session: Session, words: Words) -> Answer:
    """What would be undone and done again; what another program wrote over."""
    last = session.history.last()
    undone = session.history.undone[-1] if session.history.undone else None
    return {
        "undo": {"label": _label(last, words)} if last else None,
        "redo": {"label": _label(undone, words)} if undone else None,
        "lost": [sentence(key, values, words) for key, values in session.lost],
    }


def _label(change: Change, words: Words) -> str:
    return sentence(change.key, change.values, words)


def sentence(key: str, values: Mapping[str, str], words: Words) -> str:
    """What was done, in the language of the interface."""
    shown = {"kind": "", "count": "", "name": "", **values}
    if shown["kind"]:
        shown["kind"] = words[f"kind.{shown['kind']}"]
        if words[key].startswith("{kind}"):
            shown["kind"] = shown["kind"][:1].upper() + shown["kind"][1:]
    if "field" in shown:
        name = f"answer.{shown['field']}"
        shown["field"] = words[name if name in words.phrases else f"field.{shown['field']}"]
    if key == "said.head":
        names = shown.get("fields", "").split()
        labels = [words.phrases.get(f"head.{each}", words[f"field.{each}"]) for each in names]
        shown["fields"] = ", ".join(labels) or words["form.head"]
    if "was" in shown:
        inner = {name: value for name, value in values.items() if name != "was"}
        shown["label"] = sentence(shown["was"], inner, words)
    return words[key].format(**shown)


def done(session: Session, version: str, made: Done, words: Words) -> Answer:
    """A change that was made; ``version`` is the one that the page shows."""
    state = session.state()
    chosen = place_of(state, made.chosen) if made.chosen >= 0 else None
    return {
        **brought_up(session, version, words),
        "said": sentence(made.key, made.values, words),
        "chosen": chosen or None,
        "reapplied": made.reapplied,
        "entry": made.entry or None,
    }


def brought_up(session: Session, version: str, words: Words) -> Answer:
    """What brings a page up to date that shows a version."""
    state = session.state()
    signs, order = session.shown(version)
    answer: Answer = {
        "version": state.version,
        "title": title_of(state) or session.store.name,
        "blocks": changed_blocks(signs, state, words, _sureness(session, state)),
        "removed": [name for name in signs if name not in state.blocks],
        **stacks(session, words),
    }
    if state.order != list(order):
        answer |= {
            "html": page(state, words, _sureness(session, state)),
            "order": _names(state),
            "blocks": {},
        }
    return answer


def _names(state: State) -> list[str]:
    return [state.ids[leaf.element] for leaf in state.layout.leaves]


def conflict(error: StaleError, state: State, action: object) -> Answer:
    """Words that were changed meanwhile, both sides of them, and what can be done instead: None
    where nothing can."""
    return {
        "conflict": {
            "yours": error.yours,
            "theirs": error.theirs,
            "where": place_of(state, max(0, error.where)),
            "action": action,
        }
    }
