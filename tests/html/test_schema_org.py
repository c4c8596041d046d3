"""What search engines are told: nothing that schema.org does not know, no rating nobody gave."""

from __future__ import annotations

from typing import Any

import pytest

from exporter import model as m
from exporter.html.schema_org import describe
from exporter.sourcing import plan
from tests.judges.schema_org import schema_dts
from tests.sourcing.build import STATUSES, article, claim, figure, note, speech

SOURCES = (
    m.Source("a", "document", title="Minutes", cited="12", cited_unit="page", publisher="Board"),
    m.Source("b", "news", (m.Author("Ada Mills", "p.mi"),), "A report", container="Courier",
             original="https://courier.example/1", archived="https://archive.example/1"),
    m.Source("c", "dataset", date=m.DateValue(when="2026-01")),
)  # fmt: skip


def check_of(status: str, **rest: Any) -> tuple[m.Verification, ...]:
    return (
        m.Verification("v", ("c1",), status, by=(m.Author("Desk"),), when="2026-03-01", **rest),
    )


def described(status: str = "", **rest: Any) -> dict[str, Any]:
    made = article(
        "{q1:One} {c1:two} {f1:10 km} {k1:four}.^n1^",
        claims=[claim("c1", "a", "b", "c", status=status, **rest)],
        speeches=[speech("q1", "p.mi", "b")],
        figures=[figure("f1", "c")],
        corrections=[m.Correction("k1", "four", "five", "2026-03-04", "A slip.")],
        notes=[note("n1", "A note.")],
        sources=SOURCES,
        meta=m.Metadata("T", publisher="Courier", licence="https://courier.example/rights"),
    )
    return describe(plan(made), "https://courier.example/2")


def test_a_description_has_no_property_that_its_types_have_not() -> None:
    nodes = [described(), *(described(status) for status in STATUSES)]
    assert schema_dts(*nodes, described(verifications=check_of("open"))) == []


def test_the_judge_reports_a_property_of_another_type() -> None:
    node = described("ok")
    node["citation"][0]["pagination"] = "12"
    assert any("pagination" in error for error in schema_dts(node))


@pytest.mark.parametrize(
    ("status", "rating"), [("ok", 5), ("disputed", 2), ("open", None), ("", None)]
)
def test_a_claim_is_rated_only_where_somebody_judged(status: str, rating: int | None) -> None:
    reviews = described(status).get("subjectOf", [])
    assert [review["reviewRating"]["ratingValue"] for review in reviews] == [rating] * bool(rating)


def test_a_check_without_a_result_is_told_without_a_rating() -> None:
    (review,) = described(verifications=check_of("open"))["subjectOf"]
    assert "reviewRating" not in review


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("-0043-03-15", "-0042-03-15"), ("-0001", "0000"), ("2026-01", "2026-01"),
        ("--05-12", None), ("---05", None), ("14:30:00", None),
    ],
)  # fmt: skip
def test_dates_are_those_of_iso_8601(when: str, told: str | None) -> None:
    """It has a year 0, and none of its dates lacks a year."""
    made = article("{c1:two}", claims=[claim("c1", "a")], sources=(
        m.Source("a", "document", title="Minutes", date=m.DateValue(when=when)),
    ))  # fmt: skip
    (source,) = describe(plan(made), "https://courier.example/2")["citation"]
    assert source.get("datePublished") == told
