"""Sources → (address, stem): folders, globs, lists, zip files, stores."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from exporter.batch import export_many, storage
from exporter.batch.discovery import Found, articles
from exporter.errors import InputError, OptionError
from tests.batch.articles import article


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """``news/`` with three articles, a picture, and files that are no articles."""
    for name in ("2024/a.xml", "2024/b.xml", "2025/a.tei"):
        file = tmp_path / "news" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<TEI/>")
    for name in ("2024/wall.jpg", "2024/.hidden.xml", ".git/c.xml", "_batch/d.xml"):
        file = tmp_path / "news" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stems(*sources, **options):
    return [found.stem for found in articles(sources, **options)]


@pytest.mark.usefixtures("archive")
def test_a_folder_keeps_its_shape():
    assert stems("news") == ["2024/a", "2024/b", "2025/a"]
    assert [found.source for found in articles(["news/2025"])] == ["news/2025/a.tei"]


@pytest.mark.usefixtures("archive")
def test_a_glob_keeps_the_path_below_its_fixed_part():
    assert stems("news/*/a.*") == ["2024/a", "2025/a"]
    assert stems("news/2024/*.xml") == ["a", "b"]
    assert stems("news/**/*.tei") == ["2025/a"]


@pytest.mark.usefixtures("archive")
def test_an_article_is_put_by_its_name():
    assert stems("news/2024/a.xml", "news/2024/b.xml") == ["a", "b"]


def test_a_list_keeps_what_it_writes(archive):
    (archive / "list.txt").write_text("# two\nnews/2024/b.xml\n\nnews/2025\n./news/2024/a.xml\n")
    assert stems("list.txt") == ["news/2024/b", "a", "news/2024/a"]


@pytest.mark.usefixtures("archive")
def test_a_list_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"news/2024/a.xml\n")))
    assert stems("-") == ["news/2024/a"]


@pytest.mark.usefixtures("archive")
def test_a_zip_file():
    with zipfile.ZipFile("news.zip", "w") as file:
        file.write("news/2024/a.xml", "2024/a.xml")
        file.write("news/2024/wall.jpg", "2024/wall.jpg")
        file.writestr("__MACOSX/2024/._a.xml", "")
    assert list(articles(["news.zip"])) == [Found("zip://2024/a.xml::news.zip", "2024/a")]


@pytest.mark.usefixtures("archive")
def test_a_store():
    fsspec = pytest.importorskip("fsspec", reason="fsspec (extra remote) is not installed")
    store = fsspec.filesystem("memory")
    for name in ("2024/a.xml", "2025/b.xml", "2025/wall.jpg"):
        store.pipe_file(f"/news/{name}", b"<TEI/>")
    try:
        assert stems("memory://news") == ["2024/a", "2025/b"]
        assert stems("memory://news/2025/b.xml") == ["b"]
        assert stems("memory://news/*/*.xml") == ["2024/a", "2025/b"]
        for found in articles(["memory://news"]):
            assert store.cat_file(found.source) == b"<TEI/>"
        with pytest.raises(OptionError, match=r"does not exist|holds no article"):
            stems("memory://nowhere")
    finally:
        store.rm("/news", recursive=True)


def test_the_target_is_passed_over(archive):
    (archive / "news/out").mkdir()
    (archive / "news/out/x.xml").write_text("")
    assert "out/x" not in stems("news", leave="news/out")


def test_what_is_not_there_is_said(archive):
    with pytest.raises(OptionError, match=r"nowhere does not exist"):
        stems("nowhere")
    (archive / "empty").mkdir()
    with pytest.raises(OptionError, match="empty holds no article"):
        stems("empty")
    (archive / "broken.zip").write_bytes(b"no zip")
    with pytest.raises(InputError, match=r"broken\.zip: The archive cannot be read"):
        stems("broken.zip")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (b"# ours\nlist.txt\n", r"^list\.txt:2: The list names itself"),
        (b"other.txt\n", r"^other\.txt:1: The list names itself"),
        ("# älter\n".encode("latin-1"), r"^list\.txt:1: The list is not UTF-8"),
        (b"news\n\nnowhere\n", r"^list\.txt:3: nowhere does not exist"),
    ],
)
@pytest.mark.usefixtures("archive")
def test_a_list_that_cannot_be_followed(lines, said):
    Path("list.txt").write_bytes(lines)
    Path("other.txt").write_bytes(b"list.txt\n")
    with pytest.raises((InputError, OptionError), match=said):
        stems("list.txt")


@pytest.mark.usefixtures("archive")
def test_a_folder_that_cannot_be_listed_costs_only_itself(monkeypatch):
    """As for a user who may not read it; root may read all."""

    def scandir(folder, scandir=os.scandir):
        if Path(folder) == Path("news/2024"):
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    closed, good = articles(["news"])
    assert (closed.source, good.source) == ("news/2024", "news/2025/a.tei")
    assert closed.error.startswith("the folder cannot be listed: permission denied. Change")


@pytest.mark.usefixtures("archive")
def test_what_leads_out_of_a_zip_file_is_reported():
    with zipfile.ZipFile("news.zip", "w") as file:
        for name in ("../../evil.xml", "a.xml"):
            file.writestr(name, "<TEI/>")
    evil, good = articles(["news.zip"])
    assert evil.error.startswith("its name leads out of the zip file")
    assert (good.stem, good.error) == ("a", "")


class Locked:
    """A store that raises an error of its own kind, whatever is asked of it."""

    protocol = ("s3",)

    def __getattr__(self, name):
        raise RuntimeError("Unable to locate credentials")


@pytest.mark.parametrize(("source", "target"), [("s3://news/a", "out"), ("a.xml", "s3://news/out")])
def test_a_store_that_lets_nobody_in(tmp_path, monkeypatch, source, target):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text(article(1))
    monkeypatch.setattr(storage, "filesystem", lambda address: (Locked(), address[5:]))
    with pytest.raises(InputError, match=r"Unable to locate credentials\. Check the address and"):
        export_many([source], target, to=["html"], jobs=1)
