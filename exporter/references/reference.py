"""One source, as far as its file tells."""

from __future__ import annotations

from exporter.values import Value

__all__ = ["Name", "Reference", "kind_of"]


class Name(Value):
    """A person by ``given`` and ``family`` (with its particles), or a body by ``family`` alone."""

    family: str
    given: str = ""

    @property
    def shown(self) -> str:
        """As it is spoken: Ada Mills."""
        return f"{self.given} {self.family}".strip()


class Reference(Value):
    """``key`` is its name in its file; ``kind`` is ``bibl/@type``. ``title`` is its own,
    ``container`` that of the journal, book or site which it is in. ``date`` and ``accessed`` are
    ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``dated`` is the date in words where it is no such."""

    key: str
    kind: str = "document"
    title: str = ""
    container: str = ""
    is_journal: bool = False
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    date: str = ""
    dated: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    isbn: str = ""
    address: str = ""
    accessed: str = ""
    note: str = ""


_KINDS = {
    "interview": "interview", "personal_communication": "interview",
    "article-newspaper": "news", "article-magazine": "news", "broadcast": "news",
    "post-weblog": "news", "news": "news", "newspaper": "news", "mgzn": "news", "blog": "news",
    "dataset": "dataset", "data": "dataset",
    "speech": "statement", "press-release": "statement", "pressrelease": "statement",
    "webpage": "web", "post": "web", "online": "web", "www": "web", "elec": "web", "web": "web",
    "electronic": "web",
}  # fmt: skip


def kind_of(given: str) -> str:
    """``bibl/@type`` for a type of CSL, BibTeX or RIS."""
    return _KINDS.get(given.casefold(), "document")
