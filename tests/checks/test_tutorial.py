"""The tutorial's steps, followed to the letter, are valid."""

import re
from pathlib import Path

from exporter.checks import check
from exporter.notices import Severity

PAGE = (Path(__file__).parents[2] / "docs/start.md").read_text(encoding="utf-8")


def steps() -> str:
    """The spans of the steps under “Now yours”, filled with words that fit them."""
    part = PAGE.partition("## Now yours")[2].partition("\n## ")[0]
    tags = {tag: code for code, tag in re.findall(r"`(<(\w+) [^`]*>)`", part)}
    words = {"said": "“It leaks,”", "measure": "£4", "num": "29,000", "date": "10 April 2026"}
    spans = {tag: f"{tags[tag]}{text}</{tag}>" for tag, text in words.items()}
    claim = f"{tags['seg']}{spans['num']} litres and {spans['measure']}</seg>"
    text = f"{spans['said']} Ada Mills said. It lost {claim} on {spans['date']}."
    return text.replace('who="#…"', 'who="#p.mi"').replace('source="#…"', 'source="#s.int"')


def test_the_steps_of_the_tutorial_are_valid():
    harbour = re.search(r":caption: harbour.xml\n\n(.*?)```", PAGE, re.DOTALL)
    assert harbour is not None
    body = f'<p><persName ref="#p.mi">Ada Mills</persName> spoke. {steps()}</p>'
    mended = re.sub(r"<p><said.*?</p>", lambda _: body, harbour[1], flags=re.DOTALL)
    found = check(mended.encode())
    assert [n for n in found if n.severity is Severity.ERROR or n.rule == "schema"] == []
