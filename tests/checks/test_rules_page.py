"""docs/rules.md names every rule; what follows its mark is made from the rules."""

import re
from collections.abc import Callable
from pathlib import Path

from exporter.checks import Rule
from exporter.checks.engine import own_rules
from exporter.checks.fixes import FIXABLE
from tests.checks.test_faulty import ARTICLE, faults

PAGE = Path(__file__).parents[2] / "docs/rules.md"
MARK = "<!-- What follows is made from the rules: make accept. -->\n"
AREAS = {
    "structure": "Structure",
    "sourcing": "Sourcing",
    "accessibility": "Accessibility",
    "audience": "What the public may not see",
}


def as_code(sentence: str) -> str:
    return re.sub(r"<[^>]+>|@\w+|\b[\w:]+=\"[^\"]*\"", lambda found: f"`{found[0]}`", sentence)


def entry(rule: Rule, example: str) -> str:
    mended = ", correctable" if rule.id in FIXABLE else ""
    text = f"\n### `{rule.id}`\n\n*{rule.severity.label}{mended}.* {as_code(rule.why)}\n"
    if example:
        text += f"\n```xml\n{example}\n```\n"
    return f"{text}\n{as_code(rule.fix)}\n"


def rules_section() -> str:
    text = ARTICLE.read_text(encoding="utf-8")
    lines = text.splitlines()
    examples = {rule: lines[line - 1].strip() for rule, line in faults(text)}
    made = []
    for area, title in AREAS.items():
        made.append(f"\n## {title}\n")
        made += [entry(r, examples.get(r.id, "")) for r in own_rules() if r.area == area]
    return "".join(made)


def test_the_page_names_every_rule(expected: Callable[[Path, str], None]):
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    expected(PAGE, head + MARK + rules_section())
