"""Sources from where desks keep them become valid entries, each once."""

from __future__ import annotations

import json

import pytest

from exporter.editing import apply, scan
from exporter.errors import InputError
from exporter.references import added, read_references
from exporter.references.latex import unlatexed
from tests.confirmation.articles import ARTICLE
from tests.judges.xml import tei_all

CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "citation-key": "marsh2024",
        "type": "article-newspaper",
        "title": "The <i>Harbour</i> wall & its price",
        "container-title": "Example Courier",
        "author": [
            {"family": "Marsh", "given": "Lena"},
            {"family": "Ruijter", "given": "Anna", "non-dropping-particle": "de"},
            {"literal": "Port Audit Office"},
        ],
        "issued": {"date-parts": [[2024, "10", 8]]},
        "URL": "https://news.example/a?b=1&c=2",
        "accessed": {"date-parts": [[2024, 11, 1]]},
        "page": "A1-A3",
    },
    {"id": 7, "type": "interview", "title": "Interview", "author": [{"family": "Mills"}]},
    {"id": "x", "type": "article-journal", "title": "Sea walls compared",
     "container-title": ["Coasts"], "volume": 12, "issue": "3", "DOI": "10.1234/ab.5",
     "issued": {"literal": "Spring 2019"}},
]  # fmt: skip
BIBTEX = r"""
% a comment, and a line between
@string{port = "Port Press"}
@comment{ @article{not, title={Not}} }
@Article{brandt:2020,
  author = {Brandt, Lea and {Port Audit Office} and Ludwig van der Berg and others},
  title  = "The {W}all: {\"U}ber \emph{alles} --- 50\% more",
  journal = {J. Coasts}, volume = 3, number = {2}, pages = {10--12}, month = mar, year = 2020,
  doi = {https://doi.org/10.5555/xyz},
}
@online(site, title = {A page}, url = {https://a.example/p_1%20x}, urldate = {2024-02-03},
  date = {2023-05}, publisher = port # { Ltd})
"""
RIS = """TY  - RPRT
AU  - Mills, Ada
AU  - Port Audit Office
TI  - Review of the harbour wall
 and its cost
PY  - 2021/05/04/
PB  - Port Press
CY  - Nessport
SP  - 3
EP  - 9
SN  - 978-3-16-148410-0
UR  - https://audit.example/r7
ER  -

TY  - NEWS
T1  - Wall late
JO  - Courier
DA  - 2022
ER  -
"""


