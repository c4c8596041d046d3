"""Annotated, sourced TEI articles as footnoted DOCX, PDF and accessible HTML.

    >>> import exporter
    >>> article = exporter.read("source/north-korean-troops.xml")
    >>> edition = exporter.plan(article)
    >>> page = exporter.render(edition, "html")        # an Output: bytes and notices
    >>> exporter.export("source/north-korean-troops.xml", "build")   # all three, to files

Every value is frozen; ``read``, ``plan`` and ``render`` are pure and may run at once in any
number of threads and processes. Nothing is printed and nothing is configured globally.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from exporter._version import __version__

if TYPE_CHECKING:
    from exporter.archives import Archived, Verified, archive, recover, verify
    from exporter.batch import export_many
    from exporter.checks import Config, check, load_config
    from exporter.comparison import Changes, diff
    from exporter.comparison import compared as compared
    from exporter.drafting import Draft, draft
    from exporter.errors import (
        ArchiveError,
        EditError,
        ExporterError,
        InputError,
        LeakError,
        LimitExceeded,
        MalformedXML,
        OptionError,
        OutputError,
        PluginError,
        ThemeError,
    )
    from exporter.formats import Format, render
    from exporter.model import Article, Edition, Output
    from exporter.notices import Notice, Report, Severity
    from exporter.pipeline import Exported, export
    from exporter.revisions import Merged, merge
    from exporter.sourcing import Policy, plan
    from exporter.tei import Limits, read
    from exporter.theme import Theme
    from exporter.theme import load as load_theme

__all__ = [
    "ArchiveError",
    "Archived",
    "Article",
    "Changes",
    "Config",
    "Draft",
    "EditError",
    "Edition",
    "Exported",
    "ExporterError",
    "Format",
    "InputError",
    "LeakError",
    "LimitExceeded",
    "Limits",
    "MalformedXML",
    "Merged",
    "Notice",
    "OptionError",
    "Output",
    "OutputError",
    "PluginError",
    "Policy",
    "Report",
    "Severity",
    "Theme",
    "ThemeError",
    "Verified",
    "__version__",
    "archive",
    "check",
    "diff",
    "draft",
    "export",
    "export_many",
    "load_config",
    "load_theme",
    "merge",
    "plan",
    "read",
    "recover",
    "render",
    "verify",
]

_MODULES = {
    "exporter.archives": ("Archived", "Verified", "archive", "recover", "verify"),
    "exporter.batch": ("export_many",),
    "exporter.checks": ("Config", "check", "load_config"),
    "exporter.comparison": ("Changes", "compared", "diff"),
    "exporter.drafting": ("Draft", "draft"),
    "exporter.errors": (
        *("ArchiveError", "EditError", "ExporterError", "InputError", "LeakError", "LimitExceeded"),
        *("MalformedXML", "OptionError", "OutputError", "PluginError", "ThemeError"),
    ),
    "exporter.pipeline": ("Exported", "export"),
    "exporter.formats": ("Format", "render"),
    "exporter.model": ("Article", "Edition", "Output"),
    "exporter.notices": ("Notice", "Report", "Severity"),
    "exporter.revisions": ("Merged", "merge"),
    "exporter.sourcing": ("Policy", "plan"),
    "exporter.tei": ("Limits", "read"),
    "exporter.theme": ("Theme",),
}
_LAZY = {name: (module, name) for module, names in _MODULES.items() for name in names}
_LAZY["load_theme"] = ("exporter.theme", "load")


def __getattr__(name: str) -> Any:
    """Import a module when something in it is first asked for (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LAZY[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
