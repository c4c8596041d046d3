"""The editions in a bag, and what is kept beside each: the revisions and the changes."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.archives.edition_files import ARTICLE, Drawn, article_of, stem_of
from exporter.comparison import diff, to_html, to_json, to_text
from exporter.errors import ArchiveError, InputError
from exporter.model import Article, Audience
from exporter.values import Value, whole_number

__all__ = ["EDITIONS", "Edition", "editions", "with_history"]

EDITIONS = "data/editions/"


class Edition(Value):
    """``number`` counts from 1; ``files`` by path inside the edition's folder."""

    number: int
    files: Mapping[str, bytes]

    @property
    def article(self) -> bytes:
        """The TEI that is kept."""
        return self.files[f"{ARTICLE}{stem_of(self.files)}.xml"]


def editions(files: Mapping[str, bytes]) -> tuple[Edition, ...]:
    """Every edition in a bag, oldest first; raises ArchiveError where there is none."""
    found: dict[int, dict[str, bytes]] = {}
    for name, data in files.items():
        number, _, inner = name.removeprefix(EDITIONS).partition("/")
        count = whole_number(number)
        if name.startswith(EDITIONS) and inner and count is not None and number == str(count):
            found.setdefault(count, {})[inner] = data
    if sorted(found) != list(range(1, len(found) + 1)) or not found:
        raise ArchiveError("This is a bag, but none that exporter made: it holds no editions.")
    return tuple(Edition(number, found[number]) for number in sorted(found))


def with_history(made: Drawn, earlier: tuple[Edition, ...]) -> dict[str, bytes]:
    """An edition's files with its revisions, and from the second on with what has changed."""
    files = dict(made.files)
    if revisions := _revisions(made.article):
        files["revisions.txt"] = revisions
    if earlier and (before := _seen(earlier[-1], made.article.audience)):
        changes = diff(before, made.article)
        files["changes.txt"] = to_text(changes).encode()
        files["changes.json"] = to_json(changes).encode()
        files["changes.html"] = to_html(changes, made.article.lang).encode()
    return files


def _seen(edition: Edition, audience: Audience) -> Article | None:
    """What an audience may have seen of an earlier edition; None where that is nothing at all, or
    would name a source who must not be named."""
    try:
        article = article_of(edition.files, audience)
    except InputError:
        return None
    return None if audience == "public" and article.leaks else article


def _revisions(article: Article) -> bytes:
    lines = [
        " ".join(
            part for part in (change.when, change.text, f"({change.by})" * bool(change.by)) if part
        )
        for change in article.meta.changes
    ]
    return "".join(f"{line}\n" for line in lines).encode()
