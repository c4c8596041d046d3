"""Graphics of the text → their bytes: nothing outside the article's folder, nothing from an
address, unless the caller says so."""

from __future__ import annotations

import base64
import binascii
import errno
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias
from urllib.parse import unquote

import lxml.etree as etree

from exporter.files.media_types import SHOWN, media_type
from exporter.files.reading import read_regular
from exporter.model import Audience, Graphic
from exporter.notices import Severity
from exporter.tei.limits import Limits
from exporter.tei.pictures.formats import is_whole, measured
from exporter.tei.pictures.metadata_stripper import cleaned, data_of, orientation
from exporter.tei.pictures.orientation import upright
from exporter.tei.pictures.svg import safe_svg
from exporter.tei.pictures.wanted_size import wanted
from exporter.tei.tree.elements import XML_BASE, Element, name, text_of
from exporter.tei.tree.notice_collector import Remarks

__all__ = ["Pictures", "load_graphics"]

Pictures: TypeAlias = Literal["folder", "anywhere", "none"]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


class _Refusal(Exception):
    """Why a picture is not shown: ``rule``, what is wrong, what to do."""

    def __init__(self, rule: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


def load_graphics(
    found: Mapping[str, Element],
    folder: Path | None,
    pictures: Pictures,
    audience: Audience,
    limits: Limits,
    remarks: Remarks,
) -> dict[str, Graphic]:
    """The graphics of an article, by id; one that cannot be had has no data, and a notice says
    why. For the public what cameras write into pictures is taken out."""
    graphics = {}
    for given, element in found.items():
        url = (element.get("url") or "").strip()
        shown = url if len(url) <= 200 else f"{url[:60]}…"
        try:
            data = _bytes(element, url, folder, pictures, limits)
            graphics[given] = _graphic(
                given, shown, data, audience, limits=limits, element=element, remarks=remarks
            )
        except _Refusal as refusal:
            graphics[given] = Graphic(given, shown, element.get("mimeType") or "")
            if refusal.rule:
                remarks.say(
                    refusal.rule, Severity.WARNING, refusal.message, element, fix=refusal.fix
                )
    return graphics


def _graphic(
    given: str,
    url: str,
    data: bytes,
    audience: Audience,
    limits: Limits,
    element: Element,
    remarks: Remarks,
) -> Graphic:
    kind = media_type(data)
    if kind not in SHOWN:
        what = f"is of a type that is not shown ({kind})" if kind else "is no picture"
        fix = "Convert it to PNG, JPEG or SVG."
        raise _Refusal("picture-type", f"The picture {url or given} {what}.", fix)
    try:
        width, height = measured(data, kind)
        _check_pixels(url or given, kind, width * height, limits)
        data, kind = upright(data, kind, width, height)
        public = cleaned(data, kind, limits.pixels)  # for the newsroom as well: it finds damage
        whole = is_whole(data, kind)
        if audience == "public":
            data = public
        elif kind == "image/svg+xml":
            data = safe_svg(data, public=False)
    except ValueError as error:
        message = f"The picture {url or given} is damaged: {error}."
        raise _Refusal("picture-damaged", message, "Save it anew.") from None
    if not whole:
        message = f"The picture {url or given} is cut off: what there is of it is shown."
        remarks.say("picture-damaged", Severity.WARNING, message, element, fix="Save it anew.")
    turn = orientation(data) if kind == "image/jpeg" else 1
    if turn > 4 or (kind == "image/png" and (width, height) != measured(data, kind)):
        width, height = height, width
    return Graphic(given, url, kind, data, width, height, turn, *wanted(element, width))


def _check_pixels(shown: str, kind: str, pixels: int, limits: Limits) -> None:
    """Asked before anything is unpacked: a few bytes may stand for gigabytes of one colour."""
    if kind != "image/svg+xml" and pixels > limits.pixels:
        message = f"The picture {shown} has {pixels:,} pixels; the limit is {limits.pixels:,}."
        fix = "Make it smaller, or raise Limits(pixels=…)."
        raise _Refusal("picture-too-large", message, fix)


def _bytes(
    element: Element, url: str, folder: Path | None, pictures: Pictures, limits: Limits
) -> bytes:
    if pictures == "none":
        raise _Refusal("", "", "")
    tag = name(element)
    if tag == "binaryObject":
        return _decoded(text_of(element), element)
    if tag.endswith("}svg"):
        data: bytes = etree.tostring(element, encoding="UTF-8", with_tail=False)
        return data
    if not url:
        raise _Refusal("picture-missing", "A picture has no @url.", "Name its file in @url.")
    if url[:5].casefold() == "data:":
        return _data_address(url)
    if _ADDRESS.match(url):
        fix = "Put the file into the article's folder and name it there."
        raise _Refusal("picture-refused", f"{_short(url)} is an address; none is fetched.", fix)
    return _file(element, url, folder, pictures == "anywhere", limits)


def _decoded(text: str, element: Element) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        what = name(element)
        fix = "Encode the picture as base64."
        raise _Refusal("picture-damaged", f"<{what}> holds no valid base64.", fix) from None


def _data_address(url: str) -> bytes:
    try:
        return data_of(url)
    except ValueError:
        message = "A data: address holds no valid base64."
        raise _Refusal("picture-damaged", message, "Encode it anew.") from None


def _file(element: Element, url: str, folder: Path | None, anywhere: bool, limits: Limits) -> bytes:
    if folder is None:
        fix = "Say with base=… in which folder the pictures lie."
        message = f"{_short(url)} is not loaded: an article given as bytes has no folder."
        raise _Refusal("picture-missing", message, fix)
    for spelling in _spellings(url):
        place = _place(_based(element, spelling), folder, anywhere, url)
        if place is not None:
            break
    else:
        fix = "Put it into the folder of the article, or correct @url."
        raise _Refusal("picture-missing", f"The picture {_short(url)} is not there.", fix)
    try:
        return read_regular(place, limits.pictures)
    except OSError as error:
        if error.errno == errno.EFBIG:
            message = f"The picture {_short(url)} is larger than {limits.pictures:,} bytes."
            fix = "Make it smaller, or raise Limits(pictures=…)."
            raise _Refusal("picture-too-large", message, fix) from None
        message = f"The picture {_short(url)} cannot be read: {error.strerror}."
        raise _Refusal("picture-missing", message, "Change its permissions.") from None


def _spellings(url: str) -> Iterator[str]:
    """The ways in which a file's name may be meant: as it stands, with its escapes undone, and with
    accents as one character (NFC) or two (NFD), as file systems differ in that."""
    plain = dict.fromkeys((url, unquote(url), unquote(url.partition("?")[0])))
    forms = (unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in plain)
    yield from dict.fromkeys((*plain, *forms))


def _based(element: Element, url: str) -> PurePosixPath:
    """The path that ``@url`` means, with the relative ``@xml:base`` around it."""
    path = PurePosixPath(url.replace("\\", "/"))
    for ancestor in (element, *element.iterancestors()):
        base = (ancestor.get(XML_BASE) or "").strip()
        if base and not _ADDRESS.match(base) and not base.endswith(".xml"):
            path = PurePosixPath(unquote(base)) / path
    return path


def _place(path: PurePosixPath, folder: Path, anywhere: bool, url: str) -> Path | None:
    """The file, if it is there and may be opened."""
    outside = path.is_absolute() or _leaves(path, folder) or re.match(r"[A-Za-z]:", str(path))
    if outside and not anywhere:
        raise _outside(url)
    try:
        place = (folder / Path(path)).resolve(strict=True)
        if not stat.S_ISREG(place.stat().st_mode):
            return None
        if not anywhere and not place.is_relative_to(folder.resolve()):
            raise _outside(url)
    except (OSError, ValueError, RuntimeError):
        return None
    return place


def _outside(url: str) -> _Refusal:
    """Made where it is raised: kept in a variable, it would keep all that was read alive."""
    return _Refusal(
        "picture-refused",
        f"{_short(url)} lies outside the article's folder and is not opened.",
        'Copy it into the article\'s folder, or allow other folders (pictures="anywhere").',
    )


def _leaves(path: PurePosixPath, folder: Path) -> bool:
    """Whether a path, written out, leads out of the folder; nothing is looked up."""
    names, deep = folder.absolute().parts, 0  # below the folder, or above it where less than 0
    for part in path.parts:
        if part == "..":
            deep -= 1
        elif deep < 0 and names[deep:][:1] != (part,):
            return True
        else:
            deep += 1
    return deep < 0


def _short(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:77]}…"
