"""What the check advises leads to an article that is right."""

import re
from pathlib import Path

import lxml.etree as etree
import pytest

from exporter.checks import check
from exporter.checks.engine import own_rules
from exporter.checks.schema.expectations import Grammar
from exporter.notices import Notice
from exporter.tei.tree.elements import TEI
from exporter.text.close_matches import meant
from tests.checks.small import article

ROOT = Path(__file__).parents[2]
GRAMMAR = Grammar(etree.parse(ROOT / "exporter/tei/schema/article.rng").getroot())
TAXONOMY = (
    '<encodingDesc><classDecl><taxonomy xml:id="verification"><category xml:id="v.ok">'
    '<catDesc>Supported</catDesc></category><category xml:id="v.open"><catDesc>Open</catDesc>'
    "</category></taxonomy></classDecl></encodingDesc></teiHeader>"
)
REGISTERS = """<standOff><listPerson><person xml:id="p.a"><persName>Ada Mills</persName></person>
</listPerson><listBibl><bibl xml:id="s.a" type="interview"><author ref="#p.a">Ada Mills</author>,
<date when="2026-01-01"/></bibl>{more}</listBibl></standOff>"""


def whole(body: str, more: str = "") -> bytes:
    text = article(f'<div type="article"><head>Small</head><p>{body}</p></div>',
                   REGISTERS.format(more=more)).decode()  # fmt: skip
    published = '<publisher>A</publisher><date when="2026-04-14"/><availability><p/></availability>'
    text = text.replace("<publicationStmt><p/>", f"<publicationStmt>{published}")
    return text.replace("</teiHeader>", TAXONOMY).encode()


def of_grammar(body: str, more: str = "") -> list[Notice]:
    return [n for n in check(whole(body, more)) if n.rule in ("schema", "dangling-pointer")]


@pytest.mark.parametrize(
    ("body", "message", "fix"),
    [
        ("A <num>1,400</num>", "needs the attributes type, value", 'type="cardinal" value="1400"'),
        ("A <num>third</num>", "needs the attributes type", 'type="ordinal" value="3"'),
        ("A <num>two in five</num>", "type", 'type="fraction" value="0.4"'),
        ("A <num>60 per cent</num>", "type", 'type="percentage" value="60"'),
        ("A <measure>€2.5m</measure>", "quantity", 'quantity="2500000" unit="EUR"'),
        ("A <measure>19 stops</measure>", "quantity", 'quantity="19" unit="stops"'),
        ('A <measure unit="kg">250 grams</measure>', "quantity", 'quantity="0.25"'),
        ('<said who="#p.a">“No,”</said> she said', "direct", 'direct="true"'),
        ('She said <said who="#p.a">it was so</said>', "direct", 'direct="false"'),
        ("<q>“No,”</q>", "who", 'who="#p.a"'),
        ('<seg type="claim">it is</seg>', "xml:id", 'xml:id="c1"'),
        ('<q wo="#p.a">No</q>', "did you mean who?", 'who="#p.a"'),
        ('<said whoo="#p.a" direct="true">“No”</said>', "did you mean who?", 'who="#p.a"'),
        ('<said who="#p.a" drect="false">no</said>', "did you mean direct?", 'direct="false"'),
        ('<hi ren="bold">No</hi>', "did you mean rend?", 'rend="bold"'),
        ('<persname ref="#p.a">Ada</persname>', "did you mean <persName>?", ""),
        ("<mesure>2 m</mesure>", "did you mean <measure>?", ""),
        ('<note place="fot">No</note>', "may be", 'place="foot"'),
        ('<seg type="clam" xml:id="c">it</seg>', "may be", 'type="claim"'),
        ('<persName ref="#p.aa">Ada</persName>', "does not hold", "Did you mean #p.a?"),
        ('<q who="#P.A">No</q>', "does not hold", "Did you mean #p.a?"),
    ],
)
def test_what_is_missing_or_misspelt_is_named(body: str, message: str, fix: str):
    (notice,) = of_grammar(body)
    assert message in notice.message
    assert fix in notice.fix


def test_an_identifier_is_given_the_type_that_it_has():
    entry = '<bibl xml:id="s.b" type="news"><idno>{}</idno>, <date when="2026-01-02"/></bibl>'
    types = {"https://a.example/1": "URI", "10.1000/182": "DOI", "978-0-306-40615-7": "ISBN"}
    for number, kind in {**types, "RAO-7": "local"}.items():
        (notice,) = of_grammar("A", entry.format(number))
        assert notice.fix == f'Write type="{kind}".'


def test_all_faults_of_a_paragraph_are_said_at_once():
    body = (
        '<said who="#p.a">“No,”</said> she said of <num>4</num> of <measure>6 m</measure> and '
        '<seg type="claim" sorce="#s.a">it</seg>'
    )
    found = [re.match(r"<\w+>", notice.message) for notice in of_grammar(body)]
    tags = [match[0] for match in found if match]
    assert tags == ["<said>", "<num>", "<measure>", "<seg>", "<seg>"]


def test_elements_of_a_valid_article_lack_nothing():
    for file in (ROOT / "tests/schema/example.xml", *(ROOT / "source").glob("*.xml")):
        tree = etree.parse(file)
        assert [c for e in tree.iter(f"{{{TEI}}}*") for c in GRAMMAR.attributes(e)] == []


@pytest.mark.parametrize("rule", own_rules(), ids=lambda rule: rule.id)
def test_no_remedy_is_itself_a_fault(rule):
    """An element that a remedy writes out has every attribute that the grammar wants."""
    for tag, attributes in re.findall(r"<(\w+)((?: [\w:]+=\"[^\"]*\")+)/?>", rule.fix):
        filled = attributes.replace("…", "x")
        element = etree.fromstring(f'<{tag} xmlns="{TEI}"{filled}/>')
        assert GRAMMAR.attributes(element) == ()


def test_a_name_that_is_like_none_is_not_guessed_at():
    assert meant("sorce", ["source", "target", "who"]) == "source"
    assert meant("banana", ["source", "target", "who"]) == ""
    assert meant("n", ["id", "ref"]) == ""
