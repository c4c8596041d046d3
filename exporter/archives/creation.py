"""An article → a bag, or a new edition in a bag that is there."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Literal

from exporter import formats
from exporter._version import __version__
from exporter.archives import bagit, readme, seals
from exporter.archives.bag_reader import BagLimits, opened, portable, zipped
from exporter.archives.edition_files import PROVENANCE, Drawn, article_of, drawn, kept, recipe_in
from exporter.archives.editions import Edition, editions, with_history
from exporter.archives.provenance import recipe_of, software
from exporter.archives.recipe import Options, Recipe, changed_limits, theme_to_toml
from exporter.arguments import checked
from exporter.errors import ArchiveError, InputError, OptionError
from exporter.files import atomic
from exporter.files.inputs import Readable
from exporter.files.inputs import load as loaded
from exporter.formats import refuse_leaks
from exporter.model import Article, Audience
from exporter.model.traversal import contents, flattened
from exporter.notices import Notice, Report, Severity
from exporter.pipeline import DEFAULT_FORMATS, dated
from exporter.sourcing import Policy
from exporter.tei import Limits, Pictures
from exporter.tei.read import read_loaded
from exporter.theme import Signs, Theme, load
from exporter.theme.loader import from_toml
from exporter.values import Value

__all__ = ["Archived", "archive"]

Source = str | os.PathLike[str]


class Archived(Value):
    """``path`` is the bag, ``edition`` the number of the newest edition in it; ``new`` is False
    where the bag held this very edition already and was left alone."""

    path: Path
    edition: int
    new: bool
    report: Report


@checked
def archive(
    source: Readable,
    target: Source | None = None,
    *,
    into: Source | None = None,
    to: Iterable[str] | str = DEFAULT_FORMATS,
    theme: Theme | Source = "newspaper",
    signs: Signs | Literal[""] = "",
    audience: Audience = "public",
    policy: Policy | None = None,
    options: Options | None = None,
    treatment: Source | None = None,
    limits: Limits | None = None,
    sign: Source | None = None,
    password: bytes | None = None,
    allow: Collection[str] = (),
    name: str | None = None,
    base: Source | None = None,
    pictures: Pictures = "folder",
) -> Archived:
    """Keep an article: its TEI for this audience, pictures, every export, and how they were made.

    ``source`` is a path, bytes or an open binary file; what has no ``name`` is called ``article``
    in the bag. ``base`` and ``pictures`` are as for :func:`exporter.read`.
    ``target`` is a folder that is not there yet or empty, or a file that ends in ``.zip``;
    ``into`` is instead a bag that takes the article as its next edition and keeps the earlier
    ones. ``sign`` is a private Ed25519 key (OpenSSH or PEM), ``password`` what it is locked with.
    The same article gives the same bag, byte for byte, where ``SOURCE_DATE_EPOCH`` is set; else
    only the moment when it was made differs (``Bagging-Date``, ``prov:endedAtTime``) and the
    digests of what tells it. An edition that the bag holds already is not added again, but a
    bag without a signature gets one by ``sign``. ``options``, ``treatment`` and ``allow`` are as
    for :func:`exporter.export`.

    Raises ExporterError, LeakError among them; what stood at the target stands there still.
    """
    # Long: the signature and what it promises.
    if (target is None) == (into is None):
        raise OptionError("An archive goes either to a new place or into a bag that is there.")
    bounds = limits or Limits()
    formats.expect_options(options or {}, formats.chosen(to))
    it = loaded(source, name=name, most=bounds.size)
    look = load(theme, signs)
    look = from_toml(theme_to_toml(look), look.name)  # what is kept must be read again
    recipe = _recipe(
        to,
        look,
        audience=audience,
        policy=dated(policy or Policy()),
        options=options or {},
        treatment=treatment,
        limits=limits or Limits(),
    )
    article = read_loaded(
        it,
        audience=audience,
        limits=bounds,
        treatment=treatment,
        allow=allow,
        base=base,
        pictures=pictures,
    )
    refuse_leaks(article)
    table = Path(treatment).read_bytes() if treatment is not None else None
    stem = portable(Path(it.file or "article").stem)
    made = drawn(kept(article, stem, table), stem, recipe, look)
    key = Path(sign) if sign is not None else None
    if into is None:
        place = Path(target or "")
        _write(place, _bag(made, (), key, password), replace=False)
        return Archived(place, 1, new=True, report=made.report)
    return _added(Path(into), made, key, password, limits or Limits())


def _added(
    place: Path, made: Drawn, key: Path | None, password: bytes | None, limits: Limits
) -> Archived:
    """The bag with one edition more, or as it is where it has this one already."""
    before = opened(place, BagLimits())
    _refuse_changed(before, place)
    earlier = editions(before)
    if wider := recipe_in(earlier[-1].files).beyond(limits):
        raise ArchiveError(
            f"Its last edition was read with {wider}. Give that too, if you trust it.",
            file=str(place),
        )
    if _is_same(earlier[-1].files, with_history(made, earlier[:-1])):
        if key is not None:
            seals.sign_bag(place, key, password)
        return Archived(place, len(earlier), new=False, report=made.report)
    _refuse_unrelated(earlier[-1], made, place)
    said = [_unsigned(before, place)] if bagit.SIGNATURE in before and key is None else []
    files = _bag(made, earlier, key, password, seals.kept_seals(before))
    _write(place, files, replace=True)
    return Archived(place, len(earlier) + 1, new=True, report=made.report + said)


def _is_same(held: Mapping[str, bytes], made: Mapping[str, bytes]) -> bool:
    """Whether an edition is held already: but for the moment when it was made, all is alike."""
    if held.keys() != made.keys():
        return False
    if any(held[name] != made[name] for name in held if name != PROVENANCE):
        return False
    return bool(recipe_of(held[PROVENANCE]) == recipe_of(made[PROVENANCE]))


def _refuse_unrelated(last: Edition, made: Drawn, place: Path) -> None:
    """Raise ArchiveError where an article is another than the one whose editions a bag keeps:
    their identifiers differ, or neither title nor words are the same. The kept one is seen as the
    new one's audience would see it."""
    new = made.article
    try:
        old = article_of(last.files, new.audience)
    except InputError:  # it was internal as a whole
        return
    kinds = dict(old.meta.identifiers)
    both = [(kinds[kind], value) for kind, value in new.meta.identifiers if kind in kinds]
    if both:
        related = any(one == other for one, other in both)
    else:
        related = old.meta.title == new.meta.title != "" or _alike(old, new)
    if not related:
        raise ArchiveError(
            f"This is another article than “{old.meta.title or 'that'}”, whose editions the bag "
            "keeps. Give it a bag of its own.",
            file=str(place),
        )


