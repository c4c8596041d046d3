"""Times of day as people write them: “2.30 pm”, “14h30”, “halb drei”, “half past two”."""

from __future__ import annotations

import re

from exporter.text.numerals import numbers
from exporter.text.patterns import pattern, words
from exporter.values import Value

__all__ = ["Clock", "clocks", "minutes_of", "written_clock"]

_NOON, _DAY = 720, 1440
_HALVES = r"(?P<half>[ap])\.?\s?m\b\.?"
_HOUR = r"(?P<hour>\d{1,2}|[^\W\d_]+)"
_COUNT = r"(?P<count>\d{1,2}|[^\W\d_]+)"
_FORMS = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<h>[0-2]?\d)\s?(?:[:.h]|heures?|uhr)\s?(?P<m>[0-5]\d)(?:[:.][0-5]\d)?(?:\s*{_HALVES}|(?!\d))",
        rf"\b(?P<h>1?\d)\s*{_HALVES}",
        r"\b(?P<h>[0-2]?\d)\s*(?:uhr|heures?|h|o['’]clock)(?!\w)",
        r"\b(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s*(?:hours|hrs|h)\b",
        r"\b(?P<noon>noon|midday|mittag|midi)\b",
        r"\b(?P<midnight>midnight|mitternacht|minuit)\b",
        rf"\bhalf[\s-]past\s+{_HOUR}(?P<plus30>)",
        rf"\b(?:a\s+)?quarter\s+(?:past|after)\s+{_HOUR}(?P<plus15>)",
        rf"\b(?:a\s+)?quarter\s+(?:to|before|of)\s+{_HOUR}(?P<minus15>)",
        rf"\b{_COUNT}\s+(?:minutes?\s+)?past\s+{_HOUR}(?P<past>)",
        rf"\b(?P<count>[^\W\d_]+)\s+(?:minutes?\s+)?to\s+{_HOUR}(?P<to>)",
        rf"\bhalb\s+{_HOUR}(?P<minus30>)",
        rf"\bdreiviertel\s+{_HOUR}(?P<minus15>)",
        rf"\bviertel\s+nach\s+{_HOUR}(?P<plus15>)",
        rf"\bviertel\s+vor\s+{_HOUR}(?P<minus15>)",
        rf"\b{_COUNT}\s+(?:minuten\s+)?nach\s+{_HOUR}(?P<past>)",
        rf"\b{_COUNT}\s+(?:minuten\s+)?vor\s+{_HOUR}(?P<to>)",
        rf"\b{_HOUR}\s+heures?\s+et\s+demie?(?P<plus30>)",
        rf"\b{_HOUR}\s+heures?\s+et\s+quart(?P<plus15>)",
        rf"\b{_HOUR}\s+heures?\s+moins\s+le\s+quart(?P<minus15>)",
        rf"\b{_HOUR}\s+heures?\s+moins\s+{_COUNT}(?P<to>)",
        rf"\b{_HOUR}\s+heures?\s+{_COUNT}(?P<past>)",
        rf"\b{_HOUR}\s+(?:o['’]clock|uhr|heures?)(?P<plus0>)(?!\w)",
    )
)
_FILLERS = words(
    "at um à a by from to bis von de à until till and und et the on l local time sharp exactly "
    "punkt genau in morning afternoon evening night morgens vormittags mittags nachmittags abends "
    "nachts früh locale lokal ortszeit am morgen abend nachmittag du matin soir après midi hours "
    "hrs uhr between zwischen entre"
)


class Clock(Value):
    """``minute`` of the day; ``is_sure`` where the words say which half of the day is meant."""

    minute: int
    is_sure: bool

    def is_at(self, minute: int) -> bool:
        """Whether a time of day is this one."""
        return (self.minute - minute) % (_DAY if self.is_sure else _NOON) == 0


def clocks(text: str, lang: str) -> tuple[Clock, ...]:
    """The times that a text names, if it names nothing else; none otherwise."""
    rest, found = f" {text.casefold()} ", []
    for form in _FORMS:
        for match in list(form.finditer(rest)):
            clock = _clock(match, lang)
            if clock is not None:
                found.append(clock)
                start, end = match.span()
                rest = rest[:start] + " " * (end - start) + rest[end:]
    others = re.findall(r"[^\W_]+", rest)
    return tuple(found) if all(word in _FILLERS for word in others) else ()


def _clock(found: re.Match[str], lang: str) -> Clock | None:
    parts = found.groupdict()
    if "noon" in parts or "midnight" in parts:
        return Clock(_NOON if "noon" in parts else 0, True)
    hour = _number(parts.get("h") or parts.get("hour") or "", lang)
    if hour is None or hour > 24:
        return None
    minute = int(parts.get("m") or 0)
    count = _number(parts.get("count") or "", lang)
    if ("past" in parts or "to" in parts) and (count is None or count >= 60):
        return None
    for key in parts:
        if shift := re.fullmatch(r"(plus|minus)(\d+)", key):
            minute += int(shift[2]) * (1 if shift[1] == "plus" else -1)
        elif key in ("past", "to") and count is not None:
            minute += count if key == "past" else -count
    half = parts.get("half")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock((hour * 60 + minute) % _DAY, bool(half) or hour > 12)


def _number(word: str, lang: str) -> int | None:
    if word.isdecimal():
        return int(word)
    whole = {int(value) for value in numbers(f"{word} x", lang) if value == int(value)}
    if not whole and word in ("ein", "eins", "une", "one", "un"):
        whole = {1}
    return whole.pop() if len(whole) == 1 else None


_WHEN = pattern(
    r"(?:-?\d{4,}-\d\d-\d\d)?T?(?P<h>[01]\d|2[0-4]):(?P<m>[0-5]\d)(?::\d\d(?:\.\d+)?)?\S*"
)


def minutes_of(value: str) -> int | None:
    """The minute of the day that an attribute names; None where it names none."""
    found = _WHEN.fullmatch(value.strip())
    return (int(found["h"]) * 60 + int(found["m"])) % _DAY if found else None


def written_clock(clock: Clock) -> str:
    """As ``@when`` writes it."""
    return f"{clock.minute // 60:02}:{clock.minute % 60:02}:00"
