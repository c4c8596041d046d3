"""One edition of an article as files: drawn from the TEI that is kept, so that it can be again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from exporter import formats
from exporter.archives.bag_reader import safe
from exporter.archives.provenance import Made, Record, recipe_of, record
from exporter.archives.recipe import Recipe, theme_from, theme_to_toml
from exporter.errors import ArchiveError
from exporter.files.atomic import write_folder
from exporter.model import Article, Audience, Edition
from exporter.notices import Report
from exporter.pipeline import file_stem, rendered
from exporter.text import printable
from exporter.theme import Theme
from exporter.values import Value, replace

__all__ = ["Drawn", "article_of", "drawn", "kept", "recipe_in", "redrawn", "stem_of"]

PROVENANCE = "provenance.jsonld"
NOTICES = "notices.json"
ARTICLE = "article/"
EXPORTS = "exports/"
TREATMENT = "treatment.toml"


class Drawn(Value):
    """An edition and its ``files`` by path; ``exports`` are those that were rendered."""

    article: Article
    edition: Edition
    files: Mapping[str, bytes]
    exports: tuple[str, ...]
    report: Report


def kept(article: Article, stem: str, treatment: bytes | None) -> dict[str, bytes]:
    """What an article is read from again: its TEI for this audience, and its pictures."""
    files = {f"{ARTICLE}{stem}.xml": article.tei}
    for graphic in article.graphics.values():
        name = PurePosixPath(unquote(graphic.url).replace("\\", "/")).as_posix()
        if graphic.data is not None and safe(name):
            files[ARTICLE + name] = graphic.data
    if treatment is not None:
        files[TREATMENT] = treatment
    return files


def drawn(source: Mapping[str, bytes], stem: str, recipe: Recipe, theme: Theme) -> Drawn:
    """Read the kept files and render every format; raises ExporterError."""
    wanted = [formats.find(name) for name in recipe.formats]
    drawing = rendered(_read(source, stem, recipe), recipe.policy, wanted, theme, recipe.options)
    place = f"{EXPORTS}{file_stem(stem, recipe.audience)}"
    exports = drawing.files(place)
    made = [
        Made(place + entry.extension, entry.name, entry.media_type, output.data)
        for entry, output in zip(wanted, drawing.outputs, strict=True)
    ]
    edition, report = drawing.edition, drawing.report
    look = f"theme/{theme.name}.toml"
    files = {**source, **exports, look: theme_to_toml(theme), NOTICES: _json(report)}
    about = Record(f"{ARTICLE}{stem}.xml", source, look, tuple(made), edition, recipe.to_json())
    files[PROVENANCE] = record(about)
    return Drawn(drawing.article, edition, files, tuple(exports), report)


def recipe_in(files: Mapping[str, bytes]) -> Recipe:
    """The recipe of an archived edition; raises ArchiveError."""
    return Recipe.from_json(recipe_of(files.get(PROVENANCE, b"")))


def redrawn(files: Mapping[str, bytes]) -> Drawn:
    """An archived edition drawn again by its own recipe; raises ExporterError."""
    recipe = recipe_in(files)
    theme = theme_from(files.get(f"theme/{recipe.theme}.toml", b""), recipe.theme)
    source = {n: data for n, data in files.items() if n.startswith(ARTICLE) or n == TREATMENT}
    return drawn(source, stem_of(files), recipe, theme)


def article_of(files: Mapping[str, bytes], audience: Audience) -> Article:
    """An archived edition's article as one audience may see it: the public sees of an internal
    edition what a public copy of it would hold. Raises ExporterError."""
    recipe = recipe_in(files)
    source = {n: data for n, data in files.items() if n.startswith(ARTICLE) or n == TREATMENT}
    seen = recipe if audience == "internal" else replace(recipe, audience="public")
    return _read(source, stem_of(files), seen)


def stem_of(files: Mapping[str, bytes]) -> str:
    """The article's name: the one XML file that stands at the top of an edition."""
    for name in sorted(files):
        stem = name.removeprefix(ARTICLE).removesuffix(".xml")
        if name == f"{ARTICLE}{stem}.xml" and "/" not in stem:
            return stem
    raise ArchiveError("An edition of it holds no article.")


def _read(source: Mapping[str, bytes], stem: str, recipe: Recipe) -> Article:
    """Read from a folder made for it; notices name files relative to the edition."""
    from exporter.tei import read

    with tempfile.TemporaryDirectory() as name:
        folder = write_folder(Path(name) / "edition", source)
        treatment = folder / TREATMENT if recipe.treatment else None
        path = folder / f"{ARTICLE}{stem}.xml"
        article = read(path, audience=recipe.audience, treatment=treatment, limits=recipe.reading)
    notices = tuple(replace(notice, file=f"{stem}.xml") for notice in article.notices)
    return replace(article, file=f"{stem}.xml", notices=notices)


def _json(report: Report) -> bytes:
    said = [notice.to_json() for notice in report]
    return f"{printable.as_json(said)}\n".encode()
