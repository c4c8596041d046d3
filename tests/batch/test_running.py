"""A run: only what changed is done, one bad file costs only itself, the report is right."""

import json
import os
import re
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path

import pytest

import exporter
from exporter.batch import Progress, export_many
from exporter.errors import OptionError, OutputError
from exporter.sourcing import Policy
from tests.batch.articles import article, contents, lay, png


def run(source, target, **options):
    """A run in one thread of this process, to HTML."""
    sources = [source] if isinstance(source, (str, Path)) else source
    with ThreadPoolExecutor(1) as pool:
        return export_many(sources, target, **{"to": ["html"], "executor": pool, **options})


def counts(summary):
    return summary.done, summary.unchanged, summary.failed


def report(summary):
    return [json.loads(line) for line in Path(summary.report).read_text("utf-8").splitlines()]


def test_a_batch_makes_what_export_makes(tmp_path):
    lay(tmp_path / "news", 3)
    summary = run(tmp_path / "news", tmp_path / "out", to=["html", "docx"])
    assert counts(summary) == (3, 0, 0)
    made = contents(tmp_path / "out")
    assert sorted(made) == [
        f"000/a0000{n}{suffix}" for n in range(3) for suffix in (".docx", ".html")
    ]
    exporter.export(tmp_path / "news/000/a00001.xml", tmp_path / "one", to=["html", "docx"])
    assert made["000/a00001.docx"] == (tmp_path / "one/a00001.docx").read_bytes()
    assert made["000/a00001.html"] == (tmp_path / "one/a00001.html").read_bytes()


def test_processes_make_the_same_bytes(tmp_path):
    lay(tmp_path / "news", 4)
    run(tmp_path / "news", tmp_path / "threads")
    assert counts(export_many([tmp_path / "news"], tmp_path / "out", to=["html"], jobs=2)) == (
        4,
        0,
        0,
    )
    assert contents(tmp_path / "out") == contents(tmp_path / "threads")


def test_an_article_that_takes_too_long_is_given_up(tmp_path):
    """Nothing begins, loads and ends in a thousandth of a second."""
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"
    summary = export_many([news], out, to=["html"], jobs=1, time_limit=0.001)
    assert counts(summary) == (0, 0, 2)
    assert {line["rule"] for line in report(summary)} == {"time-limit"}
    assert contents(out) == {}
    assert counts(export_many([news], out, to=["html"], jobs=1, time_limit=None)) == (2, 0, 0)


def test_only_what_changed_is_done_again(tmp_path):
    news, out = lay(tmp_path / "news", 4, picture="wall.png"), tmp_path / "out"
    (news / "000/wall.png").write_bytes(png(1))
    assert counts(run(news, out)) == (4, 0, 0)
    assert counts(run(news, out)) == (0, 4, 0)
    (news / "000/a00001.xml").write_text(article(99))
    assert counts(run(news, out)) == (1, 3, 0)
    (news / "000/wall.png").write_bytes(png(2))
    assert counts(run(news, out)) == (3, 1, 0)
    (news / "000/wall.png").unlink()
    assert counts(run(news, out)) == (3, 1, 0)
    (out / "000/a00002.html").unlink()
    assert counts(run(news, out)) == (1, 3, 0)
    (out / "000/a00002.html").write_text("cut")
    assert counts(run(news, out)) == (1, 3, 0)


def test_other_options_are_a_change(tmp_path):
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"
    run(news, out)
    assert counts(run(news, out, policy=Policy(registers=False))) == (2, 0, 0)
    assert counts(run(news, out, policy=Policy(registers=False))) == (0, 2, 0)
    theme = tmp_path / "ours.toml"
    theme.write_text('inherits = "newspaper"\n[type]\nsize = 11\n')
    assert counts(run(news, out, policy=Policy(registers=False), theme=theme)) == (2, 0, 0)
    theme.write_text('inherits = "newspaper"\n[type]\nsize = 12\n')
    assert counts(run(news, out, policy=Policy(registers=False), theme=theme)) == (2, 0, 0)


def test_force_does_all(tmp_path):
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"
    run(news, out)
    assert counts(run(news, out, force=True)) == (2, 0, 0)


