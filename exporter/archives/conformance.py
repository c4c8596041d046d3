"""Any bag, whoever made it, held against BagIt: RFC 8493 (1.0) and the drafts before it (0.93 on).

What RFC 8493 section 3 makes a bag incomplete or invalid is an error; what only some systems
stumble over is a warning.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from exporter.archives.bag_reader import safe
from exporter.notices import Notice, Severity
from exporter.values import Value

__all__ = ["held"]

_DECLARED = re.compile(
    rb"BagIt-Version: (\d+\.\d+)\r?[\n\r]Tag-File-Character-Encoding: (\S+)[\r\n]*"
)
_VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
_MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
_ENTRY = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)")
_FETCH = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)")
_FIELD = re.compile(r"([^:\s][^:]*?)(\s*):(.*)")
_OXUM = re.compile(r"([0-9]{1,15})\.([0-9]{1,15})")
_LITTER = re.compile(r"(?i)(\.ds_store|\._.*|thumbs\.db|desktop\.ini|\.directory)")
_ALGORITHMS = {
    re.sub("[-_]", "", name): name
    for name in sorted(hashlib.algorithms_guaranteed)
    if "shake" not in name
}


class _Bag(Value):
    """``names`` are its files by a form in which equal names are equal; ``text`` reads tags."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]
    version: str
    encoding: str

    @property
    def payload(self) -> frozenset[str]:
        return frozenset(name for name in self.files if name.startswith("data/"))

    def lines(self, name: str) -> list[str]:
        """The lines of a tag file, in the encoding the bag declares (2.1.1)."""
        text = self.files[name].decode(self.encoding).removeprefix("\ufeff")
        return re.split(r"\r\n|\r|\n", text)

    def found(self, name: str) -> str:
        """The file that a path in a manifest names, or empty: as it stands, percent-decoded
        (2.1.3), or in another Unicode normalisation."""
        decoded = re.sub("%(0[aA]|0[dD]|25)", lambda escape: chr(int(escape[1], 16)), name)
        wishes = (decoded, name) if self.version == "1.0" else (name, decoded)
        for wish in wishes:
            if wish in self.files:
                return wish
        return next((self.names[f] for w in wishes if (f := _folded(w)) in self.names), "")


def held(files: Mapping[str, bytes]) -> Iterator[Notice]:
    """Everything that is wrong with a bag, and what is questionable."""
    declared = _DECLARED.fullmatch(files.get("bagit.txt", b""))
    if declared is None:
        message = (
            "it is not a bag declaration: “BagIt-Version: M.N” and “Tag-File-Character-Encoding: "
            "…”, without a byte-order mark or other white space."
        )
        yield _error("bagit.txt", message)
        return
    version, encoding = declared[1].decode(), declared[2].decode("ascii", "replace")
    if version not in _VERSIONS:
        yield _error("bagit.txt", f"BagIt {version} is not known; {', '.join(_VERSIONS)} are.")
        return
    bag = _Bag(files, {_folded(name): name for name in files}, version, encoding)
    try:
        yield from _held(bag)
    except LookupError:
        yield _error("bagit.txt", f"{encoding!r} is not a character encoding.")
    except UnicodeDecodeError as error:
        message = f"a tag file is not in {encoding}, which the bag declares: {error.reason}."
        yield _error("bagit.txt", message)


def _held(bag: _Bag) -> Iterator[Notice]:
    covered: set[str] = set()
    manifests = 0
    for name in sorted(bag.files):
        found = _MANIFEST.fullmatch(name)
        if found is None:
            continue
        algorithm = _ALGORITHMS.get(re.sub("[-_]", "", found[2].lower()))
        if algorithm is None:
            yield _warning(name, f"{found[2]} is not a digest that can be checked here.")
            continue
        listed: dict[str, str] = {}
        yield from _manifest(bag, name, algorithm, listed, tags=bool(found[1]))
        if not found[1]:
            manifests += 1
            covered |= listed.keys()
            if bag.version == "1.0":
                for missing in sorted(bag.payload - listed.keys()):
                    yield _error(missing, f"it is not listed in {name}.")
    if not manifests:
        yield _error("manifest-sha512.txt", "there is no payload manifest that can be checked.")
    elif bag.version != "1.0":
        for missing in sorted(bag.payload - covered):
            yield _error(missing, "no manifest lists it.")
    for name in sorted(bag.payload):
        if _LITTER.fullmatch(name.rsplit("/", 1)[-1]):
            yield _warning(name, "a system made this file, not a person; it may change by itself.")
    yield from _fetch(bag)
    yield from _info(bag)


