"""Whatever is done to an article, the check has something to say and never falls over."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.checks import check
from exporter.checks.fixes import fix
from exporter.checks.output.text_and_json import FORMATS, worded
from exporter.errors import ExporterError

EXAMPLE = (Path(__file__).parents[1] / "schema/example.xml").read_text(encoding="utf-8")
ATTRIBUTES = list(re.finditer(r'\s[\w:]+="[^"]*"', EXAMPLE))
ELEMENTS = list(re.finditer(r"<(\w+)[^<>]*>[^<>]*</\1>", EXAMPLE))
VALUES = [
    "",
    "#",
    "0",
    "-1",
    "1/0",
    "#internal",
    "9" * 40,
    "a b",
    "2024-13-45",
    "#c1a #c1a",
    "&lt;",
]

lost = st.sampled_from([*ATTRIBUTES, *ELEMENTS]).map(lambda m: (m.start(), m.end(), ""))
doubled = st.sampled_from(ELEMENTS).map(lambda m: (m.start(), m.start(), m[0]))
swapped = st.builds(
    lambda a, b: (a.start(), a.end(), f"{a[0].partition('=')[0]}={b[0].partition('=')[2]}"),
    st.sampled_from(ATTRIBUTES),
    st.sampled_from(ATTRIBUTES),
)
changed = st.builds(
    lambda a, value: (a.start(), a.end(), f'{a[0].partition("=")[0]}="{value}"'),
    st.sampled_from(ATTRIBUTES),
    st.sampled_from(VALUES),
)
torn = st.builds(
    lambda at, char: (at, at + 1, char), st.integers(0, len(EXAMPLE) - 1), st.sampled_from('<&" >')
)


@settings(max_examples=120)
@given(st.lists(st.one_of(lost, doubled, swapped, changed, torn), min_size=1, max_size=5))
def test_a_damaged_article_is_reported_on(edits: list[tuple[int, int, str]]):
    text = EXAMPLE
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    source = text.encode()
    try:
        report = check(source, name="a.xml")
        fix(source, name="a.xml")
    except ExporterError:
        return
    for form in FORMATS:
        worded(report, form, texts={"a.xml": text})
    for notice in report:
        assert notice.line is None or 1 <= notice.line <= text.count("\n") + 1
