"""Which pointers lead nowhere, and which ids are given twice: the reader and the rules agree."""

from __future__ import annotations

import pytest

from exporter import check, read
from exporter.tei.tree.pointers import holds_pointers, local_target
from tests.tei.sketch import rules, tei

EXAMPLE = '<egXML xmlns="http://www.tei-c.org/ns/Examples">{}</egXML>'
POINTING = EXAMPLE.format('<p corresp="#nowhere">b</p>')
NAMED = EXAMPLE.format('<p xml:id="x">b</p>')


@pytest.mark.parametrize(
    ("token", "target"),
    [
        ("#c1", "c1"),
        ("#c%20one", "c one"),
        ("#", ""),
        ("#internal", None),
        ("#xpath(//p)", None),
        ("c1", None),
        ("other.xml#c1", None),
    ],
)
def test_the_id_that_a_pointer_names(token: str, target: str | None) -> None:
    assert local_target(token) == target


def test_a_sign_is_no_pointer() -> None:
    assert holds_pointers("target")
    assert holds_pointers("corresp")
    assert not holds_pointers("n")
    assert not holds_pointers("style")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<p>a <ref target="#nowhere">b</ref></p>', "dangling-pointer"),
        ('<p>a <seg corresp="#">b</seg></p>', "dangling-pointer"),
        ('<p>a <seg n="#3" style="color: #fff">b</seg></p>', ""),
        ('<p>a <seg ana="#internal">b</seg> c</p>', ""),
        ('<p xml:id="x">a</p><p xml:id="x">b</p>', "duplicate-id"),
        (f"<p>a {POINTING}</p>", ""),
        (f'<p xml:id="x">a {NAMED}</p>', ""),
    ],
)
def test_reader_and_rules_agree(body: str, rule: str) -> None:
    source = tei(body)
    ours = {"dangling-pointer", "duplicate-id"}
    assert ours & set(rules(read(source))) == ({rule} if rule else set())
    assert ours & {notice.rule for notice in check(source)} == ({rule} if rule else set())
