"""Whatever comes in: an article or an error of ours, and of the text nothing lost."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter import ExporterError
from exporter.model import Article
from exporter.tei import read
from exporter.tei.body.treatment import _defaults
from tests.tei.sketch import tei
from tests.tei.text import squeezed, text_in_article, text_in_tree

SAMPLE = tei(
    """<div type="article" xml:id="d"><head>Harbour <hi rend="bold">wall</hi><note n="1">x</note></head>
  <p>The <persName ref="#p">mayor</persName> said: <said who="#p" xml:id="q" next="#r">“It cost
  <measure quantity="3" unit="EUR" source="#s">€3</measure>”</said>, and <said xml:id="r" prev="#q">“more”
  </said>.<note xml:id="n" target="#q"><p>One.</p><list><item>two</item></list></note></p>
  <list type="gloss"><label>a</label><item>b<table><row role="label"><cell cols="2">c</cell></row></table>
  </item></list><lg><l part="I">v</l><l part="F">w<note sameAs="#n"/></l></lg><sp who="#p"><speaker>S
  </speaker><p>t</p></sp><figure><graphic url="a.png"/><head>h</head><figDesc>d</figDesc></figure>
  <p><app type="correction"><lem>1</lem><rdg>2</rdg></app><choice><sic>a</sic><corr>b</corr></choice>
  <seg type="claim" xml:id="c" ana="#v">k</seg><gap/><lb/>z<ptr target="#d"/></p></div>""",
    before="""<standOff><listPerson><person xml:id="p"><persName>A</persName></person></listPerson>
  <listBibl><bibl xml:id="s">B</bibl></listBibl><spanGrp type="claim"><span from="#q" to="#c"/></spanGrp>
  <listAnnotation><annotation target="#c" motivation="assessing"/></listAnnotation></standOff>""",
)
PIECES = [piece.encode() for piece in re.findall(r"<[^>]*>|[^<]+", SAMPLE.decode())]


def tried(data: bytes) -> Article | None:
    """The article, or None where it is refused; anything else is a fault of the reader."""
    try:
        return read(data)
    except ExporterError as error:
        return None if str(error) else pytest.fail("an error says what is wrong")


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(PIECES) - 1), st.sampled_from("dxs")), max_size=6))
def test_tags_dropped_doubled_and_swapped(changes: list[tuple[int, str]]) -> None:
    pieces = list(PIECES)
    for at, change in changes:
        match change:
            case "d":
                pieces[at] = b""
            case "x":
                pieces[at] *= 2
            case _:
                pieces[at], pieces[at - 1] = pieces[at - 1], pieces[at]
    tried(b"".join(pieces))


@settings(max_examples=150)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=8))
def test_bytes_cut_out_and_put_in(at: int, length: int, junk: bytes) -> None:
    tried(SAMPLE[:at] + junk + SAMPLE[at + length :])


KEYS = [
    "xml:id",
    "target",
    "who",
    "source",
    "next",
    "prev",
    "from",
    "to",
    "ana",
    "type",
    "rend",
    "place",
    "n",
    "part",
    "rows",
    "cols",
    "role",
    "quantity",
    "when",
    "url",
    "sameAs",
    "join",
    "xml:lang",
    "style",
    "corresp",
    "direct",
    "break",
    "unit",
    "rendition",
    "ref",
    "toWhom",
]
VALUES = (
    "a", "b", "#a", "#b", "#a #b", "#internal", "claim", "3", "-1", "end", "foot", "F", "label",
    "ordered", "gloss", "2020", "1/0", "both", "no", "de", "correction", "bold", "inline",
    "1e999999", "#", "# #", "speaker", "color:red;;:", "\t",
)  # fmt: skip
NAMES = sorted(set(filter(str.isalnum, _defaults())) - {"teiCorpus", "fw"})
COMMON = ("p", "div", "note", "said", "seg", "list", "item", "head", "quote", "ref", "l", "table")
WORDS = ("", " ", "\n  ", "alpha", " beta ", "gamma.", "“d”", "1", "*", "漢")


def tree(chance: random.Random, depth: int) -> str:
    """Any elements in any element: what no schema allows, but someone will send."""
    tag = chance.choice(COMMON if chance.random() < 0.6 else NAMES)
    keys = chance.sample(KEYS, chance.choice((0, 0, 1, 2)))
    given = "".join(f' {key}="{chance.choice(VALUES)}"' for key in keys)
    inside = [chance.choice(WORDS)]
    for _ in range(chance.randrange(4) if depth else 0):
        inside += [tree(chance, depth - 1), chance.choice(WORDS)]
    return f"<{tag}{given}>{''.join(inside)}</{tag}>"


def lost(body: str) -> str:
    """What of a body's text is not in its article, and the other way round."""
    article = tried(tei(body))
    assert article is not None
    told, notes = text_in_article(article)
    expected, expected_notes = text_in_tree(article.tei)
    there = Counter(squeezed(told + "".join(notes)))
    wanted = Counter(squeezed(expected + "".join(expected_notes)))
    return f"{wanted - there}{there - wanted}".replace("Counter()", "")


@settings(max_examples=200)
@given(st.integers(0, 2**32), st.integers(0, 5))
def test_any_tree_is_read_whole(seed: int, depth: int) -> None:
    assert not lost(tree(random.Random(seed), depth))


def test_the_measure_sees_a_loss() -> None:
    article = read(tei("<p>alpha <hi>beta</hi></p>"))
    told, _ = text_in_article(article)
    expected, _ = text_in_tree(tei("<p>alpha <hi>beta</hi> gamma</p>"))
    assert squeezed(told) != squeezed(expected)


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_the_shortest_inputs(size: int) -> None:
    assert tried(SAMPLE[:size]) is None
