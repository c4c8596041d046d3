"""BagIt 1.0 (RFC 8493): manifests written in one form, and a bag held against them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from exporter.notices import Notice, Severity

__all__ = [
    "ALGORITHMS",
    "DECLARATION",
    "SIGNATURE",
    "bag",
    "faults",
    "info_value",
    "manifest",
    "with_tags",
]

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SIGNATURE = "tagmanifest-sha512.txt.sig"
"""The one file that no manifest lists, for it signs the last of them."""

_LINE = re.compile(r"([0-9a-f]+)  ([^\r\n]+)")


def bag(
    payload: Mapping[str, bytes], info: Sequence[tuple[str, str]], tags: Mapping[str, bytes]
) -> dict[str, bytes]:
    """All files of a bag by path: ``payload`` goes under ``data/``, ``tags`` stand at the top.

    ``info`` are the fields of bag-info.txt; Payload-Oxum (2.2.2) is added.
    """
    data = {f"data/{name}": payload[name] for name in sorted(payload)}
    oxum = f"{sum(map(len, data.values()))}.{len(data)}"
    fields = [*info, ("Payload-Oxum", oxum)]
    files = dict(data)
    files["bagit.txt"] = DECLARATION
    files["bag-info.txt"] = "".join(
        f"{label}: {_one_line(value)}\n" for label, value in fields
    ).encode()
    files.update((name, tags[name]) for name in sorted(tags))
    for algorithm in ALGORITHMS:
        files[f"manifest-{algorithm}.txt"] = _manifest(algorithm, data)
    return with_tags(files, {})


def with_tags(files: Mapping[str, bytes], tags: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a bag, further tag files with them, and tag manifests that list all; what
    signed the former ones is gone."""
    manifests = {f"tagmanifest-{algorithm}.txt": algorithm for algorithm in ALGORITHMS}
    found = {n: data for n, data in files.items() if n not in manifests and n != SIGNATURE}
    found.update((name, tags[name]) for name in sorted(tags))
    listed = {name: data for name, data in found.items() if not name.startswith("data/")}
    for name, algorithm in manifests.items():
        found[name] = _manifest(algorithm, listed)
    return found


def manifest(algorithm: str, files: Mapping[str, bytes]) -> bytes:
    """The digests of files, as a manifest lists them."""
    return _manifest(algorithm, files)


def info_value(files: Mapping[str, bytes], label: str) -> str:
    """A field of bag-info.txt, or empty."""
    for line in files.get("bag-info.txt", b"").decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name == label:
            return value.strip()
    return ""


def faults(files: Mapping[str, bytes]) -> Iterator[Notice]:
    """Everything by which a bag is incomplete or changed; each names its file."""
    if files.get("bagit.txt") != DECLARATION:
        yield _fault("bagit.txt", "it is not the declaration of a BagIt 1.0 bag in UTF-8.")
    data = {name: content for name, content in files.items() if name.startswith("data/")}
    kept = (SIGNATURE, *(f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS))
    tags = {n: content for n, content in files.items() if n not in data and n not in kept}
    for kind, covered in (("manifest", data), ("tagmanifest", tags)):
        yield from _against(kind, files, covered)
    oxum = f"{sum(map(len, data.values()))}.{len(data)}"
    if info_value(files, "Payload-Oxum") != oxum:
        yield _fault("bag-info.txt", f"Payload-Oxum is not {oxum}, which is what the payload has.")


def _against(
    kind: str, files: Mapping[str, bytes], covered: Mapping[str, bytes]
) -> Iterator[Notice]:
    """The manifests of a kind against the files that each must list, no more and no less."""
    listed = {
        algorithm: _parsed(files.get(f"{kind}-{algorithm}.txt", b"")) for algorithm in ALGORITHMS
    }
    wrong = {
        (algorithm, name)
        for algorithm in ALGORITHMS
        for name in covered.keys() & listed[algorithm].keys()
        if hashlib.new(algorithm, covered[name]).hexdigest() != listed[algorithm][name]
    }
    for algorithm in ALGORITHMS:
        manifest = f"{kind}-{algorithm}.txt"
        names = listed[algorithm]
        if manifest not in files:
            yield _fault(manifest, "it is missing.")
            continue
        if files[manifest] != _lines(names):
            yield _fault(manifest, "it has changed: it is not written as exporter writes it.")
        for name in sorted(names.keys() - covered.keys()):
            yield _fault(name, f"it is missing, but {manifest} lists it.")
        for name in sorted(covered.keys() - names.keys()):
            yield _fault(name, f"it is not listed in {manifest}: it was added later.")
        for name in sorted(name for of, name in wrong if of == algorithm):
            if all((other, name) in wrong for other in ALGORITHMS if name in listed[other]):
                yield _fault(name, f"it has changed: its {algorithm} is not the one in {manifest}.")
            else:
                yield _fault(manifest, f"its line for {name} has changed.")


def _parsed(manifest: bytes) -> dict[str, str]:
    """Digests by path; what is no line of a manifest is left out, and shows as a change."""
    lines = map(_LINE.fullmatch, manifest.decode("utf-8", "replace").split("\n"))
    return {_decoded(found[2]): found[1] for found in lines if found}


def _manifest(algorithm: str, files: Mapping[str, bytes]) -> bytes:
    return _lines({name: hashlib.new(algorithm, data).hexdigest() for name, data in files.items()})


def _lines(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digests[n]}  {_encoded(n)}\n" for n in sorted(digests)).encode()


def _encoded(name: str) -> str:
    """RFC 8493 2.1.3: a percent sign and line ends in a path are percent-encoded."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _decoded(name: str) -> str:
    return re.sub("%(25|0A|0D)", lambda found: chr(int(found[1], 16)), name)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _fault(file: str, message: str) -> Notice:
    return Notice("bag-changed", Severity.ERROR, message, file=file)