def _manifest(
    bag: _Bag, name: str, algorithm: str, listed: dict[str, str], *, tags: bool
) -> Iterator[Notice]:
    """One manifest (2.1.3, 2.2.1); ``listed`` grows to the digests of the files it names."""
    for number, line in enumerate(bag.lines(name), 1):
        if not line.strip():
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            yield _error(name, f"line {number} is not a digest and path.")
            continue
        digest, star, path = entry[1].lower(), entry[2], entry[3]
        if star or path.startswith("./"):
            yield _warning(
                name, f"line {number} is written as md5sum writes it, not as BagIt says."
            )
            path = path.removeprefix("./")
        if not _inside(path) or path.startswith("data/") == tags:
            yield _error(name, f"line {number} lists {path!r}, which is not in its scope.")
            continue
        file = bag.found(path)
        if not file:
            yield _error(path, f"it is missing, but {name} lists it.")
            continue
        if file != path and _folded(path) == _folded(file):
            yield _warning(file, f"{name} writes its name in another Unicode normalisation.")
        if file in listed:
            same = listed[file] == digest
            say = _warning if same else _error
            yield say(file, f"{name} lists it twice{'' if same else ', with different digests'}.")
        listed[file] = digest
        if hashlib.new(algorithm, bag.files[file]).hexdigest() != digest:
            yield _error(file, f"it has changed: its {algorithm} is not the one in {name}.")


def _fetch(bag: _Bag) -> Iterator[Notice]:
    """fetch.txt (2.2.3): nothing is fetched; what a manifest lists must be here."""
    if "fetch.txt" not in bag.files:
        return
    for number, line in enumerate(bag.lines("fetch.txt"), 1):
        if not line.strip():
            continue
        entry = _FETCH.fullmatch(line)
        if entry is None:
            yield _error("fetch.txt", f"line {number} is not an address, length and path.")
        elif not _inside(entry[3].removeprefix("./")):
            yield _error("fetch.txt", f"line {number} would write to {entry[3]!r}.")
        elif not bag.found(entry[3].removeprefix("./")):
            yield _warning(entry[3], "it has not been fetched.")


def _info(bag: _Bag) -> Iterator[Notice]:
    """bag-info.txt (2.2.2), called package-info.txt before 0.96."""
    name = "bag-info.txt" if bag.version >= "0.96" else "package-info.txt"
    if name not in bag.files:
        return
    for number, line in enumerate(bag.lines(name), 1):
        if not line.strip() or line[0] in " \t":
            continue
        entry = _FIELD.fullmatch(line)
        if entry is None or (entry[2] and bag.version == "1.0"):
            yield _warning(name, f"line {number} is not a label, colon and value.")
        elif entry[1].casefold() == "payload-oxum":
            yield from _oxum(bag, name, entry[3].strip())


def _oxum(bag: _Bag, name: str, said: str) -> Iterator[Notice]:
    count = _OXUM.fullmatch(said)
    size = sum(len(bag.files[file]) for file in bag.payload)
    if count is None or (int(count[1]), int(count[2])) != (size, len(bag.payload)):
        message = f"Payload-Oxum is {said}, but the payload has {size}.{len(bag.payload)}."
        yield _error(name, message)


def _inside(path: str) -> bool:
    """Whether a path stays in the bag on every system: not ``/x``, ``../x``, ``~/x``, ``C:``."""
    return safe(path) and path[0] not in "~%" if path else False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _error(file: str, message: str) -> Notice:
    return Notice("bag-changed", Severity.ERROR, message, file=file)


def _warning(file: str, message: str) -> Notice:
    return Notice("bag-questionable", Severity.WARNING, message, file=file)
