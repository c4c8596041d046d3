"""Every rule there is: those of this package, and those of others that can be used."""

from __future__ import annotations

from exporter import plugins
from exporter.checks.observed_rules import EARLY, LATE
from exporter.checks.rule import Finding, Rule
from exporter.checks.rules import RULES
from exporter.notices import Notice, Severity

__all__ = ["all_rules", "own_rules", "package_of", "sound"]


def own_rules() -> tuple[Rule, ...]:
    """Every rule of this package, those included that are found on the way."""
    return (*EARLY, *RULES, *LATE)


def all_rules() -> tuple[tuple[Rule, ...], tuple[Notice, ...]]:
    """The rules of this package and those of others, and a notice for each plug-in that
    cannot be used."""
    found, broken = plugins.every(plugins.RULES)
    rules, notices = list(own_rules()), list(broken)
    for plugin in found:
        taken = any(rule.id == getattr(plugin.value, "id", None) for rule in rules)
        if _is_rule(plugin.value) and not taken:
            rules.append(plugin.value)
            continue
        reason = "its id is taken" if taken else "it is not an exporter.checks.Rule"
        notices.append(
            Notice(
                "broken-plugin",
                Severity.WARNING,
                f"The rule {plugin.name!r} of {plugin.package or 'a package'} is left out: "
                f"{reason}.",
                fix="Fix or uninstall it.",
            )
        )
    return tuple(rules), tuple(notices)


def _is_rule(value: object) -> bool:
    """Whether it is a rule that holds what it should; nobody may have checked a plug-in's types."""
    return (
        isinstance(value, Rule)
        and isinstance(value.id, str)
        and isinstance(value.severity, Severity)
        and callable(value.find)
    )


def sound(value: Finding) -> Finding:
    """The finding, where it is one; raises TypeError."""
    if (
        isinstance(value, Finding)
        and isinstance(value.message, str)
        and isinstance(value.line, int | None)
        and isinstance(value.column, int | None)
    ):
        return value
    raise TypeError(f"it gave {value!r}, which is not an exporter.checks.Finding")


def package_of(rule: Rule) -> str:
    """Whose rule it is, of another package."""
    found, _ = plugins.every(plugins.RULES)
    return next((plugin.package for plugin in found if plugin.value is rule), "") or "a package"