def test_one_bad_file_costs_only_itself_and_is_tried_again(tmp_path):
    news, out = lay(tmp_path / "news", 5, bad=(2,)), tmp_path / "out"
    summary = run(news, out)
    assert counts(summary) == (4, 0, 1)
    (bad,) = [line for line in report(summary) if line["status"] == "failed"]
    assert bad["source"].endswith("a00002.xml")
    assert bad["rule"] == "malformed-xml"
    assert bad["error"].startswith(str(news / "000/a00002.xml") + ":")
    assert counts(run(news, out)) == (0, 4, 1)
    (news / "000/a00002.xml").write_text(article(2))
    assert counts(run(news, out)) == (1, 4, 0)


def test_a_named_pipe_is_not_waited_for(tmp_path):
    news = lay(tmp_path / "news", 2)
    os.mkfifo(news / "000/pipe.xml")
    (tmp_path / "list.txt").write_text(f"{news}/000/pipe.xml\n")
    summary = run(news, tmp_path / "out")
    assert counts(summary) == (2, 0, 1)
    assert report(summary)[-1]["error"].endswith("pipe.xml: It is not a regular file.")
    assert counts(run(tmp_path / "list.txt", tmp_path / "listed")) == (0, 0, 1)


def test_the_report_says_what_happened_to_each(tmp_path):
    news, out = lay(tmp_path / "news", 3, picture="wall.png", bad=(0,)), tmp_path / "out"
    lines = sorted(report(run(news, out)), key=itemgetter("source"))  # they come as they end
    assert [line["status"] for line in lines] == ["failed", "done", "done"]
    (file,) = lines[1]["files"]
    assert file == {"name": "000/a00001.html", "bytes": (out / "000/a00001.html").stat().st_size}
    (missing,) = [n for n in lines[1]["notices"] if "picture" in n["rule"]]
    assert missing["severity"] == "warning"
    assert missing["line"] > 1
    again = sorted(report(run(news, out)), key=itemgetter("source"))
    assert [line["status"] for line in again] == ["failed", "unchanged", "unchanged"]
    assert again[1]["counts"][f"{missing['rule']} warning"] == 1


def test_the_page_of_the_report(tmp_path):
    from lxml import html

    news, out = lay(tmp_path / "news", 5, picture="wall.png", bad=(3,)), tmp_path / "out"
    summary = run(news, out)
    page = html.parse(summary.page).getroot()
    rows = {tuple(td.text_content() for td in row.iter("td")) for row in page.iter("tr")}
    assert {("Articles", "5"), ("Exported", "4"), ("Failed", "1")} <= rows
    assert any(row and row[0].endswith("a00003.xml") and row[1] == "malformed-xml" for row in rows)
    (failed,) = [row for row in rows if row and row[0].endswith("a00003.xml") and len(row) == 3]
    assert re.match(r"Line \d+: ", failed[2])
    assert "/<wbr>a00003.xml</td>" in Path(summary.page).read_text("utf-8")
    assert any(len(row) == 4 and row[1:] == ("warning", "4", "4") for row in rows)
    (news / "000/a00004.xml").unlink()
    page = html.parse(run(news, out).page).getroot()
    assert "no longer among the sources" in page.text_content()


def test_a_zip_file_with_pictures(tmp_path):
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as file:
        file.writestr("2024/a.xml", article(1, picture="pictures/wall.png"))
        file.writestr("2024/pictures/wall.png", png(1))
        file.writestr("2024/b.xml", article(2)[:400])
    out = tmp_path / "out"
    summary = run(tmp_path / "news.zip", out)
    assert counts(summary) == (1, 0, 1)
    assert "data:image/png" in (out / "2024/a.html").read_text("utf-8")
    bad = report(summary)[1]
    assert bad["source"] == f"zip://2024/b.xml::{tmp_path / 'news.zip'}"
    assert bad["error"].startswith(bad["source"])
    assert counts(run(tmp_path / "news.zip", out)) == (0, 1, 1)


PEOPLE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>'
    '<person xml:id="p.kor"><persName>Ines Kor</persName></person>'
    "</listPerson></standOff><text><body><p/></body></text></TEI>"
)


def _shared() -> dict[str, str]:
    """Articles that point at a register above them, by their names."""
    named = article(1).replace("Ada Mills said", '<persName ref="NAME">Ines Kor</persName> said')
    return {
        "exporter.toml": '[registers]\nfiles = ["desk/people.xml"]\n',
        "desk/people.xml": PEOPLE,
        "2024/may/a.xml": named.replace("NAME", "../../desk/people.xml#p.kor"),
        "2024/b.xml": named.replace("NAME", "../desk/people.xml#p.kor"),
        "2024/c.xml": article(3),
    }


