"""The parts of the book: text, navigation, package."""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_URL, uuid5

from exporter import model as m
from exporter.epub.container import SOURCE, pack
from exporter.files.media_types import EXTENSIONS, SHOWN
from exporter.html import css, front, metadata, page
from exporter.html.context import Pen, spoken
from exporter.html.markup import attribute, text
from exporter.theme import Theme

__all__ = ["render"]

_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")


def render(edition: m.Edition, theme: Theme) -> m.Output:
    """Draw an edition as a book of one text document, with its TEI as a resource."""
    pictures: dict[str, tuple[str, bytes]] = {}

    def address(graphic: m.Graphic) -> str:
        if graphic.data is None:
            return ""
        if graphic.media_type not in SHOWN:
            pen.collector.warn(
                "picture-type",
                f"the picture {graphic.url} is {graphic.media_type or 'of no known type'}, which "
                "no EPUB may show; its description is shown instead.",
                fix="Use PNG, JPEG, GIF, WebP or SVG.",
            )
            return ""
        name = f"{hashlib.sha256(graphic.data).hexdigest()[:12]}.{EXTENSIONS[graphic.media_type]}"
        pictures[name] = graphic.media_type, graphic.data
        return name

    theme = theme.drawn(edition.audience)
    pen = Pen(edition, theme, address, void="/>", epub=True)
    page.article(pen)
    style = css.book_sheet(theme, tuple(pen.rules))
    text_page = _document(edition, "".join(map(pen.settled, pen.out)), metadata.caption(edition))
    held = ' properties="mathml"' if "<math" in text_page else ""
    tei = edition.article.tei
    files = {
        "EPUB/package.opf": _package(edition, pictures, bool(tei), held).encode(),
        "EPUB/nav.xhtml": _navigation(pen).encode(),
        "EPUB/article.xhtml": text_page.encode(),
        "EPUB/article.css": style.encode(),
        **({SOURCE: tei} if tei else {}),
        **{f"EPUB/{name}": data for name, (_, data) in sorted(pictures.items())},
    }
    return m.Output(pack(files, edition.timestamp), pen.collector.notices)


def _document(edition: m.Edition, body: str, title: str) -> str:
    lang = attribute(edition.document_lang)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{lang}" xml:lang="{lang}" dir="{edition.direction}">\n<head>\n'
        f'<meta charset="utf-8"/>\n<title>{text(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="article.css"/>\n'
        f"</head>\n<body{spoken(edition, xml=True)}>\n{body}</body>\n</html>\n"
    )


def _navigation(pen: Pen) -> str:
    edition = pen.edition
    title = edition.title
    entries = [(f"#{pen.own('title')}", title), *front.parts(pen)]
    items = "".join(
        f'<li><a href="article.xhtml{pen.settled(at)}">{text(name)}</a></li>\n'
        for at, name in entries
    )
    word = text(pen.word("contents"))
    body = (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title">{word}</h1>\n<ol>\n{items}</ol>\n</nav>\n'
    )
    return _document(edition, body, pen.word("contents"))


def _package(
    edition: m.Edition, pictures: dict[str, tuple[str, bytes]], source: bool, held: str
) -> str:
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        f'<item id="article" href="article.xhtml" media-type="application/xhtml+xml"{held}/>',
        '<item id="style" href="article.css" media-type="text/css"/>',
        *(
            f'<item id="picture-{at}" href="{name}" media-type="{kind}"/>'
            for at, (name, (kind, _)) in enumerate(sorted(pictures.items()), 1)
        ),
    ]
    if source:
        items.append(f'<item id="tei" href="article.xml" media-type="{metadata.TEI}"/>')
    progression = ' page-progression-direction="rtl"' if edition.direction == "rtl" else ""
    lines = "\n".join
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{attribute(edition.lang)}" dir="{edition.direction}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{lines(_about(edition, bool(pictures)))}\n</metadata>\n"
        f"<manifest>\n{lines(items)}\n</manifest>\n"
        f'<spine{progression}><itemref idref="article"/></spine>\n</package>\n'
    )


def _about(edition: m.Edition, pictured: bool) -> list[str]:
    meta = edition.meta
    modified = edition.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    date = meta.published
    return [
        f'<dc:identifier id="id">{text(_identifier(edition))}</dc:identifier>',
        f"<dc:title>{text(metadata.caption(edition))}</dc:title>",
        f"<dc:language>{text(edition.article.lang or edition.lang)}</dc:language>",
        *(f"<dc:creator>{text(one.name)}</dc:creator>" for one in meta.authors if one.name),
        *_element("dc:publisher", meta.publisher),
        *_element("dc:date", date),
        *_element("dc:rights", meta.rights),
        *_element("dc:description", meta.abstract),
        *(f"<dc:subject>{text(word)}</dc:subject>" for word in meta.keywords if word),
        f'<meta property="dcterms:modified">{modified}</meta>',
        *_meta("accessMode", "textual", *(["visual"] if pictured else [])),
        *_meta("accessModeSufficient", "textual"),
        *_meta("accessibilityFeature", *_FEATURES, *(["alternativeText"] if pictured else [])),
        *_meta("accessibilityHazard", "none"),
        *_meta("accessibilitySummary", edition.word("accessibility-summary")),
    ]


def _element(name: str, value: str) -> list[str]:
    return [f"<{name}>{text(value)}</{name}>"] if value else []


def _meta(name: str, *values: str) -> list[str]:
    return [f'<meta property="schema:{name}">{text(value)}</meta>' for value in values]


def _identifier(edition: m.Edition) -> str:
    """The article's own identifier, else one made from its content."""
    for _, value in edition.meta.identifiers:
        if value:
            return value
    return f"urn:uuid:{uuid5(NAMESPACE_URL, hashlib.sha256(edition.article.tei).hexdigest())}"
