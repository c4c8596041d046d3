"""A report for people, JSON, SARIF and GitHub."""

import json
from pathlib import Path
from typing import Any

import pytest

from exporter.checks import check
from exporter.checks.output.text_and_json import FORMATS, as_text, worded
from exporter.errors import OptionError
from exporter.notices import Notice, Severity
from tests.checks.small import article
from tests.checks.test_faulty import ARTICLE, HERE
from tests.judges.missing import python_module

SCHEMA = Path(__file__).parents[2] / "exporter/checks/report.schema.json"
NOTICE = Notice(
    "link-says-here",
    Severity.WARNING,
    "The link text “here” does not say where it goes.",
    "a,b.xml",
    2,
    10,
    "TEI/text/body/p",
    "Say it.",
)


def test_text_shows_the_line_and_marks_the_spot():
    text = as_text([NOTICE], texts={"a,b.xml": "<TEI>\n  <p>Seé <ref>here</ref></p>\n</TEI>"})
    assert text.splitlines() == [
        "a,b.xml:2:10: warning: The link text “here” does not say where it goes. [link-says-here]",
        "  2 | <p>Seé <ref>here</ref></p>",
        "    |        ^^^^",
        "  → Say it.",
    ]


def test_wide_characters_take_two_columns():
    text = as_text([NOTICE], texts={"a,b.xml": "\n<p>日本語啊啊啊<x/></p>"})
    line, mark = text.splitlines()[1:3]
    assert line == "  2 | <p>日本語啊啊啊<x/></p>"
    assert mark == "    | " + " " * 15 + "^^"


def test_a_long_line_is_cut_round_the_spot():
    line = "<p>" + "before " * 40 + "<ref>here</ref>" + " after" * 40
    notice = Notice("r", Severity.ERROR, "Wrong.", "f", 1, line.index("<ref>") + 1)
    shown, mark = as_text([notice], texts={"f": line}).splitlines()[1:]
    assert len(shown) < 110
    assert shown[mark.index("^") :].startswith("<ref>here")


def test_without_a_line_the_message_stands_alone():
    assert as_text([Notice("r", Severity.INFO, "So.")]) == "info: So. [r]"


def test_colour_only_if_asked_for():
    assert "\x1b[" not in as_text([NOTICE])
    assert "\x1b[1;33mwarning:" in as_text([NOTICE], colour=True)


def test_json_is_as_its_schema_says():
    jsonschema = python_module("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    report = json.loads(worded(check(ARTICLE), "json", files=["clean.xml"]))
    jsonschema.validate(report, schema)
    assert report["files"] == ["clean.xml", str(ARTICLE)]
    assert report["summary"]["error"] == sum(n["severity"] == "error" for n in report["notices"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**report, "notices": [{"rule": "r"}]}, schema)


def sarif_model() -> Any:
    """A reader of SARIF that was made from the OASIS schema."""
    module = python_module("pydantic_sarif.model", "pydantic-sarif")
    return module.StaticAnalysisResultsFormatSarifVersion210JsonSchema


@pytest.mark.parametrize("file", ["article.xml", "malformed.xml"])
def test_sarif_is_valid(file: str):
    text = worded(check(HERE / file), "sarif", files=["clean.xml"])
    sarif_model().model_validate_json(text)
    run = json.loads(text)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("note", "warning", "error")
    prints = [result["partialFingerprints"]["exporter/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_the_judge_of_sarif_complains_of_what_is_wrong():
    log = json.loads(worded([NOTICE], "sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(ValueError, match="level"):
        sarif_model().model_validate(log)


def test_sarif_paths_are_relative_addresses():
    log = json.loads(worded([NOTICE], "sarif"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "a%2Cb.xml"},
        "region": {"startLine": 2, "startColumn": 10},
    }


def test_github_commands_are_escaped():
    assert worded([NOTICE], "github") == (
        "::warning file=a%2Cb.xml,line=2,col=10,title=link-says-here::"
        "The link text “here” does not say where it goes. Say it."
    )


def test_nothing_found_is_nothing_said():
    report = check(article("<p>All is well.</p>"))
    assert worded(report, "text") == worded(report, "github") == ""
    for form in FORMATS[1:3]:
        json.loads(worded(report, form))


def test_an_unknown_format_is_refused():
    with pytest.raises(OptionError, match="There is no output format 'xml'"):
        worded([], "xml")  # type: ignore[arg-type]