@pytest.mark.parametrize("kept", ["folder", "zip", "store"])
def test_registers_that_articles_share(tmp_path, kept):
    files = _shared()
    sources = [name for name in files if name.startswith("2024")]
    if kept == "store":
        fsspec = pytest.importorskip("fsspec")
        memory = fsspec.filesystem("memory")
        root = f"memory://{tmp_path.name}-shared"
        for name, text in files.items():
            memory.pipe_file(f"{root}/{name}", text.encode())
        given = [f"{root}/{name}" for name in sources]
    else:
        for name, text in files.items():
            (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "news" / name).write_text(text)
        given = [str(tmp_path / "news" / name) for name in sources]
    if kept == "zip":
        with zipfile.ZipFile(tmp_path / "news.zip", "w") as file:
            for name in files:
                file.write(tmp_path / "news" / name, name)
        given = [f"zip://{name}::{tmp_path / 'news.zip'}" for name in sources]
    out = tmp_path / "out"
    summary = run(given, out)
    assert counts(summary) == (3, 0, 0), report(summary)
    pages = [page.read_text("utf-8") for page in out.rglob("*.html")]
    assert sum("Ines Kor" in page for page in pages) == 2
    assert not [n for line in report(summary) for n in line["notices"] if "pointer" in n["rule"]]
    assert counts(run(given, out)) == (0, 3, 0)
    if kept == "folder":
        register = tmp_path / "news/desk/people.xml"
        register.write_text(register.read_text().replace("Ines Kor", "Inès Kor"))
        assert counts(run(given, out)) == (2, 1, 0)


def test_a_register_that_is_not_in_the_zip_file_is_told_by_its_address(tmp_path):
    files = _shared()
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as file:
        for name in ("exporter.toml", "2024/b.xml"):
            file.writestr(name, files[name])
    summary = run(f"zip://2024/b.xml::{tmp_path / 'news.zip'}", tmp_path / "out")
    assert counts(summary) == (0, 0, 1)
    assert f"zip://desk/people.xml::{tmp_path / 'news.zip'}" in report(summary)[0]["error"]