def entries(folder, name: str, text: str, article: str = ARTICLE) -> list[str]:
    """The ``bibl`` elements that a file's sources become; the article is valid with them."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    source = scan(article.encode())
    done = added(source, read_references(path))
    data = apply(source, done.edits)
    assert tei_all(data) == []
    lines = data.decode().splitlines()
    return [line.strip() for line in lines if line.strip() not in article.split("\n")]


def test_csl_json(tmp_path):
    first, second, third = entries(tmp_path, "z.json", json.dumps(CSL))
    assert first == (
        '<bibl xml:id="s.marsh2024" type="news"><author>Lena Marsh</author>, <author>Anna de '
        "Ruijter</author> and <author>Port Audit Office</author>, "
        '<title level="a">The Harbour wall &amp; its price</title>, '
        '<title level="j">Example Courier</title>, <date when="2024-10-08">8 October 2024</date>, '
        '<citedRange unit="page" from="A1" to="A3">A1–A3</citedRange>, <ref type="original" '
        'target="https://news.example/a?b=1&amp;c=2">original, accessed '
        '<date type="accessed" when="2024-11-01">1 November 2024</date></ref>.</bibl>'
    )
    assert second == (
        '<bibl xml:id="s.7" type="interview"><author>Mills</author>, <title>Interview</title>.'
        "</bibl>"
    )
    assert '<title level="j">Coasts</title> 12 (3), <date>Spring 2019</date>' in third
    assert '<idno type="DOI">10.1234/ab.5</idno>' in third


def test_bibtex(tmp_path):
    first, second = entries(tmp_path, "z.bib", BIBTEX)
    assert first == (
        '<bibl xml:id="s.brandt2020" type="document"><author>Lea Brandt</author>, <author>Port '
        "Audit Office</author> and <author>Ludwig van der Berg</author>, "
        '<title level="a">The Wall: Über alles — 50% more</title>, '
        '<title level="j">J. Coasts</title> 3 (2), <date when="2020-03">March 2020</date>, '
        '<citedRange unit="page" from="10" to="12">10–12</citedRange>, '
        '<idno type="DOI">10.5555/xyz</idno>.</bibl>'
    )
    assert 'type="web"' in second
    assert "<publisher>Port Press Ltd</publisher>" in second
    assert 'target="https://a.example/p_1%20x"' in second


def test_ris(tmp_path):
    first, second = entries(tmp_path, "z.ris", RIS)
    assert first == (
        '<bibl xml:id="s.Mills2021" type="document"><author>Ada Mills</author> and <author>Port '
        "Audit Office</author>, <title>Review of the harbour wall and its cost</title>, "
        "<pubPlace>Nessport</pubPlace>, <publisher>Port Press</publisher>, "
        '<date when="2021-05-04">4 May 2021</date>, '
        '<citedRange unit="page" from="3" to="9">3–9</citedRange>, '
        '<idno type="ISBN">978-3-16-148410-0</idno>, '
        '<ref type="original" target="https://audit.example/r7">original</ref>.</bibl>'
    )
    assert 'type="news"' in second


@pytest.mark.parametrize("bibl", [
    "<title>Anything</title> <idno type='DOI'>https://doi.org/10.5555/XYZ</idno>",
    "<title>Anything</title> <ref target='https://doi.org/10.5555/xyz'>here</ref>",
    "<author>Lea Brandt</author>, <title>The wall: über alles – 50% more</title>, 2019",
    "<title>The wall: über alles – 50% more</title>, <date when='2020-03-01'/>",
])  # fmt: skip
def test_what_is_there_already_is_not_added_again(tmp_path, bibl):
    entry = f'<bibl xml:id="s.old" type="document">{bibl}</bibl>\n</listBibl>'
    made = entries(tmp_path, "z.bib", BIBTEX, ARTICLE.replace("</listBibl>", entry))
    assert [line for line in made if "brandt2020" in line] == []
    assert len(made) == 1


def test_adding_twice_adds_once_and_ids_are_free(tmp_path):
    path = tmp_path / "z.ris"
    path.write_text(RIS.replace("Mills, Ada", "Brandt").replace("2021", "") + RIS, "utf-8")
    source = scan(ARTICLE.replace("s.brandt", "s.Brandt").encode())
    done = added(source, read_references(path))
    assert [key for key, _ in done.new] == ["s.Brandt-2", "s.source"]
    again = scan(apply(source, done.edits))
    assert added(again, read_references(path)).new == ()


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.json", "[1]", None, "Item 1 is not a source"),
        ("a.json", '{"a":\n1,}', 2, "not JSON"),
        ("a.bib", "@book{a,\n title = {x}", 1, "does not end"),
        ("a.bib", "@book{a,\n title = {x},\n oops here}", 3, "a field such as"),
        ("a.ris", "TY  - JOUR\nER  - \nnonsense", 3, "none of RIS"),
        ("a.txt", "hello", None, "neither CSL-JSON, nor BibTeX, nor RIS"),
        ("a.txt", "a\0b", None, "not text"),
    ],
)
def test_bad_files_are_refused_with_their_line(tmp_path, name, text, line, said):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        read_references(path)
    assert caught.value.line == line
    assert caught.value.file == str(path)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del", "Gödel"),
        (r"\'{E}t\'e", "Été"),
        (r"Fran\c{c}ois \v{S}m{\'\i}d", "François Šmíd"),
        (r"Stra{\ss}e \O{} \ae", "Straße Ø æ"),
        (r"A \& B \_ \{x\} 5\%", "A & B _ {x} 5%"),
        ("a~b--c ``d''", "a\u00a0b–c “d”"),
        (r"{\L}ód\'z", "Łódź"),
    ],
)
def test_latex_is_read(latex, text):
    assert unlatexed(latex) == text
