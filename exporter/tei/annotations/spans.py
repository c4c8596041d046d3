"""Annotated spans: what is a claim, what crosses element borders, what a span's text is."""

from __future__ import annotations

import lxml.etree as etree

from exporter.model import (
    Claim,
    Correction,
    Figure,
    Mark,
    Span,
    Speech,
)
from exporter.notices import Severity
from exporter.tei.metadata.registers import Registers, read_registers
from exporter.tei.tree.claims import CLAIM_WORDS, is_called_claim, is_claim_category
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import Element, name, plain
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.pointers import Index
from exporter.values import Struct, field, replace

__all__ = ["SpanPlan", "Spans", "claims_in", "plan_spans"]

_CHAINED = ("seg", "said", "q", "quote", "span")


class SpanPlan(Struct):
    """``claims``: the id of the claim that an element is a part of. ``heads``: the first part of
    a chain for every later one. ``starts`` and ``ends``: spans that begin when an element is
    opened, or end when it is closed. ``stated``: the element that states a claim, its first part or
    the ``span`` about it, by the claim's id; ``pieces`` are the claim as each part tells it."""

    claims: dict[Element, str] = field(default_factory=dict)
    heads: dict[Element, Element] = field(default_factory=dict)
    starts: dict[Element, tuple[Span, ...]] = field(default_factory=dict)
    ends: dict[Element, tuple[Mark, ...]] = field(default_factory=dict)
    stated: dict[str, Element] = field(default_factory=dict)
    pieces: dict[str, list[Claim]] = field(default_factory=dict)


class Spans(Struct):
    """What has been read, by id, in document order; ``resolve.spans.settled`` puts in the
    texts."""

    speeches: dict[str, Speech] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)


def plan_spans(
    root: Element, texts: list[Element], index: Index, registers: Registers, remarks: Remarks
) -> tuple[SpanPlan, Spans]:
    """Find the claims of a tree, and the chains of its speeches."""
    plan, spans = SpanPlan(), Spans()
    _find_chains(texts, index, plan)
    assessed = {target for check in registers.verifications for target in check.targets}
    for text in texts:
        for segment in index.census.below(text, "seg", "s", "cl", "phr", "ab", "p"):
            if not index.said[segment]:
                continue
            if _is_claim(segment, index, registers) or index.given(segment) in assessed:
                _add_part(plan.heads.get(segment, segment), segment, index, registers, plan, spans)
    for segment, head in plan.heads.items():
        if head in plan.claims and segment not in plan.claims:
            _add_part(head, segment, index, registers, plan, spans)
    for given, pieces in plan.pieces.items():
        spans.claims[given] = _joined(pieces)
    for group in index.census.below(root, "span", "interp"):
        _cross(group, index, registers, plan, spans, remarks)
    if len(plan.starts) > _MOST:
        _thin_out(root, plan, spans, remarks)
    return plan, spans


_MOST = 24
"""Claims from elsewhere that may lie over one place: more cannot be told apart, and what all say
of each word would grow with the square of the text."""


def _thin_out(root: Element, plan: SpanPlan, spans: Spans, remarks: Remarks) -> None:
    """Leave out what begins where as many are open."""
    open_: set[Span] = set()
    kept: set[Span] = set()
    left_out: dict[Span, None] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element in plan.starts:
            for mark in plan.starts[element]:
                if mark not in kept and len(open_) >= _MOST:
                    left_out[mark] = None
                elif mark not in left_out:
                    kept.add(mark)
                    open_.add(mark)
            plan.starts[element] = tuple(m for m in plan.starts[element] if m not in left_out)
        elif event == "end" and element in plan.ends:
            plan.ends[element] = tuple(m for m in plan.ends[element] if m not in left_out)
            open_.difference_update(plan.ends[element])
    for mark in left_out:
        spans.claims.pop(mark.id, None)
        remarks.count(
            "spans-crowded",
            "",
            Severity.WARNING,
            lambda n: (
                f"More than {_MOST} claims lie over one place; {n:,} of them are left out."
                if n > 1
                else f"More than {_MOST} claims lie over one place; one is left out."
            ),
            plan.stated.pop(mark.id),
            fix="Let each claim end with its own words.",
        )


def claims_in(root: Element, texts: list[Element], census: Census) -> tuple[Element, ...]:
    """The elements that state the claims of a tree, as reading it finds them: a claim's first
    part, or the ``span`` about it."""
    unsaid = Remarks(None)
    index = Index(root, unsaid, census)
    plan, _ = plan_spans(root, texts, index, read_registers(root, index), unsaid)
    return tuple(plan.stated.values())


