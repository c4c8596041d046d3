"""Where marks begin and end along a line."""

from __future__ import annotations

from exporter.model import Emphasis, Generated, Inline, Link, Mark, NoteCall, Run, Span
from exporter.model.nesting import Branch, nest, steps

A, B = Span("claim", "a"), Span("speech", "b")
BOLD = Emphasis("bold")


def run(text: str, *marks: Mark) -> Run:
    return Run(text, marks)


def shown(*line: Inline) -> list[tuple[int, tuple[Mark, ...], Inline]]:
    return [(ended, tuple(begun), inline) for ended, begun, inline in steps(line)]


def test_a_mark_lasts_while_each_inline_has_it() -> None:
    one, two, three, four = run("1", A), NoteCall("n", marks=(A,)), run("3"), run("4", A)
    assert shown(one, two, three, four) == [
        (0, (A,), one), (0, (), two), (1, (), three), (0, (A,), four)
    ]  # fmt: skip


def test_the_mark_that_reaches_farthest_is_the_outer_one() -> None:
    first, second = run("1", B, A), run("2", A)
    assert shown(first, second) == [(0, (A, B), first), (1, (), second)]


def test_of_marks_that_reach_alike_the_first_is_the_outer_one_and_each_counts_once() -> None:
    only = run("1", B, A, B)
    assert shown(only) == [(0, (B, A), only)]


def test_a_mark_that_crosses_another_ends_with_it_and_begins_anew() -> None:
    one, two, three = run("1", A), run("2", A, B), run("3", B)
    assert shown(one, two, three) == [(0, (A,), one), (0, (B,), two), (2, (B,), three)]


def test_how_far_a_mark_reaches_is_told_within_those_around_it() -> None:
    line = run("1", A), run("2", A, BOLD, B), run("3", B)
    assert [tuple(begun) for _, begun, _ in steps(line)] == [(A,), (BOLD, B), (B,)]


def test_marks_of_other_kinds_are_left_alone() -> None:
    line = run("1", Generated(), A), run("2", Generated())
    assert [(ended, tuple(begun)) for ended, begun, _ in steps(line, {Span})] == [
        (0, (A,)),
        (1, ()),
    ]


def test_branches_are_the_same_as_a_tree() -> None:
    one, two, three = run("1", A, Link("#x")), run("2", A), run("3")
    inner = Branch(Link("#x"), (one,))
    assert nest((one, two, three)) == (Branch(A, (inner, two)), three)
    assert nest((one, two, three), {Link}) == (inner, two, three)
    assert nest((three,)) == (three,)
