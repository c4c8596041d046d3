"""Who may ask for what: the names it answers to, the token, other sites, other files."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.files.resources import styles
from tests.batch.articles import png
from tests.workbench.pages import TOKEN, Page, article

MARK = {"type": "quote", "kind": "claim", "exact": "Work starts"}
GOOD = {"x-exporter-token": TOKEN}


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "desk" / "wall.xml"
    path.parent.mkdir()
    path.write_text(article(), encoding="utf-8")
    return Page(path)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-exporter-token": "another"},
        {**GOOD, "host": "evil.example"},
        {**GOOD, "host": "127.0.0.1.evil.example:8000"},
        {**GOOD, "origin": "https://evil.example"},
        {**GOOD, "origin": "null"},
        {**GOOD, "origin": "http://127.0.0.1:9000"},
        {**GOOD, "sec-fetch-site": "cross-site"},
        {**GOOD, "sec-fetch-site": "same-site"},
    ],
)
def test_a_change_of_another_site_is_refused(page, headers):
    before = page.text
    asked = {"version": page.version, "action": MARK}
    answer = page.ask("POST", "/change", json=asked, headers=headers)
    assert answer.status_code == 403
    assert set(answer.json()) == {"error", "what_to_do"}
    assert page.text == before


def test_a_change_of_the_page_itself_is_not(page):
    asked = {"version": page.version, "action": MARK}
    own = {**GOOD, "origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert page.ask("POST", "/change", json=asked, headers=own).status_code == 200
    assert page.ask("PUT", "/change", json=asked, headers=own).status_code == 405
    assert page.ask("POST", "/change", content=b"{", headers=own).status_code == 400
    wrong = {"version": page.version, "action": {"type": "dance"}}
    assert page.ask("POST", "/change", json=wrong, headers=own).status_code == 400
    huge = {**own, "content-length": str(2**40)}
    assert page.ask("POST", "/merge", content=b"x", headers=huge).status_code == 413


def test_other_names_are_not_answered(page):
    assert page.ask("GET", "/article", headers={"host": "evil.example"}).status_code == 403
    for host in ("localhost:1", "[::1]:1", "127.0.0.1"):
        assert page.ask("GET", "/article", headers={"host": host}).status_code == 200


def test_every_answer_carries_the_policy(page):
    for path in ("/article", "/nothing", "/assets/theme.css", "/picture/x.png"):
        headers = page.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_nothing_outside_the_folder_is_shown(page, tmp_path):
    (tmp_path / "secret.png").write_bytes(png(0))
    (page.path.parent / "wall.png").write_bytes(png(0))
    (page.path.parent / "link.png").symlink_to(tmp_path / "secret.png")
    assert page.ask("GET", "/picture/wall.png").headers["content-type"] == "image/png"
    for path in ("../secret.png", "%2e%2e/secret.png", "/etc/passwd", "wall.xml", "link.png"):
        assert page.ask("GET", f"/picture/{path}").status_code == 404, path
    for name in ("../html/page.css", "%2e%2e%2fhtml%2fpage.css", "server.toml", ".x"):
        assert page.ask("GET", f"/assets/{name}").status_code == 404, name


def test_nothing_is_written_through_a_link_that_lies_in_the_folder(page, tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    folder = page.path.parent
    (folder / ".wall.annotate.json").symlink_to(precious)
    page.mark("claim", "Work starts")
    assert (folder / ".wall.annotate.json").is_symlink()
    asked = {"formats": ["html"], "audience": "public", "theme": "newspaper"}
    (folder / "build").mkdir()
    (folder / "build" / "wall.html").symlink_to(precious)
    answer = page.ask("POST", "/export", json=asked, headers=GOOD)
    assert answer.status_code == 422
    assert "build/wall.html is a link" in answer.json()["error"]
    (folder / "build" / "wall.html").unlink()
    assert page.ask("POST", "/export", json=asked, headers=GOOD).json()["written"]
    (folder / "build" / "wall.html").unlink()
    (folder / "build").rmdir()
    (folder / "build").symlink_to(tmp_path)
    assert page.ask("POST", "/export", json=asked, headers=GOOD).status_code == 422
    assert precious.read_text(encoding="utf-8") == "mine"
    assert {each.name for each in tmp_path.iterdir()} == {"precious", folder.name}


def test_an_article_that_is_a_link_stays_one(tmp_path):
    real, link = tmp_path / "real.xml", tmp_path / "wall.xml"
    real.write_text(article(), encoding="utf-8")
    link.symlink_to(real)
    Page(link).mark("claim", "Work starts")
    assert link.is_symlink()
    assert "Work starts</seg>" in real.read_text(encoding="utf-8")


def test_read_only(tmp_path):
    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    page = Page(path, read_only=True)
    assert page.read()["read_only"]
    for where in ("/change", "/export", "/merge"):
        answer = page.ask("POST", where, json={}, headers=GOOD)
        assert answer.status_code == 403


@pytest.mark.skipif(
    not (styles() / "workbench/page.html").exists(), reason="the page's frame is not there"
)
def test_the_token_is_on_a_page_that_can_change_something(tmp_path):
    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    assert TOKEN in Page(path).ask("GET", "/").text
    assert TOKEN not in Page(path, read_only=True).ask("GET", "/").text


def test_what_is_in_the_article_is_words_and_no_markup(tmp_path):
    path = tmp_path / "wall.xml"
    body = (
        '<p>a &lt;script&gt;x&lt;/script&gt; <ref target="javascript:x">b</ref> '
        '<persName ref="#&quot;&gt;&lt;b&gt;">c</persName> <hi rend="&quot;x">d</hi></p>'
        '<figure><graphic url="https://evil.example/x.png"/><graphic url="a&quot;b.png"/></figure>'
    )
    path.write_text(article(body), encoding="utf-8")
    html = Page(path).read()["html"]
    assert "<script" not in html
    assert "javascript:" not in html
    assert "evil.example" not in html
    assert '"a"b' not in html
    assert "<b>" not in html


def test_the_language_of_the_interface(page):
    german = {"accept-language": "fr, de;q=0.9, en;q=0.5", **GOOD}
    assert page.ask("GET", "/words", headers=german).json()["lang"] == "de"
    asked = {"version": page.version, "action": MARK}
    told = page.ask("POST", "/change", json=asked, headers=german).json()
    assert told["said"] == "Behauptung markiert."
    assert 'data-label="Behauptung, ohne Status"' in "".join(told["blocks"].values())
