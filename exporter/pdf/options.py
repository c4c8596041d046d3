"""What a PDF may be asked to conform to."""

from __future__ import annotations

from exporter.arguments import Checked
from exporter.errors import OptionError
from exporter.values import Value

__all__ = ["KNOWN", "PdfOptions", "Standard"]

KNOWN = ("ua-1", "ua-2", "a-2a", "a-2u", "a-2b", "a-3a", "a-3u", "a-3b", "a-4", "a-4f")
"""The reference validator passed files of each in November 2026, apart from what a reader must
check; the tests' validators know PDF/UA-1 and PDF/A-1 to 3."""


class Standard(Value):
    """``ua`` is 0, 1 or 2; ``part`` of PDF/A 0, 2, 3 or 4; ``level`` a, u, b, f or empty."""

    ua: int = 1
    part: int = 3
    level: str = "a"

    @property
    def version(self) -> str:
        """PDF 2.0 is what PDF/UA-2 and PDF/A-4 stand on, PDF 1.7 the others."""
        return "2.0" if self.two else "1.7"

    @property
    def two(self) -> bool:
        return self.ua == 2 or self.part == 4

    @property
    def attaches(self) -> bool:
        """PDF/A-2 allows only PDF/A files inside, PDF/A-4 without f none."""
        return self.part in (0, 3) or self.level == "f"


class PdfOptions(Value, metaclass=Checked):
    """``standard`` joins names of :data:`KNOWN` with ``+`` or a comma: ``ua-1+a-3a``.

    ``attach`` puts the TEI the edition was made from into the file where the standard allows it.
    """

    standard: str = "ua-1+a-3a"
    attach: bool = True

    def resolve(self) -> Standard:
        """Raises OptionError for names that are unknown or exclude each other."""
        ua, part, level = 0, 0, ""
        names = self.standard.replace(",", "+").replace(" ", "").lower().split("+")
        for name in filter(None, names):
            if name not in KNOWN:
                raise OptionError(
                    f"There is no PDF standard {name!r}. Known are: {', '.join(KNOWN)}; "
                    "join two with a plus sign."
                )
            kind, _, rest = name.partition("-")
            if (kind == "ua" and ua) or (kind == "a" and part):
                raise OptionError(f"{self.standard!r} names two parts of one PDF standard.")
            if kind == "ua":
                ua = int(rest)
            else:
                part, level = int(rest[0]), rest[1:]
        if not ua and not part:
            raise OptionError("No PDF standard is named. The usual one is ua-1+a-3a.")
        if (ua == 2 and part in (2, 3)) or (ua == 1 and part == 4):
            raise OptionError(
                f"{self.standard!r} cannot be one file: ua-2 and a-4 are based on PDF 2.0, "
                "the others on PDF 1.7. Use ua-1+a-3a or ua-2+a-4f."
            )
        return Standard(ua, part, level)
