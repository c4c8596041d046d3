"""What is meant by the name of a language where its tag is wanted."""

from __future__ import annotations

from functools import lru_cache

from exporter.errors import OptionError
from exporter.text.language_tags import is_tag, primary, tag

__all__ = ["expect_language", "refusal"]

_LONGEST = 3
"""Letters that a language's subtag has; BCP 47 allows more, but none is registered."""


def expect_language(name: str, given: str) -> None:
    """Raise OptionError, which says what ``name`` is, for text that is no language's tag."""
    if said := refusal(given):
        raise OptionError(f"{name} is {said}")


def refusal(given: str) -> str:
    """``'english', which is not a language tag … Did you mean 'en'?``, or nothing for a tag."""
    if is_tag(given) and (len(primary(given)) <= _LONGEST or given.lower().startswith("x-")):
        return ""
    said = f"{given!r}, which is not a language tag (BCP 47), as 'de' and 'en-GB' are."
    meant = _tag_of(given)
    return f"{said} Did you mean {meant!r}?" if meant else said


def _tag_of(given: str) -> str:
    """The tag of a language by its name, in English or in itself, or of a tag that is written in
    another way; empty where there is none."""
    asked = given.strip().casefold()
    found = _names().get(asked) or tag(given)
    return found if found and len(primary(found)) <= _LONGEST else ""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    english = Locale.parse("en")
    names = {
        str(name).casefold(): code.replace("_", "-") for code, name in english.languages.items()
    }
    for code in _OWN.split():
        own = Locale.parse(code).get_language_name()
        names.setdefault(str(own).casefold(), code)
    return names


_OWN = (
    "ar bg ca cs da de el es et eu fa fi fr ga he hi hr hu is it ja ko lt lv nb nl pl pt ro ru sk "
    "sl sr sv tr uk zh"
)
"""Languages whose own names are known."""
