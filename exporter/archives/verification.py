"""A bag held against what it promises: complete, unchanged, signed, and able to be made again."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from exporter._version import __version__
from exporter.archives import bagit, seals
from exporter.archives.bag_reader import BagLimits, loaded, opened, zipped
from exporter.archives.conformance import held
from exporter.archives.edition_files import EXPORTS, PROVENANCE, recipe_in, redrawn
from exporter.archives.editions import EDITIONS, Edition, editions, with_history
from exporter.archives.provenance import software
from exporter.archives.recipe import Recipe
from exporter.arguments import checked
from exporter.errors import ArchiveError, ExporterError, OptionError
from exporter.files.inputs import Loaded, Readable
from exporter.notices import Notice, Report, Severity
from exporter.tei.limits import Limits
from exporter.values import Value

__all__ = ["Verified", "verify"]


class Verified(Value):
    """``signature``: ``good`` (by the key that was asked for), ``unconfirmed`` (good, but no key
    was given to hold it against; ``signer`` is the fingerprint of the one that made it),
    ``absent``, ``unchecked`` or ``bad``. ``editions`` is how many the bag holds, ``reproduced``
    how many of their exports were made again and found the same. ``report`` names every fault;
    a bag without errors in it is sound."""

    signature: Literal["good", "unconfirmed", "absent", "unchecked", "bad"]
    signer: str
    editions: int
    reproduced: int
    report: Report

    @property
    def sound(self) -> bool:
        """Whether no fault that was found is an error."""
        return self.report.worst is not Severity.ERROR


@checked
def verify(
    path: Readable,
    *,
    key: str | os.PathLike[str] | None = None,
    reproduce: bool = True,
    limits: BagLimits | None = None,
    reading: Limits | None = None,
    name: str | None = None,
) -> Verified:
    """Hold a bag against its manifests, its signature and its own recipes; one that exporter did
    not make against the rules of BagIt (0.93 to 1.0).

    ``path`` is that of a folder or zip; a zip's bytes and an open binary file do as well, and
    ``name`` is what messages call them. ``key`` is the public Ed25519 key that must have signed
    the bag. ``reproduce`` makes every export of every edition again and compares bytes; where
    another version of exporter, or of a library it uses, made one that now comes out otherwise, a
    warning says which. An edition that was read with wider limits than ``reading`` is not made
    again, and a warning says so.

    Raises ArchiveError for what is no bag or unsafe to open, OptionError for a key that is none.
    """
    bounds = limits or BagLimits()
    given = loaded(path, bounds, name)
    files = opened(given, bounds)
    if not any(name.startswith(EDITIONS) for name in files):
        return _foreign(files)
    found = list(bagit.faults(files))
    if isinstance(given, Loaded) and given.data != zipped(files, _top(given.data)):
        message = "the zip is not written as exporter writes it."
        found.append(_error(Path(given.file or "bag").name, message, "bag-zip"))
    signature, signer, said = _signature(files, Path(key) if key is not None else None)
    found.extend(said)
    count, same = 0, 0
    try:
        everything = editions(files)
        count = len(everything)
    except ArchiveError as error:
        found.append(_error("data/editions", error.message))
        everything = ()
    if everything and signature != "unchecked":
        found.extend(_edition_seals(files, Path(key) if key is not None else None, signature))
    if reproduce and not any(fault.severity is Severity.ERROR for fault in found):
        for number, edition in enumerate(everything):
            faults = list(_reproduced(edition, everything[:number], reading or Limits()))
            found.extend(faults)
            exports = sum(name.startswith(EXPORTS) for name in edition.files)
            if not any(fault.file == f"{EDITIONS}{edition.number}" for fault in faults):
                same += exports - sum("/exports/" in (fault.file or "") for fault in faults)
    return Verified(signature, signer, count, same, Report(tuple(found)))


def _foreign(files: Mapping[str, bytes]) -> Verified:
    """A bag from elsewhere: BagIt's own rules are all there is to hold it against."""
    message = "exporter did not make this bag: it was checked by the rules of BagIt alone."
    said = Notice("bag-foreign", Severity.INFO, message)
    return Verified("absent", "", 0, 0, Report((said, *held(files))))


