"""Web annotations: the selectors find what they quote; the shape is the model's."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import exporter
from exporter.annotations import render
from exporter.theme import load
from exporter.values import replace
from tests import judges
from tests.sample import edition, p, t

ARTICLE = Path(__file__).parents[1] / "source" / "north-korean-troops.xml"


@cache
def items() -> list[dict[str, Any]]:
    collection = json.loads(render(edition(), load()).data)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"])
    found: list[dict[str, Any]] = collection["first"]["items"]
    return found


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_every_span_of_the_text_is_annotated_once() -> None:
    ids = [one["id"].partition("#annotation-")[2] for one in items()]
    assert sorted(ids) == ["c1", "c2", "f1", "f2", "f3", "k1", "q1", "q2"]


@pytest.mark.parametrize("fragment", [False, True])
@pytest.mark.parametrize("name", ["article", "sample"])
def test_selectors_find_in_a_browser_what_they_quote(
    tmp_path: Path, name: str, fragment: bool
) -> None:
    made = edition() if name == "sample" else exporter.plan(exporter.read(ARTICLE))
    page = tmp_path / "page.html"
    page.write_bytes(exporter.render(made, "html", options={"fragment": fragment}).data)
    collection = json.loads(render(made, load()).data)
    with judges.opened(page) as browser:
        for annotation in collection["first"]["items"]:
            for target in targets(annotation):
                here, quote, inside = target["selector"]
                text = browser.evaluate(
                    "place => document.querySelector(place).textContent", inside["value"]
                )
                position = inside["refinedBy"]
                start, end = position["start"], position["end"]
                assert quote["exact"] == text[start:end]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                span = browser.evaluate(
                    "id => document.querySelector(`[id$='${id}']`).textContent", here["value"]
                )
                assert (
                    span in text[start:end]
                    or text[start:end] in span
                    or len(targets(annotation)) > 1
                )


def test_a_claim_in_two_parts_has_two_targets_and_one_across_paragraphs_has_one() -> None:
    parts = {one["id"].rpartition("-")[2]: targets(one) for one in items()}
    assert [part["selector"][1]["exact"] for part in parts["c1"]] == [
        "That is twice what we were told",
        "in 2023",
    ]
    assert [part["selector"][1]["exact"] for part in parts["c2"]] == [
        "start in May, she said.\nThe review "
    ]


def test_a_check_says_its_status_and_its_words() -> None:
    claim = next(one for one in items() if one["id"].endswith("-c2"))
    assert claim["motivation"] == "assessing"
    assert [body["value"] for body in claim["body"]] == [
        "Claim, not independently verified",
        "claim=open",
        "status=v.open",
        "Awaiting minutes.",
    ]


REQUIRED = {"id", "type", "motivation", "body", "target"}
PURPOSES = {"identifying", "classifying", "assessing", "editing", "tagging", "commenting"}


@pytest.mark.parametrize("at", range(8))
def test_an_annotation_has_what_the_model_asks_for(at: int) -> None:
    annotation = items()[at]
    assert set(annotation) >= REQUIRED
    assert annotation["type"] == "Annotation"
    for body in annotation["body"]:
        assert (body["type"], body["format"]) == ("TextualBody", "text/plain")
        assert body["purpose"] in PURPOSES
    for target in targets(annotation):
        assert target["type"] == "SpecificResource"
        assert target["source"]["id"].startswith("https://")
        kinds = [selector["type"] for selector in target["selector"]]
        assert kinds == ["FragmentSelector", "TextQuoteSelector", "CssSelector"]
        assert target["selector"][2]["refinedBy"]["type"] == "TextPositionSelector"


def test_an_article_without_address_or_spans_has_an_empty_collection() -> None:
    made = edition()
    meta = replace(made.meta, identifiers=())
    bare = replace(
        made, blocks=(p(*t("Plain.")),), article=replace(made.article, meta=meta), spans={}
    )
    collection = json.loads(render(bare, load()).data)
    assert collection["total"] == 0
    assert collection["id"].startswith("urn:uuid:")
