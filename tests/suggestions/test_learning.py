"""What a newsroom's confirmed articles teach (extra ``[learn]``)."""

import subprocess
import sys

import pytest

from exporter.errors import InputError
from exporter.suggestions import annotate, learning, suggest
from tests.suggestions.drafts import article

pytest.importorskip("pycrfsuite", reason="python-crfsuite (extra learn) is not installed")

_TEXT = (
    "Ada Mills runs the harbour.",
    "Ada Mills said that the wall number {n} is old.",
    "Ada Mills believes the wall number {n} will fall.",
)
"""This newsroom marks beliefs as speech, which the rules alone would leave out."""


def _confirmed(number):
    source = article(*(t.format(n=number) for t in _TEXT))
    made = annotate(source, suggest(source, kinds=["speech", "person"]))
    confirmed = made.replace(b' resp="#draft"', b"")
    belief = f"the wall number {number} will fall".encode()
    said = b'<said who="#p.mills" direct="false">' + belief + b"</said>"
    return confirmed.replace(belief, said) if b"<said" in confirmed else confirmed


@pytest.fixture(scope="module")
def model():
    return learning.learn(_confirmed(n) for n in range(20))


def _spoken(model, text):
    source = article("Ben Okoye runs the ferry.", text)
    return [s.words for s in suggest(source, model=model) if s.kind == "speech"]


def test_what_was_confirmed_before_is_suggested(model):
    text = "Ben Okoye believes the ferry will sink."
    assert _spoken(None, text) == []
    assert _spoken(model, text) == ["the ferry will sink"]


def test_too_few_examples_are_refused():
    with pytest.raises(InputError, match="are needed"):
        learning.learn([_confirmed(1)])


def test_another_file_is_no_model():
    with pytest.raises(InputError, match="not a model"):
        suggest(article("x"), model=b"PK")


def test_the_command_learns_and_uses_it(tmp_path):
    folder = tmp_path / "confirmed"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.xml").write_bytes(_confirmed(number))
    (tmp_path / "a.txt").write_text("Ferry\n\nBen Okoye believes the ferry will sink.\n")
    command = [sys.executable, "-m", "exporter", "draft"]
    done = subprocess.run(
        [*command, "a.txt", "--learn", "confirmed", "--model", "ours.model"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "learned from 20 articles" in done.stderr
    assert (tmp_path / "ours.model").stat().st_size > 0
    assert "<said" in (tmp_path / "a.xml").read_text()
