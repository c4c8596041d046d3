"""TEI P4 in SGML's letters: the ``<ETS>`` and ``<EEBO>`` files of the Text Creation Partnership."""

from __future__ import annotations

import lxml.etree as etree

from exporter.tei.tree.elements import Element, words

__all__ = ["WRAPPERS", "in_tei_letters"]

WRAPPERS = ("ETS", "EEBO", "ECCO", "EVANS", "DLPSTEXTCLASS", "TEI.2", "TEXT")
"""Roots of such files; what is in them beside texts is a catalogue's data."""

_NAMES = {
    each.lower(): each
    for each in words(
        "addName addrLine altGrp biblFull biblScope biblStruct castGroup castItem castList catDesc "
        "catRef classCode classDecl docAuthor docDate docEdition docImprint docTitle divGen "
        "editionStmt editorialDecl encodingDesc entryFree figDesc fileDesc genName geogName "
        "handShift headItem headLabel interpGrp joinGrp langUsage linkGrp listBibl nameLink "
        "notesStmt orgName persName placeName postBox postCode profileDesc projectDesc pubPlace "
        "publicationStmt rdgGrp refsDecl respStmt revisionDesc roleDesc roleName samplingDecl "
        "seriesStmt soCalled sourceDesc spanGrp tagsDecl teiHeader textClass titlePage titlePart "
        "titleStmt witDetail witEnd witStart witList"
    )
}
_HEADERS = ("HEADER", "TEMPHEAD", "TEIHEADER")


def in_tei_letters(root: Element) -> bool:
    """Give the elements and attributes of such a tree the names that TEI writes; whether it is
    one. A wrapper of several books becomes a corpus, each book a document."""
    if root.tag not in WRAPPERS or (
        root.tag == "TEI.2" and root.find("TEXT") is None and root.find("TEIHEADER") is None
    ):
        return False
    if root.tag == "TEXT" and root.find("text") is not None:
        return False
    for element in root.iter(etree.Element):
        lowered = element.tag.lower()
        if element.tag in _HEADERS:
            lowered = "teiHeader"
        if element is not root:
            element.tag = _NAMES.get(lowered, lowered)
        for key, value in list(element.attrib.items()):
            if key.isupper():
                del element.attrib[key]
                element.set(key.lower(), value)
    books = [
        child for child in root if isinstance(child.tag, str) and child.find("text") is not None
    ]
    for book in books:
        book.tag = "TEI.2"
    root.tag = "text" if root.tag == "TEXT" else "teiCorpus.2" if books else "TEI.2"
    return True
