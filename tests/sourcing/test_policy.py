"""What may be chosen, and what is refused at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exporter.errors import OptionError
from exporter.sourcing import Policy


@pytest.mark.parametrize(
    "tag",
    [
        *("", "de", "en-GB", "zh-Hant-TW", "zh-yue", "sl-rozaj-biske", "de-CH-1901", "es-419"),
        *("en-a-bbb-x-a", "x-house", "ja-Latn-hepburn", "qq", "de-u-co-phonebk"),
    ],
)
def test_a_well_formed_language(tag: str) -> None:
    assert Policy(language=tag).language == tag


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        *((tag, "BCP 47") for tag in ("not a tag!!", " de", "d", "en-", "de-a", "dé")),
        ("en-toolongvariant", "BCP 47"),
        ("de_DE", "Did you mean 'de-DE'"),
        ("french", "Did you mean 'fr'"),
        (3, "It must be text"),
        (None, "It must be text"),
    ],
)
def test_no_language(tag: object, says: str) -> None:
    with pytest.raises(OptionError, match=says):
        Policy(language=tag)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"notes": "side"}, "notes is 'side'. It must be 'foot' or 'end'."),
        ({"index": "every"}, "index is 'every'."),
        ({"registers": "no"}, "registers is 'no'. It must be True, False or None."),
        ({"legend": None}, "legend is None."),
        ({"citations": "terse"}, "citations is 'terse'."),
        ({"timestamp": "2026-03-02"}, "timestamp is '2026-03-02'."),
    ],
)
def test_what_is_refused(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(OptionError) as refused:
        Policy(**wrong)  # type: ignore[arg-type]
    assert str(refused.value).startswith(says)


def test_a_moment_of_ones_own() -> None:
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    assert Policy(timestamp=moment).timestamp == moment
