"""Pictures that a draft names by address: those that lie beside it are taken along."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from exporter.notices import Notice, Severity
from exporter.values import Struct, field

__all__ = ["Pictures"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Pictures(Struct):
    """``folder`` is the draft's own, None where it has none: nothing outside it is opened.
    ``limit`` is how many bytes a picture may have. ``prefix`` stands before the names in the
    article. ``files`` are what is to lie beside the article, by name."""

    folder: Path | None = None
    limit: int = 64 * 2**20
    prefix: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def address(self, name: str, data: bytes | None, address: str) -> str:
        """What ``graphic/@url`` says of a picture."""
        if data is None:
            data = self._beside(address)
        return address if data is None else self.prefix + self._named(name, data)

    def _beside(self, address: str) -> bytes | None:
        if _SCHEME.match(address):
            self._say("draft-picture-elsewhere", f"The picture {address} lies elsewhere",
                      "Save it beside the article, and name it there.")  # fmt: skip
            return None
        if self.folder is None:
            return None
        try:
            home = self.folder.resolve()
            place = (home / unquote(re.split(r"[?#]", address)[0])).resolve()
            is_here = place.is_relative_to(home) and place.is_file()
            if is_here and place.stat().st_size <= self.limit:
                return place.read_bytes()
        except (OSError, ValueError):
            pass
        self._say("draft-picture-missing", f"The picture {address} is not found beside the draft",
                  "Put it beside the article.")  # fmt: skip
        return None

    def _say(self, rule: str, message: str, fix: str) -> None:
        self.notices.append(Notice(rule, Severity.WARNING, f"{message}.", fix=fix))

    def _named(self, name: str, data: bytes) -> str:
        """A file name that stands for these bytes alone, safe on any system."""
        stem, point, ending = re.sub(r"[^\w.-]+", "-", name.rpartition("/")[2]).rpartition(".")
        stem = (stem or ending).strip(".-") or "picture"
        ending = f".{ending.lower()}" if point else ""
        count = 1
        chosen = f"{stem}{ending}"
        while self.files.get(chosen, data) != data:
            count += 1
            chosen = f"{stem}-{count}{ending}"
        self.files[chosen] = data
        return chosen
