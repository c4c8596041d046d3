"""What only the Word copy knows."""

from __future__ import annotations

from os import PathLike
from typing import Literal

from exporter.arguments import Checked
from exporter.notices import Notice
from exporter.values import Value

__all__ = ["DocxOptions"]


class DocxOptions(Value, metaclass=Checked):
    """``reference`` is a .docx or .dotx (path or bytes) whose styles, headers, footers and page
    set-up give the look. ``review`` puts each claim's status and sourcing trouble as a comment at
    its span; ``report`` are notices of the checks to be shown there too, at the span that each is
    about, else at the title. ``contents`` is the table of contents: ``auto`` is from eight headings
    on. ``controls`` set to ``none`` leaves out the content controls around annotated spans, for
    programs that read paragraphs with such controls in parts; the bookmarks stay. ``restart``
    is where the numbers of footnotes begin anew in Word; only ``never`` keeps them as they are in
    the other formats. Raises OptionError.
    """

    reference: bytes | str | PathLike[str] | None = None
    review: bool = False
    report: tuple[Notice, ...] = ()
    contents: Literal["auto", "always", "never"] = "auto"
    controls: Literal["all", "none"] = "all"
    restart: Literal["never", "page", "section"] = "never"
