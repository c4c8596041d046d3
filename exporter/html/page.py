"""The whole page, or the article alone."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b64encode
from functools import cache

from exporter import model as m
from exporter.arguments import Checked
from exporter.errors import OptionError
from exporter.html import blocks, css, front, indexes, inlines, metadata, notes
from exporter.html.context import Pen, spoken
from exporter.html.markup import attribute, text
from exporter.text.patterns import pattern
from exporter.theme import Theme
from exporter.values import Value

__all__ = ["HtmlOptions", "article", "render"]

_PREFIX = pattern(r"[A-Za-z][A-Za-z0-9_-]*")


class HtmlOptions(Value, metaclass=Checked):
    """What only HTML knows.

    ``fragment``: the article alone, for a page of someone else's; its ids begin with ``prefix``
    and its style sheet touches nothing else. ``level``: the heading level of the title, 1 to 5.
    ``assets``: the folder beside the page, by relative name, where style sheet, pictures and
    source are put; empty keeps all inside. ``source``: carry the article's TEI along. Raises
    OptionError.
    """

    fragment: bool = False
    prefix: str = ""
    level: int = 1
    assets: str = ""
    source: bool = True

    def __post_init__(self) -> None:
        if self.prefix and not _PREFIX.fullmatch(self.prefix):
            raise OptionError(
                f"prefix is {self.prefix!r}. It must begin with a letter and go on with letters, "
                "digits, - and _ of ASCII."
            )
        if not 1 <= self.level <= 5:
            raise OptionError(f"level is {self.level}. It may be 1 to 5.")


_PLAIN = HtmlOptions()


def render(edition: m.Edition, theme: Theme, options: HtmlOptions = _PLAIN) -> m.Output:
    """Draw an edition as HTML; the assets' names begin with the folder of ``options.assets``."""
    theme = theme.drawn(edition.audience)
    files: dict[str, bytes] = {}
    prefix = options.prefix or ("article-" if options.fragment else "")

    @cache
    def address(graphic: m.Graphic) -> str:
        if graphic.data is None:
            return ""
        if options.assets:
            return attribute(_beside(files, options, graphic.data, _suffix(graphic)))
        kind = attribute(graphic.media_type or "application/octet-stream")
        return f"data:{kind};base64,{b64encode(graphic.data).decode('ascii')}"

    pen = Pen(edition, theme, address, prefix=prefix, level=options.level)
    if not options.fragment:
        pen.out.append(f'<a class="skip" href="#{pen.own("text")}">{text(pen.word("skip"))}</a>\n')
        front.contents(pen)
        pen.out.append("<main>\n")
    article(pen)
    if not options.fragment:
        pen.out.append("</main>\n")
    source = _source(pen, options, files)
    if options.fragment:
        before, after = _fragment(pen, theme, options, files)
    else:
        style = css.sheet(theme, edition, tuple(pen.rules))
        before, after = _page(pen, theme, bool(source), style, options, files)
    drawn = [pen.settled(piece) if "\0" in piece else piece for piece in pen.out]
    page = b"".join((before.encode(), *map(str.encode, drawn), source, after.encode()))
    return m.Output(page, pen.collector.notices, tuple(files.items()))


def article(pen: Pen) -> None:
    """Draw title block, text, notes and indexes into ``pen.out``. Text, notes and indexes are in
    wrappers of one class: what browsers keep for reading are a page's best part and its siblings
    of the same class (Mozilla's Readability), so that it keeps the notes."""
    pen.out.append('<article class="article">\n')
    front.title_block(pen)
    front.layers(pen)
    lang = pen.lang(_text_lang(pen.edition))
    pen.out.append(f'{_PART}<div class="text" id="{pen.own("text")}"{lang}>\n')
    pen.in_text = True
    blocks.write(pen, pen.edition.blocks)
    inlines.close_spans(pen)
    pen.in_text = False
    pen.out.append("</div></div>\n")
    for write in (notes.write, indexes.write):
        before = len(pen.out)
        write(pen)
        if len(pen.out) > before:
            pen.out.insert(before, _PART)
            pen.out.append("</div>\n")
    pen.out.append("</article>\n")


