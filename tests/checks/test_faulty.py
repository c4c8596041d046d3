"""A faulty article, one fault a rule: each is reported once, at its line, and nothing else is."""

import re
from pathlib import Path

import pytest

from exporter.checks import Config, check
from exporter.checks.engine import own_rules
from exporter.notices import Severity

HERE = Path(__file__).parent / "faulty"
ARTICLE = HERE / "article.xml"
FAULT = re.compile(r"<!-- fault: ([a-z-]+) -->")


def faults(text: str) -> list[tuple[str, int]]:
    """The rule that each comment names, and the line after it."""
    lines = enumerate(text.splitlines(), 1)
    return [(found[1], number + 1) for number, line in lines if (found := FAULT.search(line))]


def test_every_fault_is_found_once_at_its_line():
    expected = faults(ARTICLE.read_text(encoding="utf-8"))
    assert [(notice.rule, notice.line) for notice in check(ARTICLE)] == sorted(
        expected, key=lambda fault: fault[1]
    )


def test_every_rule_of_the_house_has_its_fault():
    shown = {rule for rule, _ in faults(ARTICLE.read_text(encoding="utf-8"))}
    assert shown | {"malformed"} == {rule.id for rule in own_rules()}


def test_every_finding_has_a_column_a_reason_and_a_remedy():
    lines = ARTICLE.read_text(encoding="utf-8").splitlines()
    for notice in check(ARTICLE):
        assert notice.file == str(ARTICLE)
        assert notice.line is not None
        assert notice.column is not None
        assert lines[notice.line - 1][notice.column - 1 :].strip()
        assert notice.message.endswith(".")
        assert notice.fix.endswith(".")


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("dangling-pointer", 'ref="#p.nobody"'),
        ("figure-disagrees-with-text", 'quantity="80000"'),
        ("duplicate-id", 'xml:id="s.int"'),
        ("claim-unattributed", '<seg type="claim" xml:id="c.un"'),
        ("ignore-unused", "<?exporter"),
    ],
)
def test_the_column_is_that_of_the_tag_or_the_attribute(rule: str, marked: str):
    lines = ARTICLE.read_text(encoding="utf-8").splitlines()
    notice = next(notice for notice in check(ARTICLE) if notice.rule == rule)
    assert notice.line is not None
    assert notice.column is not None
    assert lines[notice.line - 1][notice.column - 1 :].startswith(marked)


def test_a_mended_article_is_clean():
    """Each fault is one of its own: without its line, and the comment on it, it is gone."""
    lines = ARTICLE.read_text(encoding="utf-8").splitlines(keepends=True)
    for rule in ("claim-unattributed", "link-says-here", "note-after-nothing"):
        at = next(i for i, line in enumerate(lines) if f"fault: {rule} " in line)
        without = "".join(lines[:at] + lines[at + 2 :]).encode()
        assert rule not in {notice.rule for notice in check(without)}


def test_malformed_xml_is_reported_fault_by_fault():
    report = check(HERE / "malformed.xml")
    assert {notice.rule for notice in report} == {"malformed"}
    found = {(notice.line, notice.message.split(".")[0]) for notice in report}
    assert (5, "EntityRef: expecting ';'") in found or any(line == 5 for line, _ in found)
    assert any(line == 6 for line, _ in found)
    assert any(
        line == 7 and "</hi>" in notice.message for notice in report for line in [notice.line]
    )
    assert report.worst is Severity.ERROR


def test_the_public_copy_is_told_nothing_of_the_internal_layer():
    public = check(ARTICLE, audience="public", config=Config())
    words = " ".join(f"{notice.message} {notice.fix}" for notice in public)
    assert "Orla" not in words
    assert "s.log" not in words


def test_the_public_copy_is_searched_for_what_betrays_a_source():
    """Only the whole shows what is to stay hidden; what is said of it names nothing."""
    public = check(ARTICLE, audience="public")
    assert {"unnamed-source-named", "claim-with-internal-source-only"} <= {n.rule for n in public}
    hidden = [n for n in public if n.rule == "unnamed-source-named"]
    assert [(n.line, n.message) for n in hidden] == [
        (line, "The public copy names the unnamed source #p.an here.")
        for rule, line in faults(ARTICLE.read_text(encoding="utf-8"))
        if rule == "unnamed-source-named"
    ]
