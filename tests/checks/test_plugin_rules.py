"""Rules of other packages: used, and where they fail, reported and left out."""

import re

import pytest

from exporter import plugins
from exporter.checks import Finding, Rule, check
from exporter.checks.rules import RULES
from exporter.notices import Notice, Severity
from tests.checks.small import article


def shouting(doc):
    return [Finding("This shouts.", p) for p in doc.all("p") if (p.text or "").isupper()]


def failing(doc):
    raise RuntimeError(f"{doc.file} is too much")


def leaving(_):
    raise SystemExit(7)


def rule(name, find, severity=Severity.WARNING):
    return Rule(name, "sourcing", severity, "Nobody likes shouting.", "Say it low.", find)


def install(monkeypatch: pytest.MonkeyPatch, *values: object) -> None:
    found = tuple(plugins.Plugin(f"p{n}", "shout 1.0", value) for n, value in enumerate(values))
    broken = (Notice("broken-plugin", Severity.WARNING, "The plug-in 'x' cannot be loaded."),)
    monkeypatch.setattr(plugins, "every", lambda _: (found, broken))


def test_a_rule_of_another_package_is_run(monkeypatch: pytest.MonkeyPatch):
    install(monkeypatch, rule("shouting", shouting))
    report = check(article("<p>HELP</p>"))
    assert [(notice.rule, notice.line) for notice in report] == [
        ("broken-plugin", None),
        ("shouting", 6),
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (rule("failing", failing), r"'failing' of shout 1\.0 failed: RuntimeError"),
        (rule("leaving", leaving), r"'leaving' of shout 1\.0 failed: SystemExit: 7"),
        (rule("wording", lambda _: ["This shouts."]), r"it gave 'This shouts\.', which is no"),
        (rule("placing", lambda _: [Finding("It shouts.", line="3")]), "which is no"),  # type: ignore[arg-type]
        (rule("graver", shouting, "error"), r"it is not an exporter\.checks\.Rule"),
        ("no rule", r"it is not an exporter\.checks\.Rule"),
        (rule(RULES[0].id, shouting), "its id is taken"),
    ],
)
def test_a_broken_one_is_reported_and_left_out(
    monkeypatch: pytest.MonkeyPatch, value: object, says: str
):
    install(monkeypatch, value)
    report = check(article("<p>HELP</p>"))
    assert {notice.rule for notice in report} == {"broken-plugin"}
    assert len([n for n in report if re.search(says, n.message)]) == 1