_PART = '<div class="body-text">'


def _text_lang(edition: m.Edition) -> str:
    return edition.article.lang if edition.article.lang != edition.lang else ""


def _suffix(graphic: m.Graphic) -> str:
    kind = graphic.media_type.partition("/")[2].partition("+")[0] or "bin"
    return "jpg" if kind == "jpeg" else kind


def _beside(files: dict[str, bytes], options: HtmlOptions, data: bytes, suffix: str) -> str:
    """The address of a file beside the page, named after what it holds: it neither leaves the
    folder nor meets the file of another page."""
    name = f"{options.assets}/{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    files[name] = data
    return name


def _source(pen: Pen, options: HtmlOptions, files: dict[str, bytes]) -> bytes:
    """A link to the TEI: the link's address holds it, packed, or names the file beside."""
    tei = pen.edition.article.tei
    if not (options.source and tei):
        return b""
    if options.assets:
        address = attribute(_beside(files, options, tei, "xml")).encode()
    else:
        packed = gzip.compress(tei, 9, mtime=0)
        address = b"data:%b;base64,%b" % (metadata.GZIP.encode(), b64encode(packed))
    kind, name = (
        (metadata.TEI, "article.xml") if options.assets else (metadata.GZIP, "article.xml.gz")
    )
    start = f'<footer class="colophon"><p><a id="{pen.settled(pen.own("source"))}" href="'
    end = (
        f'" rel="alternate" type="{kind}" download="{name}">'
        f"{text(pen.word('source-file'))}</a></p></footer>\n"
    )
    return b"".join((start.encode(), address, end.encode()))


def _page(
    pen: Pen,
    theme: Theme,
    sourced: bool,
    style: str,
    options: HtmlOptions,
    files: dict[str, bytes],
) -> tuple[str, str]:
    """What stands before and after the body. The policy is in two elements, which browsers
    enforce both: what may be loaded, and what the page may not do. The Nu checker goes by the last
    alone, and so does not take pictures in ``data:`` addresses and data blocks for breaches of the
    first."""
    edition = pen.edition
    place = pen.settled(pen.own("source")) if sourced else ""
    if options.assets:
        name = _beside(files, options, style.encode("utf-8"), "css")
        sheet = f'<link rel="stylesheet" href="{attribute(name)}">'
        policy = "style-src 'self' file:; img-src 'self' file:"
    else:
        digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
        sheet = f"<style>{style}</style>"
        policy = f"style-src 'sha256-{digest}'; img-src data:"
    before = (
        "<!DOCTYPE html>\n"
        f'<html lang="{attribute(edition.document_lang)}" dir="{edition.direction}"'
        f' class="{attribute(theme.name)}" data-audience="{edition.audience}"'
        f' data-signs="{theme.signs}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; {policy}\">\n"
        '<meta http-equiv="Content-Security-Policy" content="'
        "base-uri 'none'; form-action 'none'\">\n"
        f"<title>{text(metadata.caption(edition))}</title>\n"
        f"{metadata.head(edition, place, theme)}{sheet}\n"
        f"{metadata.data_block(edition)}</head>\n<body{spoken(edition)}>\n"
    )
    return before, "</body>\n</html>\n"


def _fragment(
    pen: Pen,
    theme: Theme,
    options: HtmlOptions,
    files: dict[str, bytes],
) -> tuple[str, str]:
    root = f"{pen.prefix}article"
    scoped = css.fragment_sheet(theme, root, tuple(pen.rules))
    edition = pen.edition
    opened = (
        f'<div class="{root} {attribute(theme.name)}" lang="{attribute(edition.lang)}"'
        f' dir="{edition.direction}">\n'
    )
    if options.assets:
        _beside(files, options, scoped.encode("utf-8"), "css")
        return opened, "</div>\n"
    return f"<style>{scoped}</style>\n{opened}", "</div>\n"
