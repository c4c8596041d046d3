"""The small parts: settings, properties, fonts, theme, custom XML."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from lxml import etree

from exporter.docx.context import Job
from exporter.docx.opc.package import Package, Part, Relationships
from exporter.docx.opc.xml import DECLARATION, W, escape, quote
from exporter.docx.parts.notes import note_settings
from exporter.docx.parts.tei_part import TEI, WRAPPER, wrapped
from exporter.docx.styles.template_values import fill

__all__ = ["add_custom_xml", "add_properties", "add_tei", "font_table", "settings", "theme_part"]

_W = f"{{{W}}}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = "application/vnd.openxmlformats-officedocument."
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")

_ORDER = """
    zoom mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop
    defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps
    evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets
    characterSpacingControl footnotePr endnotePr compat themeFontLang clrSchemeMapping
    decimalSymbol listSeparator
""".split()  # noqa: SIM905
_OURS = {"zoom", "characterSpacingControl", "footnotePr", "endnotePr"}
_SERIF = re.compile("(?i)serif|roman|georgia|literata|garamond|times")
_STAND_INS = {
    "serif": "Georgia,Cambria,Times New Roman",
    "sans": "Calibri,Arial",
    "mono": "Consolas",
}


def settings(job: Job, words: Mapping[str, object], theirs: bytes | None) -> bytes:
    """Our settings; of a template's, what concerns the page, hyphenation and compatibility. The
    order of elements is fixed (ECMA-376 17.15.1.78)."""
    found = {_local(element): element for element in etree.fromstring(fill("settings.xml", words))}
    if theirs is not None:
        kept = {_local(element): element for element in etree.fromstring(theirs)}
        found.update({name: kept[name] for name in kept if name in _ORDER and name not in _OURS})
    notes = etree.fromstring(f'<w:x xmlns:w="{W}">{note_settings(job)}</w:x>')
    found.update({_local(element): element for element in notes})
    root = etree.Element(_W + "settings", nsmap={"w": W})
    root.extend([found[name] for name in _ORDER if name in found])
    return DECLARATION.encode() + bytes(etree.tostring(root))


def _local(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def theme_part(words: Mapping[str, object]) -> Part:
    return Part("word/theme/theme1.xml", f"{_DOCUMENT}theme+xml", fill("theme.xml", words))


def font_table(job: Job, words: Mapping[str, object]) -> Part:
    """The fonts by name, each with what may replace it where it is not installed (17.8.3.1)."""
    stacks = job.theme.type
    fonts: dict[str, str] = {}
    for name, stack, spare in (
        (stacks.word_text, stacks.text, ""),
        (stacks.word_heading, stacks.heading, ""),
        (stacks.word_mono, stacks.mono, "mono"),
    ):
        kind = spare or ("serif" if _SERIF.search(stack[0]) else "sans")
        fonts.setdefault(name, ",".join((*stack, _STAND_INS[kind])))
    entries = [_font(name, others) for name, others in sorted(fonts.items())]
    entries += [_font(str(words[key]), "") for key in ("complex_font", "east_asian_font")]
    xml = f'{DECLARATION}<w:fonts xmlns:w="{W}">{"".join(dict.fromkeys(entries))}</w:fonts>'
    return Part("word/fontTable.xml", f"{_WORD}fontTable+xml", xml.encode())


def _font(name: str, others: str) -> str:
    stand_in = f'<w:altName w:val="{quote(others)}"/>' if others else ""
    family = "roman" if _SERIF.search(name) else "auto"
    pitch = "variable"
    if "Consolas" in others:
        family, pitch = "modern", "fixed"
    return (
        f'<w:font w:name="{quote(name)}">{stand_in}<w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
    )


def add_properties(package: Package, job: Job) -> None:
    """Core and extended properties; the only date is the edition's."""
    edition, meta = job.edition, job.edition.meta
    date = edition.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = [
        ("dc:title", edition.title),
        ("dc:subject", meta.subtitle),
        ("dc:creator", "; ".join(author.name for author in meta.authors)),
        ("cp:keywords", ", ".join(meta.keywords)),
        ("dc:description", meta.abstract or meta.rights),
        ("cp:lastModifiedBy", meta.publisher),
        ("dc:identifier", next((value for _, value in meta.identifiers), "")),
        ("dc:language", edition.article.lang or edition.lang),
        ("cp:contentStatus", meta.state),
    ]
    inner = "".join(
        f"<{name}>{escape(' '.join(value.split()))}</{name}>" for name, value in fields if value
    )
    stamp = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    core = (
        f"{DECLARATION}<cp:coreProperties xmlns:cp="
        '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{inner}{stamp}</cp:coreProperties>"
    )
    company = f"<Company>{escape(meta.publisher)}</Company>" if meta.publisher else ""
    app = (
        f"{DECLARATION}<Properties xmlns="
        '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>tei-exporter</Application>{company}</Properties>"
    )
    package.add(Part("docProps/core.xml", _CORE, core.encode()))
    package.add(Part("docProps/app.xml", f"{_DOCUMENT}extended-properties+xml", app.encode()))
    package.relationships.add(_CORE_TYPE, "docProps/core.xml")
    package.relationships.add("extended-properties", "docProps/app.xml")


def add_tei(package: Package, relationships: Relationships, tei: bytes) -> None:
    """The TEI as a custom XML part (ECMA-376 15.2.5), which editors carry along."""
    if not tei:
        return
    if b"<!DOCTYPE" in tei[:4096]:
        parser = etree.XMLParser(
            load_dtd=False, no_network=True, resolve_entities=True, collect_ids=False
        )
        tei = etree.tostring(etree.fromstring(tei, parser), encoding="UTF-8", xml_declaration=True)
    held = wrapped(tei)
    add_custom_xml(package, relationships, held, TEI if held is tei else WRAPPER)


def add_custom_xml(
    package: Package, relationships: Relationships, data: bytes, schema: str
) -> None:
    """One more custom XML part, with its properties."""
    ident = str(uuid.uuid5(_SPACE, data.decode("utf-8", "replace"))).upper()
    item = package.add(Part(package.free("customXml/item1.xml"), "application/xml", data))
    properties = (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{{{ident}}}" xmlns:ds="{_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{schema}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    name = item.name.replace("/item", "/itemProps")
    part = Part(name, f"{_DOCUMENT}customXmlProperties+xml", properties.encode())
    item.relationships.add("customXmlProps", package.add(part).name)
    relationships.add("customXml", item.name)
