"""Pictures: each file once in the package, scaled to the measure, with its description."""

from __future__ import annotations

import hashlib
import io
import re

from exporter.docx.body.svg_fallback import stand_in
from exporter.docx.context import Context, Job, Story
from exporter.docx.opc.package import Part
from exporter.docx.opc.xml import quote, text
from exporter.files.media_types import EXTENSIONS, media_type
from exporter.model import Graphic, Image
from exporter.rendering.picture_size import shown_size, size_in_line
from exporter.rendering.raster import unpacked

__all__ = ["drawing", "inline_picture", "usable"]

_NATIVE = frozenset(EXTENSIONS) - {"image/webp"}
"""What Word takes as it is."""
_EMU = 635
"""English Metric Units in a twip."""
_POINT = 20
"""Twips."""
_PIXEL = 15
"""Twips in a CSS pixel."""


def inline_picture(story: Story, image: Image, context: Context) -> str:
    """A picture in the line, or its description in brackets."""
    graphic = story.job.edition.graphics.get(image.graphic)
    if graphic is None or not usable(story.job, graphic):
        words = image.alt or story.job.word("picture")
        return f"<w:r>{text(f'[{words}]')}</w:r>"
    em = story.job.type_size(context) * _POINT
    size = size_in_line(graphic, context.width / _PIXEL, em / _PIXEL)
    return drawing(story, graphic, image.alt, context.width, size)


def usable(job: Job, graphic: Graphic) -> bool:
    """Whether there is a file that Word can show; a notice says why not."""
    return graphic.data is not None and _media(job, graphic) is not None


def drawing(
    story: Story, graphic: Graphic, alt: str, width: int, size: tuple[float, float] = (0.0, 0.0)
) -> str:
    """A run with the picture, no wider than ``width`` twips and no higher than two thirds of the
    page (ECMA-376 20.4.2.8). ``size`` is in CSS pixels, that of a block where it is not given."""
    job = story.job
    media = _media(job, graphic)
    assert media is not None
    shown, vector = media
    size = size if size[0] else shown_size(graphic, width / _PIXEL)
    wide, high = _extent(size, width, job.height * 2 // 3)
    number = job.names.number("drawing")
    description = alt or job.word("picture")
    words = quote(description)
    if vector:
        shown = _add(job, stand_in(description, wide, high), "image/png")
    blip = f'<a:blip r:embed="{story.relationships.add("image", shown)}"'
    if vector:
        blip += (
            '><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
            'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="'
            f'{story.relationships.add("image", vector)}"/></a:ext></a:extLst></a:blip>'
        )
    else:
        blip += "/>"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{words}"/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch>"
        "</pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _extent(size: tuple[float, float], width: int, height: int) -> tuple[int, int]:
    """In EMU. A CSS pixel is a 96th of an inch; a size not known is taken as 3 by 2."""
    wide, high = size[0] * _PIXEL, size[1] * _PIXEL
    if not wide or not high:
        wide, high = width, width * 2 // 3
    scale = min(1.0, width / wide, height / high)
    return max(round(wide * scale), 1) * _EMU, max(round(high * scale), 1) * _EMU


def _media(job: Job, graphic: Graphic) -> tuple[str, str] | None:
    """The names of the part shown and, for SVG, of the part with the drawing itself: what is
    shown without it depends on its size and description."""
    if graphic.id not in job.media:
        job.media[graphic.id] = _store(job, graphic)
    return job.media[graphic.id]


def _store(job: Job, graphic: Graphic) -> tuple[str, str] | None:
    data, kind = graphic.data or b"", graphic.media_type or media_type(graphic.data or b"")
    if kind not in _NATIVE:
        converted = _as_png(graphic)
        if converted is None:
            job.collector.warn(
                "picture-format",
                f"Word cannot show {graphic.url} ({kind or 'of unknown type'}); its description "
                "takes its place.",
                fix="Give it as PNG, JPEG or SVG.",
            )
            return None
        data, kind = converted, "image/png"
    elif graphic.turn > 1:
        data = _upright(graphic) or data
    part = _add(job, data, kind)
    if kind != "image/svg+xml":
        return part, ""
    if re.search(rb"<svg\b", data) is None:
        job.collector.warn("picture-format", f"{graphic.url} is said to be SVG but is not.")
        return None
    job.collector.tell(
        "picture-svg",
        f"{graphic.url} is shown by Word from 2016 on; older programs show its description in a "
        "frame. A PNG is shown by all.",
    )
    return "", part


def _add(job: Job, data: bytes, kind: str) -> str:
    name = f"word/media/{hashlib.sha256(data).hexdigest()[:16]}.{EXTENSIONS[kind]}"
    if name not in job.package.parts:
        job.package.add(Part(name, kind, data))
    return name


def _upright(graphic: Graphic) -> bytes | None:
    """A JPEG with its pixels turned: Word does not turn it."""
    from PIL import ImageOps

    buffer = io.BytesIO()
    try:
        with unpacked(graphic) as image:
            profile = image.info.get("icc_profile")
            turned = ImageOps.exif_transpose(image)
            turned.save(buffer, "JPEG", quality=95, subsampling=0, icc_profile=profile)
    except ValueError:
        return None
    return buffer.getvalue()


def _as_png(graphic: Graphic) -> bytes | None:
    buffer = io.BytesIO()
    try:
        with unpacked(graphic) as image:
            image.convert("RGBA").save(buffer, "PNG")
    except ValueError:
        return None
    return buffer.getvalue()
