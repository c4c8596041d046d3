"""A source who was promised not to be named: no way to a public copy lets the name out."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import exporter
from exporter.checks import check
from exporter.cli import main
from exporter.errors import LeakError, OptionError
from tests.tei.sketch import tei

RULE = "unnamed-source-named"


def register(name: str = "Orla Quillfeather", role: str = 'role="unnamed-source"') -> str:
    return f"""<standOff><listPerson><person xml:id="p.an" {role}><persName>a harbour official</persName>
      <persName ana="#internal">{name}</persName></person></listPerson></standOff>"""


def article(body: str, name: str = "Orla Quillfeather", **parts: str) -> bytes:
    return tei(body, before=register(name), **parts)


LEAKING = [
    "<p>Then Orla Quillfeather spoke.</p>",
    "<p>Then QUILLFEATHER’s house was searched.</p>",
    "<p>Then Orla <hi>Quill</hi>feather spoke.</p>",
    "<p>Then Orla<note>A note.</note> Quill<!-- x -->feather spoke.</p>",
    "<p>Then Orla\u00a0Quillfeather, then Quill\u00adfeather.</p>",
    "<p>Orla Quıllfeather? Orla Quíllfeather!</p>",
    '<p>a</p><figure><graphic url="pictures/orla-quillfeather_2.jpg"/><figDesc>x</figDesc></figure>',
    '<figure><graphic url="a.png"/><figDesc>Ms Quillfeather at work.</figDesc></figure>',
    '<p><ref target="https://x.example/Orla%20Quillfeather">a</ref></p>',
    '<p xml:id="p.quillfeather">a</p>',
    "<p>a<note>Quillfeather said so.</note></p>",
    '<p>a <seg ana="#internal">x</seg></p><p n="Quillfeather">b</p>',
    "<p><choice><sic>Quillfeather</sic><corr>the official</corr></choice></p>",
]


@pytest.mark.parametrize("body", LEAKING)
def test_a_leak_is_found(body: str) -> None:
    (leak, *_) = exporter.read(article(body)).leaks
    assert leak.rule == RULE
    assert "uillfeather" not in str(leak)
    assert any(notice.rule == RULE for notice in check(article(body), schema="none"))


@pytest.mark.parametrize(
    "body",
    [
        "<p>An official spoke.</p>",
        '<p>a <seg ana="#internal">Orla Quillfeather</seg> b</p>',
        "<p>a <!-- Orla Quillfeather --> b <?who Quillfeather?></p>",
        "<p>Quillfeathering is a craft; Orla is a common name.</p>",
        '<p><persName ref="#p.an">The official</persName> spoke.</p>',
    ],
)
def test_no_leak_is_found(body: str) -> None:
    assert exporter.read(article(body)).leaks == ()
    assert not [n for n in check(article(body), schema="none") if n.rule == RULE]


@pytest.mark.parametrize(
    ("name", "said", "leaks"),
    [
        ("Quillfeather, Orla", "Ms Quillfeather", True),
        ("Orla Quillfeather, port official", "an official of the port", False),
        ("Orla van der Quill Jr.", "a Quill", True),
        ("Bo Ng", "Bo Ng spoke", True),
        ("Bo Ng", "NG and BO", False),
        ("محمد الاسم", "قال محمد الاسم", True),
        ("<forename>Orla</forename><surname>Ito</surname>", "Orla Ito", True),
    ],
)
def test_what_of_a_name_tells(name: str, said: str, leaks: bool) -> None:
    assert bool(exporter.read(article(f"<p>{said}.</p>", name)).leaks) is leaks


@pytest.mark.parametrize("role", ['role="anonymous"', 'type="unnamed"', 'role="Unnamed-Source x"'])
def test_whoever_the_reader_takes_for_unnamed(role: str) -> None:
    data = tei("<p>Orla Quillfeather.</p>", before=register(role=role))
    assert exporter.read(data).leaks
    assert any(notice.rule == RULE for notice in check(data, schema="none"))


def test_a_name_that_the_text_gives_and_keeps_back() -> None:
    body = '<p><persName ref="#p.an" ana="#internal">Zelda Moorhen</persName>, then Moorhen.</p>'
    assert len(exporter.read(article(body)).leaks) == 1


def test_a_second_name_that_nothing_keeps_back() -> None:
    agent = '<person xml:id="p.an" role="unnamed"><persName>an official</persName>{}</person>'
    before = f"<standOff><listPerson>{agent}</listPerson></standOff>"
    for second, leaks in (
        ("<persName>Zelda Moorhen</persName>", True),
        ('<persName xml:lang="de">ein Beamter</persName>', False),
        ("<persName>the official</persName>", False),
    ):
        data = tei("<p>a</p>", before=before.format(second))
        assert bool(exporter.read(data).leaks) is leaks


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    path = tmp_path / "a.xml"
    path.write_bytes(article("<p>a</p><p>Orla Quillfeather.</p>"))
    return path


def test_words_of_a_drawing_beside_the_article_count(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(article('<figure><graphic url="a.svg"/></figure>'))
    for words, leaks in (("<text>Orla Quillfeather</text>", 1), ("<text>A mole</text>", 0)):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg">{words}</svg>'
        (tmp_path / "a.svg").write_text(svg, encoding="utf-8")
        assert len(exporter.read(path).leaks) == leaks


def test_a_rule_that_is_off_still_stops(leaking: Path) -> None:
    settings = f'[check.rules]\n{RULE} = "off"\n'
    (leaking.parent / "exporter.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(LeakError):
        exporter.export(leaking, leaking.parent / "out")
    done = CliRunner().invoke(main, ["export", str(leaking), "-o", str(leaking.parent / "out")])
    assert done.exit_code == 1


WAYS: list[Callable[[Path, Path], object]] = [
    lambda source, target: exporter.export(source, target),
    lambda source, target: exporter.archive(source, target),
    lambda source, _: exporter.render(exporter.plan(exporter.read(source)), "html"),
]


@pytest.mark.parametrize("way", WAYS)
def test_no_public_copy_is_made(
    way: Callable[[Path, Path], object], leaking: Path, tmp_path: Path
) -> None:
    with pytest.raises(LeakError, match="public copy names") as caught:
        way(leaking, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert "uillfeather" not in str(caught.value)
    assert caught.value.line
    assert pickle.loads(pickle.dumps(caught.value)).leaks == caught.value.leaks


def test_a_batch_makes_none_and_goes_on(leaking: Path, tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(article("<p>b</p>"))
    out = tmp_path / "out"
    done = exporter.export_many([leaking, tmp_path / "b.xml"], out, to=["html"], jobs=1)
    assert (done.failed, done.done) == (1, 1)
    assert [path.name for path in out.glob("*.html")] == ["b.html"]
    (failed,) = (
        line
        for line in map(json.loads, (out / "_batch/report.jsonl").read_text().splitlines())
        if line["status"] == "failed"
    )
    assert failed["rule"] == "leak"
    assert "uillfeather" not in "".join(p.read_text("latin-1") for p in out.rglob("*.*"))
    again = exporter.export_many([leaking], out, to=["html"], jobs=1, allow=[RULE])
    assert again.failed == 0
    assert (out / "a.html").is_file()


@pytest.mark.parametrize("command", ["export", "archive", "batch"])
def test_the_commands(command: str, leaking: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def run(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            main, [command, str(leaking), "-t", "html", "-o", str(out), *options]
        )
        return done.exit_code, done.output

    for options in ((), ("--no-check",), ("--fail-on", "never")):
        code, said = run(*options)
        assert code == 1
        assert f"--allow {RULE}" in said
        assert "uillfeather" not in said
        assert not list(out.rglob("*.html")) or command == "batch"
    assert not list(out.rglob("a*.html"))
    code, said = run("--allow", RULE)
    assert code == 0, said
    assert list(out.rglob("a*.html"))
    assert run("--allow", "other-rule")[0] == 2


def test_an_internal_copy_names_everyone(leaking: Path, tmp_path: Path) -> None:
    assert exporter.export(leaking, tmp_path / "out", audience="internal").files


def test_what_is_allowed_is_a_warning(leaking: Path, tmp_path: Path) -> None:
    done = exporter.export(leaking, tmp_path / "out", to=["html"], allow=[RULE])
    assert [n.severity.label for n in done.report if n.rule == RULE] == ["warning"]
    for wrong in (["other"], RULE):
        with pytest.raises(OptionError):
            exporter.export(leaking, tmp_path / "out", allow=wrong)


@pytest.mark.parametrize(
    ("instruction", "stops"),
    [
        (f'<?exporter ignore="{RULE}" reason="He agreed to it."?>', False),
        (f'<?exporter ignore="{RULE}"?>', True),
        ('<?exporter ignore="note-missing" reason="x"?>', True),
    ],
)
def test_the_exception_in_the_file(instruction: str, stops: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(article(f"<p>{instruction}Orla Quillfeather.</p>"))
    if stops:
        with pytest.raises(LeakError):
            exporter.export(path, tmp_path / "out")
    else:
        assert exporter.export(path, tmp_path / "out", to=["html"]).files
    elsewhere = article(f"<p>{instruction}b</p><p>Orla Quillfeather.</p>")
    assert exporter.read(elsewhere).leaks


@pytest.mark.parametrize("body", LEAKING)
@pytest.mark.parametrize("first", [True, False])
def test_a_list_of_changes_is_a_public_copy_too(body: str, first: bool) -> None:
    sound = article("<p>An official spoke.</p>")
    pair = (article(body), sound) if first else (sound, article(body))
    with pytest.raises(LeakError):
        exporter.diff(*pair)
    with pytest.raises(LeakError):
        exporter.diff(*map(exporter.read, pair))
    assert exporter.diff(*pair, audience="internal")
    assert exporter.diff(*pair, allow=[RULE])


def test_so_says_the_command(leaking: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(article("<p>An official spoke.</p>"))
    for pair in ((leaking, other), (other, leaking)):
        for form in ("text", "json", "html"):
            arguments = ["diff", *map(str, pair), "--format", form]
            target = tmp_path / "changes"
            done = CliRunner().invoke(main, [*arguments, "-o", str(target)])
            assert (done.exit_code, target.exists()) == (1, False)
            assert "uillfeather" not in done.output
            done = CliRunner().invoke(main, [*arguments, "--allow", RULE])
            assert (done.exit_code, "Quillfeather" in done.output) == (0, True)


def test_changes_in_a_bag_do_not_quote_an_internal_edition_that_names_them(
    leaking: Path, tmp_path: Path
) -> None:
    archive = exporter.archive
    bag = archive(leaking, tmp_path / "bag", to=["html"], audience="internal").path
    sound = tmp_path / "a.xml"
    sound.write_bytes(leaking.read_bytes().replace(b"<p>Orla Quillfeather.", b"<p>Somebody."))
    archive(sound, into=bag, to=["html"])
    second = bag / "data" / "editions" / "2"
    told = b"".join(path.read_bytes() for path in second.rglob("changes.*"))
    assert b"uillfeather" not in told
    assert exporter.verify(bag).sound
