"""Small articles to make suggestions for."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from exporter.suggestions import Suggestion, suggest

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt>"
    '<publisher>Example Courier</publisher><date when="2026-03-06"/><availability>'
    '<licence target="https://news.example/l">All rights.</licence></availability>'
    "</publicationStmt><sourceDesc><p>Written for the web.</p></sourceDesc></fileDesc>"
    "<encodingDesc><classDecl>"
    '<taxonomy xml:id="verification"><category xml:id="v.ok"><catDesc>Supported</catDesc>'
    "</category></taxonomy></classDecl></encodingDesc></teiHeader>"
)


def article(*paragraphs: str, lang: str = "en", stand_off: str = "") -> bytes:
    """An article of 6 March 2026, a Friday; what begins with ``<`` is XML already."""
    body = "".join(p if p.startswith("<") else f"<p>{escape(p)}</p>" for p in paragraphs)
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}">{HEADER}{stand_off}'
        f"<text><body><div type='article'>{body}</div></body></text></TEI>"
    ).encode()


def spoken(*paragraphs: str, lang: str = "en") -> list[tuple[str, str]]:
    """Each speech: the words of all its parts, and those that name the speaker."""
    made = suggest(article(*paragraphs, lang=lang))
    by_id = {each.id: each for each in made}
    return [
        (" … ".join(_parts(each, by_id)), by_id[each.speaker].words if each.speaker else "")
        for each in made
        if each.kind == "speech" and not each.prev
    ]


def _parts(each: Suggestion, by_id: dict[str, Suggestion]) -> Iterable[str]:
    while True:
        yield each.words
        if not each.next:
            return
        each = by_id[each.next]


def values(text: str, kind: str, *, lang: str = "en") -> list[tuple[str, dict[str, str]]]:
    """The words and attributes of the suggestions of one kind in a paragraph."""
    made = suggest(article(text, lang=lang))
    return [(each.words, dict(each.attributes)) for each in made if each.kind == kind]
