"""Our own article: the check shows what the article means to show, and nothing else."""

from pathlib import Path

from exporter.checks import check

ARTICLE = Path(__file__).parents[2] / "source/north-korean-troops.xml"

MEANT = [
    ("unmarked-number", ""),  # a note's sum: the figures that it is made of are marked above
    ("claim-unattributed", "#c06"),  # the month of the incursion: nobody is named for it
    ("claim-contested", "#c06"),  # … and it is printed as disputed
    ("supported-without-record", "#c02"),  # what anybody can look up has no record
    ("supported-without-record", "#c10"),
    ("supported-without-record", "#c11"),
    ("claim-unattributed", "#c22"),  # “are believed to be”: by whom, the report does not say
    ("supported-without-record", "#c28"),
]


def about(message: str) -> str:
    return next((word for word in message.split() if word.startswith("#c")), "")


def test_the_check_shows_what_the_article_means_to_show():
    found = list(check(ARTICLE))
    assert [(notice.rule, about(notice.message)) for notice in found] == MEANT
    lines = ARTICLE.read_text(encoding="utf-8").splitlines()
    for notice in found:
        assert notice.line
        assert about(notice.message)[1:] in "".join(lines[notice.line - 2 : notice.line + 1])


def test_the_public_copy_has_nothing_more_to_show():
    public = check(ARTICLE, audience="public")
    assert {notice.rule for notice in public} == {rule for rule, _ in MEANT}