def _find_chains(texts: list[Element], index: Index, plan: SpanPlan) -> None:
    before: dict[Element, Element] = {}
    chained = {each for each, own in index.census.noted if "prev" in own or "next" in own}
    if not chained:
        return
    for text in texts:
        for element in index.census.below(text, *_CHAINED):
            if element not in chained:
                continue
            for other in index.targets(element, "prev")[:1]:
                before[element] = index.elements[other]
            for other in index.targets(element, "next")[:1]:
                before.setdefault(index.elements[other], element)
    known: dict[Element, Element] = {}
    for element in before:
        seen, head = {element: None}, before[element]
        while head in before and head not in seen and head not in known:
            seen[head] = None
            head = before[head]
        head = known.get(head, head)
        if head not in seen:
            known.update(dict.fromkeys(seen, head))
        if head is not element and name(head) == name(element):
            plan.heads[element] = head


def _is_claim(element: Element, index: Index, registers: Registers) -> bool:
    if is_called_claim(element):
        return True
    for target in index.targets(element, "ana") if "ana" in index.said[element] else ():
        if target in registers.statuses:
            return name(element) in ("seg", "s", "cl", "phr", "span")
        if target.casefold() in CLAIM_WORDS or is_claim_category(index.elements[target]):
            return True
    return False


def _add_part(
    head: Element,
    part: Element,
    index: Index,
    registers: Registers,
    plan: SpanPlan,
    spans: Spans,
) -> None:
    given = index.id(head, "claim")
    plan.claims[part] = given
    plan.stated.setdefault(given, head)
    part_id = index.id(part, "claim-part")
    sources, status = registers.sources_of(part), _status(part, index, registers)
    certainty, line = part.get("cert") or "", head.sourceline or 0
    claim = Claim(given, "", "", (part_id,), sources, status=status, certainty=certainty, line=line)
    spans.claims.setdefault(given, claim)
    plan.pieces.setdefault(given, []).append(claim)


def _joined(pieces: list[Claim]) -> Claim:
    """A claim with all its parts."""
    return replace(
        pieces[0],
        parts=tuple(dict.fromkeys(part for piece in pieces for part in piece.parts)),
        sources=tuple(dict.fromkeys(source for piece in pieces for source in piece.sources)),
        status=next((piece.status for piece in pieces if piece.status), ""),
        certainty=next((piece.certainty for piece in pieces if piece.certainty), ""),
    )


def _status(element: Element, index: Index, registers: Registers) -> str:
    return next((i for i in index.targets(element, "ana") if i in registers.statuses), "")


def _cross(
    span: Element,
    index: Index,
    registers: Registers,
    plan: SpanPlan,
    spans: Spans,
    remarks: Remarks,
) -> None:
    """A claim given from elsewhere, by ``@from`` and ``@to`` or by what it points at (TEI 18.3)."""
    # Long: one case after the other of how a span may be given.
    group = span.getparent()
    points = span.get("from") or span.get("target") or span.get("inst")
    if not points:
        return
    if not (_is_claim(span, index, registers) or _is_claim(group, index, registers)):
        kind = span.get("type") or (group.get("type") if group is not None else "") or "any"
        remarks.count(
            "other-span",
            kind,
            Severity.INFO,
            lambda n: (
                f"{n:,} annotations of type {kind!r} in <{name(span)}> are no claims; "
                "they are not shown."
            ),
            span,
        )
        return
    starts, ends = _ends(span, index)
    if not starts:
        return
    if span.get("from") and _stands_after(starts[0], ends[0], index):
        remarks.say(
            "span-reversed",
            Severity.WARNING,
            f"The claim ends at {span.get('to')}, before it begins at {span.get('from')}; it is "
            "left out.",
            span,
            fix="Swap @from and @to.",
        )
        return
    given = index.id(span, "claim")
    plan.stated.setdefault(given, span)
    mark = Span("claim", given)
    for element in starts:
        plan.starts[element] = (*plan.starts.get(element, ()), mark)
    for element in ends:
        plan.ends[element] = (*plan.ends.get(element, ()), mark)
    parts = tuple(index.given(element) for element in starts) if span.get("from") is None else ()
    spans.claims[given] = Claim(
        given,
        "",
        plain(span),
        tuple(part for part in parts if part),
        registers.sources_of(span) or registers.sources_of(group),
        status=_status(span, index, registers),
        certainty=span.get("cert") or "",
        line=span.sourceline or 0,
    )


def _stands_after(one: Element, other: Element, index: Index) -> bool:
    return index.census.positions[one] > index.census.positions[other]


def _ends(span: Element, index: Index) -> tuple[list[Element], list[Element]]:
    start, end = index.targets(span, "from"), index.targets(span, "to")
    if start:
        return [index.elements[start[0]]], [index.elements[(end or start)[0]]]
    targets = index.targets(span, "target") or index.targets(span, "inst")
    elements = [index.elements[target] for target in targets]
    return elements, elements
