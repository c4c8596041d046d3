"""What the checking desk reads: comments at the claims."""

from __future__ import annotations

from exporter.notices import Notice, Severity
from tests import sample
from tests.docx.opened import find, names, paragraphs, part, written


def test_remarks_of_the_checking_desk_stand_at_the_claims() -> None:
    made = written(review=True)
    texts = [text for _, text in paragraphs(made, "word/comments.xml")]
    assert "Claim, supported" not in texts, "nothing is to be done there"
    assert texts[0].startswith("Claim, not independently verified")
    assert "Look for a second source" in " ".join(texts)
    assert "Not independently verified. Awaiting minutes." in texts
    authors = find(part(made, "word/comments.xml"), "w:comment/@w:author")
    assert authors == ["Checking desk"]
    assert "word/comments.xml" not in names(written())


def commented(made: bytes) -> dict[str, list[str]]:
    """The comments, by the text they stand at."""
    document, out = part(made), dict[str, list[str]]()
    for comment in find(part(made, "word/comments.xml"), "w:comment"):
        ident = find(comment, "@w:id")[0]
        after = f"preceding::w:commentRangeStart[@w:id={ident}]"
        before = f"following::w:commentRangeEnd[@w:id={ident}]"
        at = "".join(find(document, f"//w:body//w:t[{after} and {before}]/text()"))
        out.setdefault(at, []).append("".join(find(comment, ".//w:t/text()")))
    return out


def test_what_the_rules_found_stands_at_the_span_it_is_about() -> None:
    claim = Notice("one-source", Severity.WARNING, "The claim #c1 has one source.", line=999)
    speech = Notice("no-office", Severity.INFO, "Nothing is said of #p.mi.", fix="Say it.")
    line = Notice("rough", Severity.WARNING, "The figure is rough.", line=41)
    whole = Notice("no-date", Severity.ERROR, "There is no date.", "desk/harbour.xml", 7)
    remark = Notice("idle", Severity.INFO, "Nothing to do.", "desk/harbour.xml", 8)
    article = sample.edition().article
    said = commented(written(review=True, report=(claim, speech, line, whole, remark)))
    assert (
        said["That is twice what we were told"][-1] == "The claim #c1 has one source. [one-source]"
    )
    assert said[article.speeches["q1"].text] == ["Nothing is said of #p.mi. Say it. [no-office]"]
    assert said[article.figures["f1"].text] == ["The figure is rough. [rough]"]
    title = "Harbour wall to cost twice the estimate"
    assert said[title] == ["harbour.xml:7: There is no date. [no-date]"]
    assert not any("Nothing to do." in text for texts in said.values() for text in texts)