_ALIKE = 0.3


def _alike(one: Article, other: Article) -> bool:
    """Whether a good part of the longer words of the shorter one are in the other."""
    words = [
        {
            word
            for word in " ".join(flattened(part.inlines) for part in contents(each.blocks))
            .casefold()
            .split()
            if len(word) > 4
        }
        for each in (one, other)
    ]
    least = min(map(len, words))
    return not least or len(words[0] & words[1]) >= _ALIKE * least


def _recipe(
    to: Iterable[str] | str,
    theme: Theme,
    audience: Audience,
    policy: Policy,
    options: Options,
    treatment: Source | None,
    limits: Limits,
) -> Recipe:
    if policy.citations is not None:
        raise OptionError("An archive uses exporter's own citation style. Leave the style out.")
    recipe = Recipe(
        version=__version__,
        software=software(),
        formats=tuple(entry.name for entry in formats.chosen(to)),
        theme=theme.name,
        audience=audience,
        notes=policy.notes,
        index=policy.indexes(audience),
        legend=policy.legend,
        language=policy.language,
        timestamp=policy.timestamp.isoformat() if policy.timestamp else "",
        treatment=treatment is not None,
        options=options,
        limits=changed_limits(limits),
    )
    return Recipe.from_json(recipe.to_json())


def _bag(
    made: Drawn,
    earlier: tuple[Edition, ...],
    key: Path | None,
    password: bytes | None,
    kept_seals: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    number = len(earlier) + 1
    payload = {
        f"editions/{edition.number}/{name}": data
        for edition in earlier
        for name, data in edition.files.items()
    }
    newest = with_history(made, earlier)
    payload |= {f"editions/{number}/{name}": data for name, data in newest.items()}
    payload |= readme.schema()
    payload["LICENCE.txt"] = readme.licence(made.edition)
    everything = (*earlier, Edition(number, newest))
    tags = {"README.txt": readme.readme(made.edition, everything), **(kept_seals or {})}
    files = bagit.bag(payload, readme.info(made.edition), tags)
    return files if key is None else seals.sealed(files, everything, key, password)


def _refuse_changed(files: Mapping[str, bytes], place: Path) -> None:
    for fault in bagit.faults(files):
        raise ArchiveError(
            f"{fault.file}: {fault.message} A damaged bag takes no new edition; "
            "“exporter verify” says what is wrong with it.",
            file=str(place),
        )


def _unsigned(before: Mapping[str, bytes], place: Path) -> Notice:
    numbers = ", ".join(map(str, seals.signed_editions(before)))
    kept = f" Edition {numbers} stays signed by itself." if numbers else ""
    return Notice(
        "signature-dropped",
        Severity.WARNING,
        f"The bag was signed; that signature is not valid for the new edition.{kept}",
        file=str(place),
        fix=f"Sign it again: exporter sign {shlex.quote(str(place))} --key KEY",
    )


def _write(place: Path, files: Mapping[str, bytes], *, replace: bool) -> None:
    is_folder = place.suffix.lower() != ".zip" or place.is_dir()
    taken = any(place.iterdir()) if place.is_dir() else place.exists()
    if taken and not replace:
        raise OptionError(
            f"{place} is there already. Choose another name, or add an edition to that bag "
            f"(into={str(place)!r})."
        )
    if is_folder:
        atomic.write_folder(place, files, replace=replace)
        return
    atomic.write(place, zipped(files, place.stem), replace=replace)
