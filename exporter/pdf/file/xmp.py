"""Metadata: the XMP packet (Dublin Core, PRISM, PDF/A and PDF/UA identification) and Info."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from exporter.model import Edition
from exporter.pdf.objects.store import Store
from exporter.pdf.options import Standard
from exporter.urls import safe_url

__all__ = ["information", "packet", "pdf_date"]

_PRODUCER = "exporter"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_PRISM = {
    "contentType": "genre of the content",
    "doi": "digital object identifier",
    "issn": "identifier of the serial",
    "keyword": "keyword",
    "modificationDate": "date of the last correction",
    "publicationDate": "date of publication",
    "publicationName": "title of the publication",
    "subtitle": "subtitle",
    "url": "address of the article",
}


def pdf_date(when: datetime) -> bytes:
    """``D:`` form (ISO 32000-1 7.9.4)."""
    offset = when.strftime("%z") or "+0000"
    zone = "Z" if offset == "+0000" else f"{offset[:3]}'{offset[3:5]}'"
    return f"D:{when:%Y%m%d%H%M%S}{zone}".encode()


def information(store: Store, edition: Edition) -> bytes:
    """The Info dictionary; it says nothing but what the packet says."""
    meta = edition.meta
    date = pdf_date(edition.timestamp)
    entries = {
        b"Title": edition.title,
        b"Author": "; ".join(author.name for author in meta.authors),
        b"Subject": meta.abstract,
        b"Keywords": ", ".join(meta.keywords),
        b"Creator": _PRODUCER,
        b"Producer": _PRODUCER,
    }
    body = b"".join(b"/%s%s" % (key, store.text(value)) for key, value in entries.items() if value)
    return b"<<%s/CreationDate(%s)/ModDate(%s)>>" % (body, date, date)


def packet(edition: Edition, standard: Standard) -> bytes:
    """The packet, uncompressed UTF-8 (PDF/A-3 6.6.2)."""
    meta = edition.meta
    stamp = edition.timestamp.isoformat(timespec="seconds")
    parts = [
        _simple("dc:format", "application/pdf"),
        _alternatives("dc:title", edition.title, edition.document_lang),
        _list("dc:creator", "Seq", (author.name for author in meta.authors)),
        _list("dc:contributor", "Bag", (editor.name for editor in meta.editors)),
        _list("dc:publisher", "Bag", (meta.publisher,)),
        _list("dc:date", "Seq", (meta.published,)),
        _list("dc:language", "Bag", (edition.article.lang or edition.lang,)),
        _list("dc:subject", "Bag", meta.keywords),
        _simple("dc:identifier", next((value for _, value in meta.identifiers), "")),
        _simple("dc:source", meta.source),
        _alternatives("dc:rights", meta.rights, edition.document_lang),
        _alternatives("dc:description", meta.abstract, edition.document_lang),
        _simple("xmpRights:WebStatement", safe_url(meta.licence) or ""),
        _simple("pdf:Keywords", ", ".join(meta.keywords)),
        _simple("pdf:Producer", _PRODUCER),
        _simple("xmp:CreatorTool", _PRODUCER),
        _simple("xmp:CreateDate", stamp),
        _simple("xmp:ModifyDate", stamp),
        _simple("xmp:MetadataDate", stamp),
    ]
    prism = _prism(edition)
    parts += [_simple(f"prism:{key}", value) for key, value in prism.items()]
    parts += _identification(standard)
    if standard.part in (2, 3):
        parts.append(_extensions(standard, prism))
    names = "".join(f' xmlns:{name}="{space}"' for name, space in _SPACES.items())
    body = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="{_RDF}">\n<rdf:Description rdf:about=""{names}>\n'
        f"{''.join(parts)}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )
    return body.encode("utf-8")


def _prism(edition: Edition) -> dict[str, str]:
    meta = edition.meta
    found = {kind.lower(): value for kind, value in meta.identifiers}
    address = safe_url(next((v for k, v in found.items() if k in ("uri", "url")), "")) or ""
    changed = next((change.when for change in reversed(meta.changes) if change.when), "")
    values = {
        "publicationName": meta.publisher,
        "publicationDate": meta.published,
        "modificationDate": changed,
        "subtitle": meta.subtitle,
        "url": address,
        "doi": found.get("doi", ""),
        "issn": found.get("issn", ""),
    }
    return {key: value for key, value in values.items() if value}


def _identification(standard: Standard) -> list[str]:
    out = []
    if standard.ua:
        out.append(_simple("pdfuaid:part", str(standard.ua)))
        out.append(_simple("pdfuaid:rev", "2024" if standard.ua == 2 else ""))
    if standard.part:
        out.append(_simple("pdfaid:part", str(standard.part)))
        out.append(_simple("pdfaid:conformance", standard.level.upper()))
        out.append(_simple("pdfaid:rev", "2020" if standard.part == 4 else ""))
    return out


def _simple(name: str, value: str) -> str:
    return f"<{name}>{_safe(value)}</{name}>\n" if value else ""


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{_safe(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""


def _alternatives(name: str, value: str, lang: str) -> str:
    if not value:
        return ""
    default = f'<rdf:li xml:lang="x-default">{_safe(value)}</rdf:li>'
    own = f'<rdf:li xml:lang="{_safe(lang)}">{_safe(value)}</rdf:li>' if lang else ""
    return f"<{name}><rdf:Alt>{default}{own}</rdf:Alt></{name}>\n"


def _safe(value: str) -> str:
    value = value.replace("&", "&amp;").replace("<", "&lt;")
    return value.replace(">", "&gt;").replace('"', "&quot;")


def _extensions(standard: Standard, prism: dict[str, str]) -> str:
    """PDF/A wants schemas that it does not know described (ISO 19005-3 6.6.2.3)."""
    schemas = ""
    if standard.ua:
        part = _property("part", "part of ISO 14289 this conforms to", "Integer", "internal")
        schemas += _schema("PDF/UA identification", "pdfuaid", part)
    if prism:
        described = "".join(_property(key, _PRISM[key], "Text", "external") for key in prism)
        schemas += _schema("PRISM basic metadata", "prism", described)
    if not schemas:
        return ""
    return (
        '<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"<rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>\n"
    )


def _schema(title: str, prefix: str, properties: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_SPACES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        f"{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _property(name: str, about: str, kind: str, category: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{about}</pdfaProperty:description></rdf:li>"
    )
