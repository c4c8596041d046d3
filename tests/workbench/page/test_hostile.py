"""Articles and requests that mean harm: nothing of them is run, and others are answered."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench.page.articles import DRAFTED, MARKED
from tests.workbench.page.editor import editing
from tests.workbench.page.serving import Server
from tests.workbench.page.tasks import ByCaret

_HARM = "&quot;&gt;&lt;img src=x onerror=harm()&gt;&lt;script&gt;harm()&lt;/script&gt;&apos;"
HOSTILE = (
    MARKED.replace("<title>Ferry waited", f"<title>{_HARM}Ferry waited")
    .replace("<head>Ferry", f"<head>{_HARM}Ferry")
    .replace("<persName>Hanna Kray", f"<persName>{_HARM}Hanna Kray")
    .replace("<occupation>ferry", f"<occupation>{_HARM}ferry")
    .replace("<orgName>Sound Line</orgName></org>", f"<orgName>{_HARM}</orgName></org>")
    .replace("<placeName>Molen", f"<placeName>{_HARM}Molen")
    .replace("<title>Log of", f"<title>{_HARM}Log of")
    .replace("<catDesc>Supported", f"<catDesc>{_HARM}Supported")
    .replace('unit="minute"', f'unit="{_HARM}" commodity="{_HARM}"')
    .replace('quantity="46"', f'quantity="{_HARM}"')
    .replace('ref="#p.osei">Kofi', f'ref="#p.osei {_HARM}" rend="{_HARM}" key="{_HARM}">Kofi')
    .replace("<p>About", f'<p rend="{_HARM}" n="{_HARM}">About')
    .replace("<p>It was", f'<p xml:lang="{_HARM}" style="background: url(x);{_HARM}">It was')
    .replace(
        "than forty years.",
        f'than forty years.<note place="{_HARM}">{_HARM}</note><ref target="javascript:harm()">'
        f'{_HARM}</ref><figure><graphic url="{_HARM}"/><figDesc>{_HARM}</figDesc></figure>',
    )
)  # fmt: skip


_OPEN = "() => document.querySelectorAll('#panel details').forEach(each => { each.open = true })"


def test_nothing_that_an_article_says_is_run(tmp_path: Path) -> None:
    with editing(tmp_path, HOSTILE) as editor:
        page = editor.page
        page.evaluate("() => { window.harmed = 0; window.harm = () => { window.harmed += 1; } }")
        for words in ("64 minutes", "called twice", "tug was ready", "Kofi Osei"):
            ByCaret(editor).look(words)
            page.evaluate(_OPEN)
            editor.press("Escape")
        for tab in ("find", "suggestions", "indexes", "copies"):
            page.click(f"#tab-{tab}")
            page.wait_for_timeout(400)
            page.evaluate(_OPEN)
        page.fill("#words", "Ferry", force=True)
        found = page.evaluate(
            "() => ({harmed: window.harmed, scripts: document.querySelectorAll('script').length,"
            " handlers: [...document.querySelectorAll('*')].filter(each => [...each.attributes]"
            ".some(it => it.name.startsWith('on') || /^\\s*javascript:/i.test(it.value))).length,"
            " styles: document.querySelectorAll('[style],style').length,"
            " pictures: document.querySelectorAll('#text img[src=x], #panel img').length})"
        )
        assert found == {"harmed": 0, "scripts": 1, "handlers": 0, "styles": 0, "pictures": 0}


def test_what_is_typed_is_words_in_the_article(tmp_path: Path) -> None:
    with editing(tmp_path, DRAFTED) as editor:
        editor.choose("forty years")
        editor.press("n")
        editor.page.wait_for_selector("dialog[open]")
        editor.type("<img src=x onerror=alert(1)> & ]]> <p>")
        editor.tab_to("dialog[open] button.main")
        editor.press("Enter")
        editor.settle()
        text = editor.file.read_text(encoding="utf-8")
        assert ">&lt;img src=x onerror=alert(1)" in text
        assert "<img" not in text
        assert "&amp; ]]&gt; &lt;p" in text
        assert editor.page.locator("#text img[src=x]").count() == 0


def asked(server: Server, request: str) -> socket.socket:
    """A connection on which so much was sent."""
    made = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    made.sendall(request.replace("\n", "\r\n").encode())
    return made


def status(made: socket.socket) -> int:
    with made:
        return int(made.recv(4096).split(b" ")[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    file = tmp_path / "article.xml"
    file.write_text(MARKED, encoding="utf-8")
    made = Server(file)
    yield made
    made.stop()


_POST = "POST /change HTTP/1.1\nHost: 127.0.0.1:{port}\nX-Exporter-Token: token\n"
_GET = "GET /article HTTP/1.1\nHost: 127.0.0.1:{port}\nConnection: close\n\n"


def test_a_body_that_does_not_come_keeps_nobody_waiting(server: Server) -> None:
    slow = [
        asked(server, _POST.format(port=server.port) + "Content-Length: 1000\n\n{")
        for _ in range(60)
    ]
    assert status(asked(server, _GET.format(port=server.port))) == 200
    for each in slow:
        each.close()
    assert status(asked(server, _GET.format(port=server.port))) == 200


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("Transfer-Encoding: chunked\n\n5\n{}   \n0\n\n", 411),
        ("Content-Length: -1\n\n", 400),
        ("Content-Length: 99999999999999999999\n\n", 413),
        ("Content-Length: 2\nContent-Length: 3\n\n{}x", 400),
        ("Content-Length: 4\n\n\x00{}\x00", 400),
        (f"Content-Length: 200000\n\n{'[' * 200000}", 400),
    ],
    ids=["no length", "negative", "huge", "two lengths", "no JSON", "deep"],
)  # fmt: skip
def test_bodies_that_mean_harm_are_refused(server: Server, rest: str, wanted: int) -> None:
    made = asked(server, _POST.format(port=server.port) + rest)
    assert status(made) == wanted
    assert server.article.read_text(encoding="utf-8") == MARKED
    assert status(asked(server, _GET.format(port=server.port))) == 200
