"""Our own article: the check shows what the article means to show, and nothing else."""

from pathlib import Path

from exporter.checks import check

ARTICLE = Path(__file__).parents[2] / "source/north-korean-troops.xml"

MEANT = [
    ("claim-unattributed", "#c06"),  # the month of the incursion: nobody is named for it
    ("claim-contested", "#c06"),  # … and it is printed as disputed
    ("claim-unattributed", "#c22"),  # “are believed to be”: by whom, the report does not say
]


def test_the_check_shows_what_the_article_means_to_show():
    found = list(check(ARTICLE))
    assert [(notice.rule, notice.message.split()[2]) for notice in found] == MEANT
    lines = ARTICLE.read_text(encoding="utf-8").splitlines()
    for notice in found:
        assert 'xml:id="c' in "".join(lines[notice.line - 1 : notice.line + 1])


def test_the_public_copy_has_nothing_more_to_show():
    public = check(ARTICLE, audience="public")
    assert {notice.rule for notice in public} == {rule for rule, _ in MEANT}
