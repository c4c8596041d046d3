"""Addresses as Word will open them."""

from __future__ import annotations

import pytest

from exporter.docx.hyperlinks import address


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example/two words", "https://a.example/two%20words"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%C3%A9", "https://a.example/%C3%A9"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("chapter2.xml", "chapter2.xml"),
        (" https://a.example/\n", "https://a.example/"),
    ],
)
def test_what_word_can_open(given: str, written: str) -> None:
    assert address(given) == written


@pytest.mark.parametrize(
    "given",
    [
        "",
        "javascript:alert(1)",
        "JavaScript :alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://[::1",
        "https://a.example:port/",
        "https://a.example/" + "x" * 2100,
    ],
)
def test_what_it_cannot_or_should_not(given: str) -> None:
    assert address(given) is None