def test_the_same_article_has_the_same_bytes_from_a_zip_file(tmp_path):
    news = lay(tmp_path / "news", 2, picture="wall.png")
    (news / "000/wall.png").write_bytes(png(7))
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as file:
        for path in news.rglob("*.*"):
            file.write(path, path.relative_to(news))
    run(news, tmp_path / "one")
    run(tmp_path / "news.zip", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_two_articles_of_one_name(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.xml").write_text(article(1))
    summary = run([tmp_path / "one", tmp_path / "two"], tmp_path / "out")
    assert counts(summary) == (1, 0, 1)
    assert "would be named a.*" in Path(summary.page).read_text("utf-8")
    first, second = report(summary)
    assert {first["status"], second["status"]} == {"done", "failed"}
    (failed,) = [line for line in (first, second) if line["status"] == "failed"]
    assert failed["source"] == str(tmp_path / "two/a.xml")
    assert failed["rule"] == "same-name"
    assert failed["error"].startswith(f"{tmp_path}/two/a.xml: its files would be named a.*")


def test_an_article_found_twice_stays_where_it_was_first(tmp_path):
    news, out = lay(tmp_path / "news", 11), tmp_path / "out"
    (news / "a00000.xml").write_text(article(99))
    assert counts(run([news, news / "000"], out)) == (12, 0, 0)
    assert {"a00000.html", "000/a00000.html"} < set(contents(out))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names in Unicode alone")
def test_a_name_that_is_not_utf_8(tmp_path):
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"
    for name in (b"caf\xe9.xml", b"th\xe9.xml"):
        (news / os.fsdecode(name)).write_text(article(9) if name < b"d" else "<TEI")
    summary = run(news, out)
    assert counts(summary) == (3, 0, 1)
    assert (out / os.fsdecode(b"caf\xe9.html")).exists()
    (bad,) = [line for line in report(summary) if line["status"] == "failed"]
    assert os.fsencode(bad["source"]).endswith(b"th\xe9.xml")
    assert "th\\udce9.xml" in Path(summary.page).read_text("utf-8")
    assert counts(run(news, out)) == (0, 3, 1)


def test_an_interrupted_run_is_resumed(tmp_path):
    news, out = lay(tmp_path / "news", 6, bad=(0,)), tmp_path / "out"
    seen: list[Progress] = []
    first = run(news, out, progress=seen.append, stop=lambda: len(seen) >= 3, jobs=1)
    assert first.interrupted
    assert first.waiting == 6 - len(seen)
    assert "Interrupted" in Path(first.page).read_text("utf-8")
    with pytest.raises(OptionError, match="other options"):
        run([], out, resume=True, to=["docx"])
    second = run([], out, resume=True)
    assert (second.done, second.failed, second.waiting) == (5, 1, 0)
    lines = report(second)
    assert len({line["source"] for line in lines}) == len(lines) == 6
    assert {line["status"] for line in lines} == {"done", "failed"}
    with pytest.raises(OptionError, match="no interrupted run"):
        run([], out, resume=True)


def test_progress_adds_up(tmp_path):
    seen: list[Progress] = []
    run(lay(tmp_path / "news", 4, bad=(1,)), tmp_path / "out", progress=seen.append)
    assert [now.settled for now in seen] == [1, 2, 3, 4]
    assert {now.total for now in seen} == {4}
    assert seen[-1].failed == 1


def test_two_batches_do_not_share_a_target(tmp_path):
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"

    def meddle(_):
        with pytest.raises(OutputError, match="Another batch writes to this target"):
            run(news, out)

    assert counts(run(news, out, progress=meddle)) == (2, 0, 0)


def test_wrong_use_is_said_before_anything_begins(tmp_path):
    news = lay(tmp_path / "news", 1)
    with pytest.raises(OptionError, match="no format 'odt'"):
        run(news, tmp_path / "out", to=["odt"])
    with pytest.raises(OutputError, match="zip file"):
        run(news, tmp_path / "out.zip")
    with pytest.raises(OptionError, match="does not exist"):
        run(tmp_path / "nowhere", tmp_path / "out")
    assert not contents(tmp_path / "out") if (tmp_path / "out").exists() else True


def test_a_damaged_state_is_said(tmp_path):
    news, out = lay(tmp_path / "news", 1), tmp_path / "out"
    (out / "_batch").mkdir(parents=True)
    (out / "_batch/state.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(OutputError, match="damaged"):
        run(news, out)


def test_what_only_this_process_sees_is_done_in_it():
    fsspec = pytest.importorskip("fsspec", reason="fsspec (extra remote) is not installed")
    store = fsspec.filesystem("memory")
    try:
        store.pipe_file("/news/2024/a.xml", article(1, picture="wall.png").encode())
        store.pipe_file("/news/2024/wall.png", png(3))
        summary = export_many(["memory://news"], "memory://out", to=["html"])
        assert counts(summary) == (1, 0, 0)
        assert b"data:image/png" in store.cat_file("/out/2024/a.html")
        assert b"Batch report" in store.cat_file("/out/_batch/report.html")
        assert counts(export_many(["memory://news"], "memory://out", to=["html"])) == (0, 1, 0)
        store.pipe_file("/news/2024/wall.png", png(4))
        assert counts(export_many(["memory://news"], "memory://out", to=["html"])) == (1, 0, 0)
        store.rm("/out/2024/a.html")
        assert counts(export_many(["memory://news"], "memory://out", to=["html"])) == (1, 0, 0)
    finally:
        for folder in ("/news", "/out"):
            store.rm(folder, recursive=True)


def test_a_file_that_an_option_names_is_a_change(tmp_path):
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"
    table = tmp_path / "ours.toml"
    table.write_text('[elements]\nseg = "keep"\n')
    assert counts(run(news, out, treatment=table)) == (2, 0, 0)
    assert counts(run(news, out, treatment=table)) == (0, 2, 0)
    table.write_text('[elements]\nab = "paragraph"\n')
    assert counts(run(news, out, treatment=table)) == (2, 0, 0)
    table.write_text('[elements]\nab = "nonsense"\n')
    with pytest.raises(OptionError, match="nonsense"):
        run(news, out, treatment=table)
    with pytest.raises(OptionError, match="no option 'colour'"):
        run(news, out, options={"html": {"colour": "red"}})
