"""Members of a zip that a stranger made: unpacked only as far as a limit goes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from exporter.errors import InputError, LimitExceeded

__all__ = ["FAULTS", "Package", "opened"]

FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, IndexError, KeyError,
    NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What :mod:`zipfile` raises for damaged packages."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Those that OPC and OCF allow; the others unpack without regard to a limit."""


class Package:
    """An open zip. ``most`` bytes may be unpacked from it, all members together."""

    def __init__(self, package: zipfile.ZipFile, most: int) -> None:
        self._package = package
        self._most = most
        self._left = most
        self.names = sorted({info.filename for info in package.infolist()})

    def read(self, name: str) -> bytes:
        """A member whole; raises LimitExceeded, or one of ``FAULTS``."""
        data = self._some(name, self._left + 1)
        if len(data) > self._left:
            raise LimitExceeded(
                f"{name} unpacks to more than the {self._most:,} bytes that are taken out of "
                "one file."
            )
        self._left -= len(data)
        return data

    def start(self, name: str, length: int) -> bytes:
        """The first bytes of a member."""
        return self._some(name, length)

    def _some(self, name: str, length: int) -> bytes:
        info = self._package.getinfo(name)
        if info.compress_type not in _METHODS:
            raise NotImplementedError(f"{name} is compressed in a way that is not read")
        with self._package.open(info) as stream:
            return stream.read(length)


@contextmanager
def opened(data: bytes, most: int, what: str) -> Iterator[Package]:
    """A zip for reading; whatever is wrong with it is raised as InputError: “this is no ``what``
    that can be read”."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield Package(package, most)
    except InputError:
        raise
    except FAULTS as error:
        raise InputError(f"This is no {what} that can be read: {error}.") from error