def _top(data: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()[0].split("/")[0]


def _signature(
    files: Mapping[str, bytes], key: Path | None
) -> tuple[Literal["good", "unconfirmed", "absent", "unchecked", "bad"], str, list[Notice]]:
    signature = files.get(bagit.SIGNATURE)
    if signature is None:
        if key is None:
            return "absent", "", []
        return "absent", "", [_error(bagit.SIGNATURE, "the bag is not signed.", "bag-signature")]
    try:
        from exporter.archives import signing
    except OptionError as error:
        if key is not None:
            raise
        message = f"The signature was not checked: {error.message}"
        unchecked = Notice("bag-signature", Severity.WARNING, message, file=bagit.SIGNATURE)
        return "unchecked", "", [unchecked]
    try:
        signer = signing.checked(files.get("tagmanifest-sha512.txt", b""), signature, key)
    except ArchiveError as error:
        return "bad", "", [_error(bagit.SIGNATURE, error.message, "bag-signature")]
    return ("unconfirmed" if key is None else "good"), signer, []


def _edition_seals(
    files: Mapping[str, bytes], key: Path | None, signature: str
) -> Iterator[Notice]:
    """The editions' own signatures: what is wrong with them, and which hold where the bag has
    none."""
    signed = seals.signed_editions(files)
    if not signed:
        return
    try:
        faults = list(seals.edition_faults(files, key))
    except OptionError as error:
        yield Notice("bag-signature", Severity.WARNING, f"Not checked: {error.message}")
        return
    yield from faults
    if signature == "absent" and not faults:
        numbers = ", ".join(map(str, signed))
        message = f"Edition {numbers} is signed by itself; the bag as it is now is not."
        yield Notice("bag-signature", Severity.WARNING, message, file=bagit.SIGNATURE)


def _reproduced(
    edition: Edition, earlier: tuple[Edition, ...], allowed: Limits
) -> Iterator[Notice]:
    """What of an edition does not come out again as it is kept."""
    folder = f"{EDITIONS}{edition.number}"
    try:
        recipe = recipe_in(edition.files)
        asked = (recipe, *(recipe_in(before.files) for before in earlier[-1:]))
        if wider := next(filter(None, (each.beyond(allowed) for each in asked)), ""):
            message = f"it was read with {wider} and is not made again. Give that, if you trust it."
            yield Notice("bag-not-reproduced", Severity.WARNING, message, file=folder)
            return
        again = with_history(redrawn(edition.files), earlier)
    except ExporterError as error:
        yield _error(folder, f"it cannot be made again: {error}", "bag-not-reproduced")
        return
    differing = {
        name
        for name in {*again, *edition.files}
        if name != PROVENANCE and again.get(name) != edition.files.get(name)
    }
    others = _others(recipe)
    for name in sorted(differing):
        if others:
            message = f"it comes out differently now: it was made by {others}."
            severity = Severity.WARNING
        else:
            message = "it is not what this version makes of the article that is kept."
            severity = Severity.ERROR
        yield Notice("bag-not-reproduced", severity, message, file=f"{folder}/{name}")


def _others(recipe: Recipe) -> str:
    """What made an edition, as far as it is not what runs now; empty where all is the same."""
    here = {"exporter": __version__, **software()}
    there = {"exporter": recipe.version, **recipe.software}
    return ", ".join(
        f"{name} {there[name]} (here {here.get(name, 'none')})"
        for name in there
        if there[name] != here.get(name)
    )


def _error(file: str, message: str, rule: str = "bag-changed") -> Notice:
    return Notice(rule, Severity.ERROR, message, file=file)
