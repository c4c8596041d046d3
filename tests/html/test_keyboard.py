"""End to end in Chromium, by keyboard alone and with script switched off for the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from exporter.html import render
from exporter.theme import load
from tests.html.pages import fragment, page
from tests.judges.browser import opened, printed
from tests.judges.pdf import text_from_pdf
from tests.sample import edition


@pytest.fixture
def window() -> Iterator[Any]:
    with opened(page(), width=1000, height=700) as found:
        yield found


def focused(window: Any, attribute: str) -> str:
    found: str = window.evaluate(f"document.activeElement.getAttribute({attribute!r}) ?? ''")
    return found


def tab_to(window: Any, selector: str) -> None:
    for _ in range(80):
        window.keyboard.press("Tab")
        if window.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"no way to {selector} by keyboard")


def test_the_first_stop_is_the_skip_link_and_it_skips(window: Any) -> None:
    window.keyboard.press("Tab")
    assert window.locator(".skip").bounding_box()["width"] > 24
    assert focused(window, "href") == "#text"
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert focused(window, "id") == "call-n1"


def test_a_note_opens_in_place_is_followed_and_left(window: Any) -> None:
    tab_to(window, "#call-n3")
    before = window.evaluate("scrollY")
    window.keyboard.press("Enter")
    note = window.locator("#n3")
    box = note.bounding_box()
    assert window.evaluate("scrollY") == before
    assert 0 < box["y"] < box["y"] + box["height"] <= 701
    assert note.evaluate("e => getComputedStyle(e).position") == "fixed"
    window.keyboard.press("Tab")
    assert focused(window, "href") == "https://audit.example/r7"
    window.keyboard.press("Tab")
    assert focused(window, "role") == "doc-backlink"
    worded = "getComputedStyle(document.activeElement, '::after').content"
    assert "back to text, note 3" in window.evaluate(worded).replace("\xa0", " ")
    window.keyboard.press("Enter")
    assert focused(window, "id") == "call-n3"
    assert note.evaluate("e => getComputedStyle(e).position") == "static"


def test_the_browsers_way_back_closes_a_note(window: Any) -> None:
    tab_to(window, "#call-n3")
    window.keyboard.press("Enter")
    window.go_back()
    assert window.locator("#n3").evaluate("e => getComputedStyle(e).position") == "static"


def test_a_claim_leads_to_its_entry_and_back(window: Any) -> None:
    tab_to(window, "a.status.supported")
    window.keyboard.press("Enter")
    assert window.evaluate("location.hash") == "#entry-c1"
    window.keyboard.press("Tab")
    assert focused(window, "href") == "#c1"


LAYERS = (
    ("speech", "q1", "backgroundColor", "rgba(0, 0, 0, 0)"),
    ("figure", "f1", "fontWeight", "400"),
    ("claim", "c1", "textDecorationLine", "none"),
)


@pytest.mark.parametrize(("kind", "span", "style", "hidden"), LAYERS)
def test_a_layer_is_switched_off_and_on(
    window: Any, kind: str, span: str, style: str, hidden: str
) -> None:
    found = window.locator(f"#{span}")
    look = f"e => getComputedStyle(e).{style}"
    assert found.evaluate(look) == hidden, "a public copy is quiet"
    tab_to(window, f"#show-{kind}")
    window.keyboard.press("Space")
    assert found.evaluate(look) != hidden
    window.keyboard.press("Space")
    assert found.evaluate(look) == hidden


@pytest.mark.parametrize(("kind", "span", "style", "hidden"), LAYERS)
def test_a_full_copy_shows_all_until_a_switch_is_off(
    kind: str, span: str, style: str, hidden: str
) -> None:
    with opened(render(edition(), load("newspaper", "full")).data) as window:
        found = window.locator(f"#{span}")
        assert found.evaluate(f"e => getComputedStyle(e).{style}") != hidden
        window.locator(f"#show-{kind}").uncheck()
        assert found.evaluate(f"e => getComputedStyle(e).{style}") == hidden


def test_claims_are_filtered_by_status(window: Any) -> None:
    window.locator(".claims summary").press("Enter")
    tab_to(window, "#filter-all")
    window.keyboard.press("ArrowDown")
    assert window.locator("#entry-c1").is_visible()
    assert not window.locator("#entry-c2").is_visible()


@pytest.fixture(scope="module")
def host() -> bytes:
    """Somebody else's page with two articles on it."""
    fragments = [fragment(prefix=prefix, source=False).data for prefix in ("a-", "b-")]
    plain = fragment(source=False).data
    head = b'<!DOCTYPE html><html lang="en"><head><title>CMS</title></head><body>\n'
    return b"".join((head, *fragments, plain, b"</body></html>"))


PREFIXES = ("a-", "b-", "article-")


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(("kind", "span", "style", "hidden"), LAYERS)
def test_a_switch_of_a_fragment_moves_its_own_article_alone(
    host: bytes, prefix: str, kind: str, span: str, style: str, hidden: str
) -> None:
    with opened(host) as window:

        def looks() -> list[str]:
            look = f"e => getComputedStyle(e).{style}"
            return [window.locator(f"#{one}{span}").evaluate(look) for one in PREFIXES]

        assert looks() == [hidden] * len(PREFIXES)
        window.locator(f"#{prefix}show-{kind}").check()
        assert [look != hidden for look in looks()] == [one == prefix for one in PREFIXES]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_filter_of_a_fragment_moves_its_own_article_alone(host: bytes, prefix: str) -> None:
    with opened(host) as window:
        window.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
        window.locator(f"#{prefix}filter-open").check()
        shown = [window.locator(f"#{one}entry-c1").is_visible() for one in PREFIXES]
        assert shown == [one != prefix for one in PREFIXES]
        assert all(window.locator(f"#{one}entry-c2").is_visible() for one in PREFIXES)


def test_focus_is_seen_wherever_it_goes(window: Any) -> None:
    for _ in range(30):
        window.keyboard.press("Tab")
        width = window.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2


@pytest.mark.parametrize("link", ["#call-n1", "#call-n3", "a.status.supported"])
def test_a_link_in_the_line_answers_in_24_pixels_of_height(window: Any, link: str) -> None:
    window.locator(link).first.scroll_into_view_if_needed()
    hit = """link => {
        const box = link.getBoundingClientRect(), middle = box.y + box.height / 2;
        return [-11, 0, 11].every(up =>
            document.elementFromPoint(box.x + box.width / 2, middle + up) === link);
    }"""
    assert window.locator(link).first.evaluate(hit)


def test_the_policy_lets_in_the_page_and_nothing_else() -> None:
    """The one test that leaves the content security policy on."""
    with opened(page()) as bypassed:
        context = bypassed.context.browser.new_context()
        window = context.new_page()
        said: list[str] = []
        window.on("console", lambda message: said.append(message.text))
        window.goto(bypassed.url)
        assert said == []
        assert window.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
        assert window.evaluate("document.querySelector('figure img').naturalWidth") == 120
        window.evaluate("document.body.append(Object.assign(new Image(), {src: '/x.png'}))")
        window.wait_for_timeout(100)
        assert any("Content Security Policy" in text for text in said)
        context.close()


def test_it_prints_as_pages_with_the_notes_in_their_list() -> None:
    data = printed(page())
    assert data.startswith(b"%PDF")
    shown = text_from_pdf(data)
    assert "Page 1 of" in shown
    assert "Nessport" in shown
    with opened(page(), media="print") as window:
        window.goto(f"{window.url}#n3")
        assert window.locator("#n3").evaluate("e => getComputedStyle(e).position") == "static"
        assert not window.locator(".layers fieldset").is_visible()
