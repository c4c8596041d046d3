"""What a link may lead to: one list, and no writer that does not ask it."""
# ruff: noqa: E501 - a table of addresses, one place a line

from __future__ import annotations

import io
import json
import re
import zipfile

import pikepdf
import pytest

import exporter
from exporter.formats import FORMATS
from exporter.urls import allowed_url, is_refused, safe_url, scheme, web_url
from tests.tei.sketch import tei

REFUSED = [
    "javascript:alert(7)", "JaVa\tScRiPt:alert(7)", "\x01javascript:alert(7)", "java\u200bscript:alert(7)",
    "javascript%3Aalert(7)", "ｊavascript:alert(7)", "vbscript:x", "data:text/html,x", "file:///etc/hosts",
    "blob:https://a.example/1", "ms-word:ofe|u|https://a.example/x", "ms-msdt:/id x", "search-ms:query=x",
    "smb://server/share", "\\\\server\\share\\x", "//server/share/x", "/\\server", "C:\\x.exe", "ldap://a/x",
    "jar:https://a.example!/x", "view-source:https://a.example", "steam://run/1", "shell:startup", "x y: z",
]  # fmt: skip


@pytest.mark.parametrize("target", REFUSED)
def test_what_is_refused(target: str) -> None:
    assert is_refused(target)
    assert safe_url(target) is None
    assert allowed_url(target) == web_url(target) == ""


@pytest.mark.parametrize(
    "target",
    ["https://a.example/a:b?c=javascript:d", "mailto:desk@a.example", "HTTP://A.example", "tel:+353",
     "doi:10.1000/182", "urn:isbn:1", "page.html", "a/b:c.html", "#part", "?q=a:b", ""],
)  # fmt: skip
def test_what_is_not(target: str) -> None:
    assert not is_refused(target)
    assert allowed_url(f" {target}\n") == target


def test_the_scheme_is_told() -> None:
    assert scheme(" HTTPS://a.example") == "https"
    assert scheme("a/b:c") == ""


def article(target: str) -> bytes:
    """An address in every place of the reader's that becomes a link or metadata."""
    header = """<encodingDesc><p>x</p></encodingDesc>"""
    data = tei(
        f'<p><ref target="{target}">one</ref> <seg type="claim" source="#s">two</seg>'
        f'<note><ref target="{target}">three</ref></note> <ptr target="{target}"/></p>'
        f'<p><said who="#p">“x”</said></p>',
        header=header,
        before=f"""<standOff><listPerson><person xml:id="p"><persName>P</persName><idno>{target}</idno>
          </person></listPerson><listBibl><bibl xml:id="s"><title>S</title>
          <ref type="original" target="{target}">a</ref> <ref type="archived" target="{target}">b</ref>
          </bibl></listBibl></standOff>""",
    ).decode()
    publication = f'<publicationStmt><publisher>P</publisher><availability><licence target="{target}">L</licence></availability><idno type="URI">{target}</idno></publicationStmt>'
    return data.replace("</titleStmt>", f"</titleStmt>{publication}", 1).encode()


@pytest.mark.parametrize(
    "target", ["javascript:zqx(7)", "ms-msdt:/zqx", "smb://zqx/a", "file://zqx/a"]
)
@pytest.mark.parametrize("to", [entry.name for entry in FORMATS])
def test_no_format_leads_there(to: str, target: str) -> None:
    edition = exporter.plan(exporter.read(article(target)))
    assert links(exporter.render(edition, to).data, to, "zqx") == []
    assert "dangerous-link" in {notice.rule for notice in edition.article.notices}
    kept = exporter.plan(exporter.read(article("https://zqx.example/a")))
    assert links(exporter.render(kept, to).data, to, "zqx")


def links(data: bytes, to: str, word: str) -> list[str]:
    """Everything in a file that a program would follow and that holds a word."""
    if to == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            actions = [
                str(o.get("/URI", "")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
            ]
            inner = [
                str(a.A.get("/URI", ""))
                for page in pdf.pages
                for a in page.get("/Annots", [])
                if "/A" in a
            ]
            xmp = pdf.Root.Metadata.read_bytes().decode()
            inner += re.findall(r"<(?:xmpRights:WebStatement|prism:url)>([^<]*)", xmp)
            return [found for found in (*actions, *inner) if word in found]
    if to in ("docx", "epub"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = "\n".join(
                package.read(n).decode("utf-8", "replace")
                for n in package.namelist()
                if not n.endswith(".xml") or "document" in n or "notes" in n
            )
        return [
            found for found in re.findall(r'(?:Target|href|src)="([^"]*)', text) if word in found
        ]
    if to == "annotations":
        return [
            v
            for v in _values(json.loads(data))
            if v.startswith(("javascript:", "ms-", "smb:", "file:", "https://zqx"))
        ]
    page = data.decode()
    found = re.findall(r'(?:href|src|cite|action)="([^"]*)"', page)
    for script in re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
    ):
        found += _values(json.loads(script))
    return [
        value for value in found if word in value and not value.startswith("data:application/tei")
    ]


def _values(node: object) -> list[str]:
    if isinstance(node, dict):
        return [v for key, each in node.items() for v in _values(each) if key != "identifier"]
    if isinstance(node, list):
        return [value for each in node for value in _values(each)]
    return [node] if isinstance(node, str) else []


@pytest.mark.parametrize(
    ("value", "followed"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" HTTP://a.example/ ", "HTTP://a.example/"),
        ("mailto:a@b.example", ""),
        ("CC BY 4.0", ""),
        ("a.example", ""),
        ("#part", ""),
        ("", ""),
    ],
)
def test_machines_follow_web_addresses_alone(value: str, followed: str) -> None:
    assert web_url(value) == followed
