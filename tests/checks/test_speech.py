"""Quotation marks: where they must stand, and where they must not."""

import pytest

from exporter.checks import check
from tests.checks.small import HEAD, article

STAND_OFF = (
    '<standOff><listPerson><person xml:id="p.a"><persName>A</persName></person></listPerson>'
    "</standOff>\n"
)
MARKS = '<encodingDesc><editorialDecl><quotation marks="{}"/></editorialDecl></encodingDesc>'


def found(body: str, marks: str = "all") -> list[str]:
    paragraph = f'<p><persName ref="#p.a">A</persName>: {body}</p>'
    source = article(paragraph, STAND_OFF).decode()
    declared = MARKS.format(marks) if marks else ""
    assert "</teiHeader>" in HEAD
    source = source.replace("</teiHeader>", f"{declared}</teiHeader>")
    return [notice.rule for notice in check(source.encode())]


def said(words: str, direct: str = "true", more: str = "") -> str:
    return f'<said who="#p.a" direct="{direct}"{more}>{words}</said>'


@pytest.mark.parametrize(
    "body",
    [
        said("“It is.”"),
        said("„Ja“"),
        said("« Oui », "),
        f"“{said('It is')}.”",
        said("— Il est là."),
        said("“It is”<note>Or is it</note>"),
        said("“It", more=' xml:id="a" next="#b"')
        + " "
        + said("is.”", more=' xml:id="b" prev="#a"'),
        '<q who="#p.a">“It is”</q>',
        said("that it is", "false"),
        said(f"that it is {said('“so”')}", "false"),
        said("that it’s A’s", "false"),
    ],
)
def test_marks_that_tell_the_truth(body: str):
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (said("It is."), "direct-speech-unquoted"),
        (said("“It is."), "direct-speech-unquoted"),
        ('<q who="#p.a">It is</q>', "direct-speech-unquoted"),
        (said("“that it is”", "false"), "reported-speech-quoted"),
        (said("that it “is”", "false"), "reported-speech-quoted"),
    ],
)
def test_marks_that_do_not(body: str, rule: str):
    assert found(body) == [rule]


def test_where_the_header_says_there_are_none_none_are_asked_for():
    assert found(said("It is."), "none") == []


def test_where_the_header_is_silent_the_text_must_agree_with_itself():
    assert found(said("It is."), "") == []
    assert found(said("“It is.”") + said("It is."), "") == ["direct-speech-unquoted"]
