"""What a newsroom decides: severities, by file, in the file, with a reason."""

from pathlib import Path

import pytest

from exporter.checks import Config, ForFiles, check, load_config
from exporter.errors import OptionError
from exporter.notices import Severity
from tests.checks.small import LINK, article


def rules(source: bytes, **options: object) -> list[tuple[str, str]]:
    report = check(source, name="drafts/a.xml", **options)  # type: ignore[arg-type]
    return [(notice.rule, notice.severity.label) for notice in report]


def test_a_rule_has_its_own_severity():
    assert rules(article(LINK)) == [("link-says-here", "warning")]


@pytest.mark.parametrize(
    ("severity", "found"),
    [
        (None, []),
        (Severity.INFO, [("link-says-here", "info")]),
        (Severity.ERROR, [("link-says-here", "error")]),
    ],
)
def test_the_configuration_changes_it(severity: Severity | None, found: list[tuple[str, str]]):
    assert rules(article(LINK), config=Config({"link-says-here": severity})) == found


def test_the_last_pattern_that_matches_the_file_wins():
    config = Config(
        {"link-says-here": Severity.ERROR},
        (
            ForFiles("drafts/*.xml", {"link-says-here": None}),
            ForFiles("a.xml", {"link-says-here": Severity.INFO}),
            ForFiles("other/*.xml", {"link-says-here": Severity.ERROR}),
        ),
    )
    assert rules(article(LINK), config=config) == [("link-says-here", "info")]


def test_strict_makes_warnings_errors_and_leaves_remarks():
    assert rules(article(LINK), strict=True) == [("link-says-here", "error")]
    config = Config({"link-says-here": Severity.INFO}, strict=True)
    assert rules(article(LINK), config=config) == [("link-says-here", "info")]


PYPROJECT = """
[tool.exporter.check]
schema = "none"
strict = true
[tool.exporter.check.rules]
link-says-here = "off"
[[tool.exporter.check.files]]
match = "drafts/*.xml"
rules = { claim-without-status = "info" }
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", PYPROJECT),
        ("exporter.toml", PYPROJECT.replace("tool.exporter.", "")),
    ],
)
def test_it_is_read_from_the_nearest_file(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text)
    below = tmp_path / "drafts" / "deep"
    below.mkdir(parents=True)
    config = load_config(below)
    assert config == Config(
        {"link-says-here": None},
        (ForFiles("drafts/*.xml", {"claim-without-status": Severity.INFO}),),
        "none",
        True,
        tmp_path,
    )
    assert config.severities(str(tmp_path / "drafts" / "a.xml"))["claim-without-status"]
    assert "claim-without-status" not in config.severities(str(tmp_path / "a.xml"))


def test_a_pyproject_of_others_is_passed_over(tmp_path: Path):
    (tmp_path / "exporter.toml").write_text("[check]\nstrict = true\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n")
    assert load_config(inner).strict


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[check]\nscheme = 1", "Did you mean 'schema'?"),
        ("[check]\nstrict = 1", "'strict' must be a bool"),
        ('[check.rules]\na = "loud"', "must be off, info, warning, error"),
        ("[check]\nfiles = 1", "list of tables"),
        ("[[check.files]]\nrules = {}", "needs a pattern"),
        ("check = [", "this is not TOML"),
    ],
)
def test_a_wrong_configuration_is_refused(tmp_path: Path, text: str, says: str):
    (tmp_path / "exporter.toml").write_text(text)
    with pytest.raises(OptionError, match=r"exporter\.toml") as error:
        load_config(tmp_path)
    assert says in str(error.value)


def test_a_slip_in_a_rules_name_is_refused():
    with pytest.raises(OptionError, match="Did you mean 'link-says-here'"):
        check(article(LINK), config=Config({"link-say-here": None}))


IGNORE = '<?exporter ignore="link-says-here" reason="It is a quotation."?>'


def test_an_instruction_holds_for_its_element_and_what_is_in_it():
    inside = LINK.replace("<p>", f"<p>{IGNORE}")
    assert rules(article(inside)) == []
    assert rules(article(f"<div>{IGNORE}{LINK}{LINK}</div>")) == []
    assert rules(article(f"{inside}\n{LINK}")) == [("link-says-here", "warning")]


def test_before_the_root_it_holds_for_the_file():
    assert rules(article(LINK + LINK, before=IGNORE)) == []


def test_without_a_reason_it_does_not_hold():
    silent = LINK.replace("<p>", '<p><?exporter ignore="link-says-here"?>')
    assert [rule for rule, _ in rules(article(silent))] == [
        "ignore-without-reason",
        "link-says-here",
    ]


def test_where_it_silences_nothing_it_is_reported():
    assert rules(article(f"<p>{IGNORE}Nothing.</p>")) == [("ignore-unused", "info")]
