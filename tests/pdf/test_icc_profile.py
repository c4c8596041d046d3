"""The colour profile that PDFs name: whole, and the sRGB that others know."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageCms

from exporter.pdf.file.icc_profile import srgb


def test_its_tags_are_where_the_table_says() -> None:
    """ICC.1:2010 7.2 and 7.3."""
    data = srgb()
    size, count = struct.unpack_from(">I", data)[0], struct.unpack_from(">I", data, 128)[0]
    assert size == len(data)
    kinds = {}
    for at in range(count):
        name, start, length = struct.unpack_from(">4sII", data, 132 + 12 * at)
        assert start % 4 == 0
        assert 132 + 12 * count <= start <= start + length <= size
        kinds[name] = data[start : start + 4]
    assert kinds[b"rTRC"] == kinds[b"gTRC"] == kinds[b"bTRC"] == b"para"
    assert kinds[b"wtpt"] == kinds[b"rXYZ"] == b"XYZ "
    assert (kinds[b"desc"], kinds[b"chad"]) == (b"mluc", b"sf32")


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (12, 128, 250), (200, 30, 7)])
def test_a_colour_of_srgb_is_the_same_in_it(colour: tuple[int, int, int]) -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    known = ImageCms.createProfile("sRGB")
    image = Image.new("RGB", (1, 1), colour)
    found = ImageCms.profileToProfile(image, known, ours)
    assert found is not None
    pixel = found.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert all(abs(one - two) <= 1 for one, two in zip(pixel, colour, strict=True))
