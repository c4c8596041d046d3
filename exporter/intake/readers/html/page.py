"""Bytes of a page → its tree, the element that holds the article, and facts about it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import lxml.etree as etree

from exporter.errors import InputError, LimitExceeded
from exporter.intake.document import Metadata

__all__ = ["DEEPEST", "Element", "article_of", "classes", "facts", "parse", "text_of"]

Element: TypeAlias = Any
DEEPEST = 100
"""How deep elements may be in one another."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds."""
_FURNITURE = frozenset({"nav", "aside", "footer", "header", "form", "script", "style", "noscript"})
_shown = etree.XPath(
    "descendant-or-self::text()[not(ancestor::script or ancestor::style or ancestor::noscript or "
    "ancestor::template)]"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


def parse(data: bytes, file: str | None) -> Element:
    """The root of a page or a piece of one; raises InputError where nothing is in it."""
    text = _decoded(data)
    if len(_CONTROLS.findall(text)) * 50 > len(text):
        raise InputError(
            "This is no page, but other data. Open it in the program it comes from, and save it as "
            "a page (.html) or a Word file (.docx).",
            file=file,
        )
    text = text.replace("\0", "\ufffd")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = re.sub(r"<!\[(?:if|endif)[^\]>]*\]>", "", text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError("There is nothing in this page.", file=file)
    check_depth(root, file)
    return root


def check_depth(root: Element, file: str | None) -> None:
    """Raise LimitExceeded where elements stand too deep in one another to be an article's."""
    deep = root.xpath("/*" * (DEEPEST + 1))
    if deep:
        raise LimitExceeded(
            f"Elements are nested more than {DEEPEST} deep: no article is built so. "
            "Copy its text into a new document, and draft from that.",
            file=file,
            line=deep[0].sourceline,
        )


def _decoded(data: bytes) -> str:
    """By byte order mark, by what the page says, else UTF-8, else Windows-1252."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16")):
        if data.startswith(mark) or (name == "utf-16" and data.startswith(codecs.BOM_UTF16_BE)):
            return data.decode(name, "replace")
    said = re.search(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", data[:4096], re.IGNORECASE)
    for name in (said[1].decode("ascii", "ignore") if said else "utf-8", "utf-8", "cp1252"):
        try:
            return codecs.decode(data, name)
        except (LookupError, UnicodeError, TypeError):
            continue
    return data.decode("utf-8", "replace")


def article_of(root: Element, file: str | None) -> Element:
    """The element that holds the article: ``article``, ``main``, what is marked as its body, else
    the body of a page without any frame, else what holds the most paragraphs.

    Raises InputError where no paragraph is found."""
    found = [e for e in root.iter("article") if e.getparent() is None or not _in(e, "article")]
    marked = (
        found
        or root.xpath("//main | //*[@role='main']")
        or root.xpath("//*[contains(@itemprop, 'articleBody')]")
    )
    if marked:
        chosen = max(marked, key=_weight)
        if text_of(chosen).strip():
            return chosen
    body = root.find("body") if root.tag == "html" else root
    if body is None or not text_of(body).strip():
        raise InputError(
            "No article is found in this page: it has no text of its own. A page that a script "
            "fills is saved whole from the browser (File, Save page as, complete).",
            file=file,
        )
    if not any(True for _ in body.iter("nav", "form", "button", "footer", "header", "aside")):
        return body
    holders = {e.getparent() for e in body.iter("p") if e.getparent() is not None}
    best = max(holders, key=_paragraphs, default=None)
    if best is None or _paragraphs(best) < 200:
        raise InputError(
            "No article is found in this page: no <article>, no <main>, and no paragraphs that "
            "stand together. Copy the article's text into a document, and draft from that.",
            file=file,
        )
    return best


def _in(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _weight(element: Element) -> int:
    return len(text_of(element))


def _paragraphs(element: Element) -> int:
    return sum(len(text_of(p)) for p in element.iterchildren("p"))


def text_of(element: Element) -> str:
    """All text in an element but what scripts and styles hold."""
    return "".join(_shown(element))


def classes(element: Element) -> set[str]:
    """The words of its class and role."""
    return {*(element.get("class") or "").split(), *(element.get("role") or "").split()}


# ------------------------------------------------------------------------------------ facts


def facts(root: Element) -> Metadata:
    """What JSON-LD (schema.org), ``meta`` elements and the page itself say."""
    said = _json_ld(root)
    metas = _metas(root)

    def first(*names: str) -> str:
        return next((metas[name] for name in names if metas.get(name)), "")

    authors = (
        tuple(_names(said.get("author")))
        or tuple(
            name
            for key in ("author", "article:author", "dc.creator", "parsely-author", "byl")
            if (name := re.sub(r"(?i)^by\s+", "", metas.get(key, ""))) and "://" not in name
        )[:1]
    )
    date = _date(_text(said.get("datePublished"))) or _date(
        first("article:published_time", "date", "dc.date", "dc.date.issued", "pubdate")
    )
    title = _text(said.get("headline")) or first("og:title", "dc.title", "twitter:title")
    heads = [text for e in root.iter("h1") if (text := " ".join(text_of(e).split()))]
    named = root.find(".//head/title")
    keywords = said.get("keywords") or first("news_keywords", "keywords")
    return Metadata(
        title=title
        or (heads[0] if len(heads) == 1 else "")
        or (" ".join(text_of(named).split()) if named is not None else ""),
        authors=authors,
        date=date,
        publisher=next(_names(said.get("publisher")), "") or first("og:site_name", "dc.publisher"),
        language=root.get("lang") or _text(said.get("inLanguage")) or metas.get("language", ""),
        licence=_text(said.get("license")) or _licence(root),
        address=_canonical(root) or first("og:url"),
        description=_text(said.get("description")) or first("description", "og:description"),
        keywords=tuple(_keywords(keywords)),
    )


def _metas(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def _json_ld(root: Element) -> dict[str, Any]:
    for element in root.iter("script"):
        if (element.get("type") or "").casefold() != "application/ld+json":
            continue
        try:
            said = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for each in _objects(said):
            kinds = each.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report"))
                   for kind in kinds):  # fmt: skip
                return each
    return {}


def _objects(said: Any) -> Iterator[dict[str, Any]]:
    for each in said if isinstance(said, list) else [said]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (e for e in graph if isinstance(e, dict)) if isinstance(graph, list) else ()


def _names(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield " ".join(name.split())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _keywords(value: Any) -> Iterator[str]:
    parts = value if isinstance(value, list) else re.split(r"[,;]", value or "")
    yield from (" ".join(part.split()) for part in parts if isinstance(part, str) and part.strip())


def _date(text: str) -> str:
    found = _DATE.match(text)
    return found[0] if found else ""


def _canonical(root: Element) -> str:
    found = root.xpath("string(//link[@rel='canonical']/@href)")
    return found.strip() if re.match(r"https?://", found) else ""


def _licence(root: Element) -> str:
    found: str = root.xpath("string((//a | //link)[contains(@rel, 'license')][1]/@href)")
    return found.strip()
