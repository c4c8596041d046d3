"""Signatures: one over the whole bag, and one over each edition, which holds when others come.

``signatures/edition-N.txt`` lists the digests of everything in ``data/editions/N``, in the form of
``sha512sum``; ``signatures/edition-N.txt.sig`` signs it. Bags of 0.1.0 have only the first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from exporter.archives import bagit
from exporter.archives.bag_reader import BagLimits, opened, zipped
from exporter.archives.editions import EDITIONS, Edition, editions
from exporter.arguments import checked
from exporter.errors import ArchiveError
from exporter.files import atomic
from exporter.notices import Notice, Severity

__all__ = ["edition_faults", "kept_seals", "sealed", "sign_bag", "signed_editions"]

SEALS = "signatures/"
_SUFFIX = ".sig"


@checked
def sign_bag(
    path: str | os.PathLike[str], key: str | os.PathLike[str], password: bytes | None = None
) -> Path:
    """Sign a bag that is there, and every edition in it that is not signed.

    ``key`` is the file of a private Ed25519 key (OpenSSH or PEM), ``password`` what it is locked
    with.

    Raises ArchiveError for what is no bag of ours or is not whole, OptionError for a key that
    cannot be used, OutputError.
    """
    place = Path(path)
    files = opened(place, BagLimits())
    for fault in bagit.faults(files):
        raise ArchiveError(f"{fault.file}: {fault.message} It is not signed.", file=str(place))
    found = sealed(files, editions(files), Path(key), password)
    if place.is_dir():
        atomic.write_folder(place, found, replace=True)
    else:
        atomic.write(place, zipped(found, _top(files, place)))
    return place


def sealed(
    files: Mapping[str, bytes], all_: tuple[Edition, ...], key: Path, password: bytes | None
) -> dict[str, bytes]:
    """The files of a bag with a signature over it, and over each edition that has none."""
    from exporter.archives import signing

    seals: dict[str, bytes] = {}
    for edition in all_:
        name = _name(edition.number)
        if name + _SUFFIX not in files:
            seals[name] = _listed(edition)
            seals[name + _SUFFIX] = signing.sign(seals[name], key, password)
    found = bagit.with_tags(files, seals)
    found[bagit.SIGNATURE] = signing.sign(found["tagmanifest-sha512.txt"], key, password)
    return found


def kept_seals(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The signatures of editions, which a bag keeps when it takes another."""
    return {name: data for name, data in files.items() if name.startswith(SEALS)}


def signed_editions(files: Mapping[str, bytes]) -> tuple[int, ...]:
    """The numbers of the editions that have a signature of their own."""
    numbers = (edition.number for edition in editions(files))
    return tuple(number for number in numbers if _name(number) + _SUFFIX in files)


def edition_faults(files: Mapping[str, bytes], key: Path | None) -> Iterator[Notice]:
    """What is wrong with the signatures of editions. ``key`` is who must have made them."""
    from exporter.archives import signing

    for edition in editions(files):
        name = _name(edition.number)
        seal, listed = files.get(name + _SUFFIX), files.get(name, b"")
        if seal is None:
            continue
        try:
            signing.checked(listed, seal)
        except ArchiveError as error:
            yield _fault(name + _SUFFIX, error.message)
            continue
        try:
            signing.checked(listed, seal, key)
        except ArchiveError as error:  # an edition may have been signed by another than the bag
            yield Notice("bag-signature", Severity.WARNING, error.message, file=name + _SUFFIX)
        if listed != _listed(edition):
            folder = f"{EDITIONS}{edition.number}"
            yield _fault(folder, "it has changed since it was signed.")


def _name(number: int) -> str:
    return f"{SEALS}edition-{number}.txt"


def _listed(edition: Edition) -> bytes:
    folder = f"{EDITIONS}{edition.number}/"
    return bagit.manifest("sha512", {folder + name: data for name, data in edition.files.items()})


def _top(files: Mapping[str, bytes], place: Path) -> str:
    """The folder in a zip, which keeps its name."""
    import zipfile

    assert files
    with zipfile.ZipFile(place) as package:
        return package.namelist()[0].split("/")[0]


def _fault(file: str, message: str) -> Notice:
    return Notice("bag-signature", Severity.ERROR, message, file=file)
