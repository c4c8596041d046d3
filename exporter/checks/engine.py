"""All rules on one article."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from exporter.arguments import checked
from exporter.checks.article import opened
from exporter.checks.config import Config
from exporter.checks.observed_rules import GRAMMAR, MALFORMED, UNREASONED, UNUSED
from exporter.checks.positions import Places, locate
from exporter.checks.rule import Document, Finding, Rule
from exporter.checks.rules.registry import all_rules, own_rules, package_of, sound
from exporter.checks.rules.suggestions import UNCONFIRMED
from exporter.checks.suppressions import Ignore, reasonless, unused
from exporter.errors import MalformedXML, expect_allowed
from exporter.files.inputs import Loaded, Readable, load
from exporter.model import Audience
from exporter.notices import Notice, Report, Severity
from exporter.tei import Limits
from exporter.tei.tree.elements import Element, path
from exporter.values import Struct, field, replace

__all__ = ["all_rules", "check", "check_loaded", "own_rules", "together"]


def together(report: Report, notices: Iterable[Notice]) -> Report:
    """A report and what reader, planner and renderers said, by place; where a rule says it to the
    line, it alone."""
    said = {rule.id for rule in all_rules()[0]}
    elements = {notice.path for notice in report if notice.rule == GRAMMAR.id}
    found = {(n.rule, n.line, n.message): n for n in report}
    for n in notices:
        if n.rule not in said and (n.rule != "unknown-element" or n.path not in elements):
            found.setdefault((n.rule, n.line, n.message), n)
    return Report(_by_place((*report, *found.values())))


def _by_place(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple(
        sorted(
            dict.fromkeys(notices),
            key=lambda n: (n.line or 0, n.column or 0, -n.severity, n.rule, n.message),
        )
    )


@checked
def check(
    source: Readable,
    *,
    config: Config | None = None,
    schema: str | os.PathLike[str] | None = None,
    strict: bool = False,
    audience: Audience = "internal",
    limits: Limits | None = None,
    name: str | None = None,
    base: str | os.PathLike[str] | None = None,
    allow: Collection[str] = (),
    file: str | None = None,
) -> Report:
    """Everything there is to say about one article (a path, its bytes, or a file opened with
    ``open(path, "rb")``), in the order of its lines.

    ``config`` is what :func:`load_config` reads from ``exporter.toml``; None is no configuration.
    ``schema``: ``auto`` (the article's own grammar, for documents that have registers),
    ``article``, ``none``, or the path of an ``.rng`` or ``.sch``; None leaves it to ``config``.
    ``strict`` makes every warning an error. ``audience="public"`` looks at what the public copy
    holds, and names nothing of the rest. ``name`` is what the notices call the article, ``base``
    the folder where its pictures are looked for, if not the article's own. ``allow`` are rules
    that may be broken in a public copy: what they find is a warning. ``file`` is the former name
    of ``name`` and goes with version 0.4.

    Malformed XML is reported, all faults of it. Raises InputError where the file cannot be had
    or is not TEI, LimitExceeded, and OptionError for a schema or configuration that is wrong.
    """
    if file is not None:
        warnings.warn("check calls its argument file name now", DeprecationWarning, stacklevel=3)
    bounds = limits or Limits()
    return check_loaded(
        load(source, name=name or file, most=bounds.size),
        config=config or Config(),
        schema=schema,
        strict=strict,
        audience=audience,
        limits=bounds,
        base=base,
        allow=allow,
    )


def check_loaded(
    given: Loaded,
    *,
    config: Config,
    audience: Audience,
    limits: Limits,
    schema: str | os.PathLike[str] | None = None,
    strict: bool = False,
    base: str | os.PathLike[str] | None = None,
    allow: Collection[str] = (),
) -> Report:
    """As :func:`check`, of what is loaded already."""
    expect_allowed(allow)
    rules, broken = all_rules()
    config.expect(rule.id for rule in rules)
    folder = Path(base) if base is not None else None
    strict = strict or config.strict
    try:
        it = opened(given, audience, limits, folder)
    except MalformedXML as error:
        return Report((*broken, *malformed(error, given.file, given.data)))
    job = _Job(
        it.doc.places,
        given.file,
        config=config,
        strict=strict,
        rules=rules,
        ignored=it.ignores,
        allowed=frozenset(allow),
    )
    behind = _behind(given, limits, job, folder) if audience == "public" else None
    for rule in rules:
        if rule.area != "audience" or behind is None:
            job.run(rule, it.doc)
        else:
            behind[0].run(rule, behind[1])
    job.schema(it.doc, schema)
    job.remarks(it.remarks)
    if behind is None:
        job.exceptions()
    else:
        job.found.update(behind[0].found)
    return Report((*broken, *job.notices()))


def _behind(given: Loaded, limits: Limits, job: _Job, folder: Path | None) -> tuple[_Job, Document]:
    """Whether the public copy betrays anything shows only in the whole: the rules on that look at
    all of the article, and take care to say nothing of what is internal."""
    it = opened(given, "internal", limits, folder)
    return replace(job, places=it.doc.places, ignored=it.ignores, used=set(), found={}), it.doc


def malformed(error: MalformedXML, file: str | None, data: bytes) -> Iterator[Notice]:
    """One notice a place, with the first that the parser said of it."""
    places = locate(data, None)
    said: set[tuple[int, int]] = set()
    for line, column, message in error.faults or ((error.line or 1, 1, error.message),):
        if (line, column) not in said:
            said.add((line, column))
            at = _tag_before(places.line(line), column, message)
            yield Notice(
                MALFORMED.id,
                MALFORMED.severity,
                message,
                file,
                line=line,
                column=at,
                path="",
                fix=MALFORMED.fix,
            )


def _tag_before(line: str, column: int, message: str) -> int | None:
    """The parser stops after an end tag that does not fit; it is the tag that is meant."""
    tag = re.search(r"where (</[^>]+)> stands", message)
    start = line.rfind(tag[1], 0, column) if tag else -1
    return start + 1 if start >= 0 else column or None


class _Job(Struct):
    """Findings become notices: place, severity, and whether they are to be said at all."""

    places: Places
    file: str | None
    config: Config
    strict: bool
    rules: tuple[Rule, ...]
    ignored: tuple[Ignore, ...] = ()
    allowed: frozenset[str] = frozenset()
    used: set[Ignore] = field(default_factory=set)
    found: dict[tuple[object, ...], Notice] = field(default_factory=dict)
    seen: dict[Element, set[str]] = field(default_factory=dict)
    steps: dict[Element, dict[Element, str]] = field(default_factory=dict)
    spots: dict[tuple[Element, str], tuple[int | None, int | None]] = field(default_factory=dict)

    def run(self, rule: Rule, doc: Document) -> None:
        """Run one rule; one of another package that fails is reported and left out. How a
        suggestion is sourced is not asked before somebody has confirmed it."""
        try:
            unconfirmed = frozenset(doc.suggested) if rule.area == "sourcing" else frozenset()
            for finding in map(sound, rule.find(doc)):
                if finding.element not in unconfirmed or rule.id == UNCONFIRMED:
                    self.add(rule, finding)
        except (Exception, SystemExit) as error:
            if rule in own_rules():
                raise
            whose = f"The rule {rule.id!r} of {package_of(rule)}"
            message = f"{whose} failed: {type(error).__name__}: {error}."
            fix = "Fix or uninstall it."
            notice = Notice("broken-plugin", Severity.WARNING, message, self.file, fix=fix)
            self.found[rule.id, "failed"] = notice

    def add(self, rule: Rule, finding: Finding) -> None:
        """Keep one finding, unless it is switched off or ignored."""
        severity = self._severity(rule.id, rule.severity)
        element = finding.element
        for ignore in self.ignored:
            if ignore.covers(rule.id, element):
                self.used.add(ignore)
                return
        if element is not None:
            self.seen.setdefault(element, set()).add(rule.id)
        if severity is None:
            return
        line, column = finding.line, finding.column
        if element is not None and line is None:
            line, column = self._place(element, finding.attribute)
        where = ""
        if element is not None and isinstance(element.tag, str):
            where = path(element, self.steps)
        fix = finding.fix or rule.fix
        key = rule.id, line, column, finding.message
        self.found.setdefault(
            key,
            Notice(
                rule.id,
                severity,
                finding.message,
                self.file,
                line=line,
                column=column,
                path=where,
                fix=fix,
            ),
        )

    def _place(self, element: Element, attribute: str) -> tuple[int | None, int | None]:
        """Looked for once: an attribute may be long, and many things be wrong with it."""
        known = self.spots.get((element, attribute))
        if known is None:
            known = self.spots[element, attribute] = self.places.of(element, attribute)
        return known

    def _severity(self, rule: str, own: Severity) -> Severity | None:
        severity = self.config.severities(self.file).get(rule, own)
        if rule in self.allowed and severity is not None:
            return min(severity, Severity.WARNING)
        return Severity.ERROR if self.strict and severity is Severity.WARNING else severity

    def schema(self, doc: Document, given: str | os.PathLike[str] | None) -> None:
        """What the grammar says, where no rule has said it better."""
        schema = os.fspath(given) if given is not None else self.config.schema
        folder = self.config.folder if given is None else None
        if schema == "none":
            return
        from exporter.checks.schema.validation import against

        for rule, finding in against(doc, schema, folder, self.seen):
            self.add(rule, finding)

    def remarks(self, notices: Iterable[Notice]) -> None:
        """What the reader had to say, where no rule of ours says it to the line."""
        said = {rule.id for rule in self.rules}
        by_grammar = {n.path for n in self.found.values() if n.rule == "schema"}
        for notice in notices:
            severity = self._severity(notice.rule, notice.severity)
            if notice.rule in said or severity is None:
                continue
            if notice.rule == "unknown-element" and notice.path in by_grammar:
                continue  # the grammar's business, where there is one
            if any(ignore.covers(notice.rule, None) for ignore in self.ignored):
                self.used.update(i for i in self.ignored if i.covers(notice.rule, None))
                continue
            placed = Notice(
                notice.rule, severity, notice.message, self.file,
                line=notice.line, column=notice.column, path=notice.path, fix=notice.fix,
            )  # fmt: skip
            self.found.setdefault((notice.rule, notice.line, notice.column, notice.message), placed)

    def exceptions(self) -> None:
        """What there is to say of the file's own exceptions."""
        for finding in reasonless(self.ignored):
            self.add(UNREASONED, finding)
        for finding in unused(self.ignored, self.used):
            self.add(UNUSED, finding)

    def notices(self) -> tuple[Notice, ...]:
        """Everything, by place."""
        return _by_place(self.found.values())
