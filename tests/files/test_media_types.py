"""What a picture is, by its first bytes."""

from __future__ import annotations

import pytest

from exporter.files.media_types import EXTENSIONS, SHOWN, media_type


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0", "image/png"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", ""),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (b"\0\0\0\x1cftypheic", "image/heic"),
        (b'<?xml version="1.0"?><s:svg xmlns:s="x">', "image/svg+xml"),
        (b"<svgs>", ""),
        (b"words", ""),
        (b"", ""),
    ],
)
def test_the_bytes_decide(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


def test_what_every_format_shows_has_an_ending() -> None:
    assert set(SHOWN) <= set(EXTENSIONS)
