"""Where a picture lies that an article names: beside it or below, never elsewhere."""

from __future__ import annotations

import pytest

from exporter.batch.storage import beside


@pytest.mark.parametrize(
    ("article", "name", "address"),
    [
        ("/news/a.xml", "wall.png", "/news/wall.png"),
        ("/news/a.xml", "images/two%20walls.png", "/news/images/two walls.png"),
        ("zip://news/a.xml::/kept.zip", "images/wall.png", "zip://news/images/wall.png::/kept.zip"),
        ("memory://news/a.xml", "wall.png", "memory://news/wall.png"),
        ("memory://news/a.xml::chained", "wall.png", "memory://news/wall.png::chained"),
    ],
)
def test_beside(article: str, name: str, address: str) -> None:
    assert beside(article, name) == address


@pytest.mark.parametrize("article", ["/news/a.xml", "zip://news/a.xml::/k.zip", "memory://n/a.xml"])
@pytest.mark.parametrize(
    "name",
    [
        "../wall.png",
        "images/../../wall.png",
        "images%2F..%2F..%2Fwall.png",
        "..\\wall.png",
        "images\\..\\..\\wall.png",
        "/etc/wall.png",
        "\\\\host\\wall.png",
        "https://a.example/wall.png",
        "//a.example/wall.png",
        "http://[",
        "wall.png%00",
        "",
        "#wall",
    ],
)
def test_not_beside(article: str, name: str) -> None:
    assert beside(article, name) is None
