"""Words that no line parts: a number and what it counts, its unit or month (19 stops, 50 km, 28
October), a title and a name (Mr Smith), a sign or abbreviation and its number (§ 3, No. 5, p. 12).

The text keeps its ordinary spaces: it is the line breaker that binds. What a number counts is seen
in English and German; signs and units, months and titles of these two in any language.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from exporter.text.language_tags import primary
from exporter.text.patterns import pattern

__all__ = ["kept_together"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = _set(
    "km m cm mm nm µm μm dm kg g mg µg t kt Mt l L dl cl ml ha km² m² cm² m³ cm³ km2 m2 m3 h min "
    "s ms km/h kph mph kn kt W kW MW GW TW Wh kWh MWh GWh TWh °C °F °K K ° % ‰ ′ ″ Hz kHz MHz "
    "GHz V kV A mA N kN Pa hPa kPa MPa bar J kJ MJ cal kcal B kB MB GB TB px dpi pt ft in. yd mi "
    "lb lbs oz st bn Mio. Mrd. Tsd. € $ £ ¥ ₹ ₽ EUR USD GBP CHF JPY RUB Uhr am pm a.m. p.m. "
    "o’clock o'clock BC AD BCE CE × · ± ppm dB ct Cent % dpt mol rpm"
)
_SIGNS = _set(
    "€ $ £ ¥ ₹ ₽ US$ A$ C$ EUR USD GBP CHF JPY RUB Rs. ± ≈ ~ < > = × · − + ≤ ≥ Ø ca. c. approx."
)
_MONTHS = _set(
    "January February March April May June July August September October November December Jan "
    "Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Januar Februar März Mai Juni Juli Oktober "
    "Dezember Jän Jänner Okt Dez Mrz"
)
_LABELS = _set(
    "§ §§ ¶ № # No. no. Nos. nos. Nr. Nrn. p. pp. P. Pp. S. Bd. Bde. H. vol. Vol. vols. Vols. "
    "ch. Ch. chap. Chap. sec. Sec. art. Art. Abs. Fig. fig. Figs. figs. Abb. Tab. v. vv. l. ll. "
    "n. nn. fn. Fn. Anm. Rn. Rdnr. Kap. Z. Ziff. Sp. f. ff. fol. fols. cl. para. paras. pt. Pt. "
    "No Nr"
)
_NOUNS = _set(
    "page pages chapter chapters section sections figure figures table tables note notes line "
    "lines article articles clause volume volumes part number numbers paragraph verse footnote "
    "appendix seite seiten kapitel abschnitt abbildung tabelle anmerkung fußnote artikel absatz "
    "band teil nummer zeile ziffer vers anhang"
)
_TITLES = _set(
    "Mr Mr. Mrs Mrs. Ms Ms. Mx Mx. Messrs Messrs. Dr Dr. Prof Prof. St St. Fr Fr. Rev Rev. Hon "
    "Hon. Gen Gen. Col Col. Lt Lt. Maj Maj. Sgt Sgt. Capt Capt. Cpl Cpl. Cmdr Cmdr. Adm Adm. Sen "
    "Sen. Rep Rep. Gov Gov. Pres Pres. Sir Dame Lord Lady Herr Herrn Frau Hr. Fr. Dipl.-Ing. "
    "Mag. Mme Mme. Mlle M. Sra. Sr. Sr Sra"
)
_BETWEEN = _set("or to and oder bis und – - ou à et o a y")
_SCALES = _set(
    "hundred thousand million millions billion billions trillion trillions m bn tn dozen tausend "
    "million millionen milliarde milliarden billion billionen dutzend mio. mrd. tsd. millones "
    "millions milliards milliard"
)
_SMALL = {
    "en": _set(
        "a about above across after against ago all along also although among an and any are "
        "around as at away be because been before behind being below between beyond both but by "
        "came can could did do does down during each either else even every for from had has "
        "have he her here hers him his how if in inside into is it its just last later less like "
        "may me might mine more most must my near nearly neither next no nor not now of off on "
        "once one only onto or other our out outside over own past per people’s plus rather said "
        "same says she should since so some still such than that the their theirs them then "
        "there these they this those though through throughout till to too toward towards under "
        "until up upon us versus very via vs vs. was we were what when where whether which while "
        "who whom whose why will with within without would yet you your"
    ),
    "de": _set(
        "ab aber alle allen aller alles als also am an auch auf aus außer bei beim bereits bis "
        "da dabei dafür damit dann das dass davon dazu dem den denen denn der deren des deshalb "
        "dessen die dies diese diesem diesen dieser doch dort du durch ein eine einem einen "
        "einer eines er es etwa für gab ganz gegen hat hatte hatten haben hier hinter ihm ihn "
        "ihnen ihr ihre ihrem ihren ihrer im in ins ist ja je jede jedem jeden jeder jedoch kann "
        "kein keine können mal man mehr mit muss nach neben nicht noch nun nur ob oder ohne pro "
        "sagte schon sei sein seine seinem seinen seiner seit sich sie sind so sowie über um und "
        "uns unter vom von vor während war waren was weil wenn wer werden wie wir wird wo wurde "
        "wurden zu zum zur zwischen"
    ),
}
"""Words that no number counts, by language."""

_OPEN = "([{“”„‟‘‚’\"'«»‹›—–"
_CLOSE = "“”’‘\"')]}»«›‹.,;:!?…"
_PARTS = "½¼¾⅓⅔⅛"
_NUMBER = pattern(
    r"[-−–+±~≈<>]?(?:[A-Z]{1,3}\$|[$€£¥₹₽])?"
    rf"(?:\d(?:[-–\d.,:/’'·\u00a0\u2009\u202f]*\d)?[{_PARTS}]?|[{_PARTS}])(?:[%‰]|k|m|bn|tn)?"
)
_YEAR = pattern(r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d+)?")
_ORDINAL = {
    "en": pattern(r"\d+(?:st|nd|rd|th)"),
    "de": pattern(r"(?:\d{1,3}\.[-–/])*\d{1,3}\."),
}
_INITIALS = pattern(r"(?:[A-ZÄÖÜ]\.-?)+")
_ABBREVIATED = pattern(r"[a-zA-ZäöüÄÖÜ]\.")
_ROMAN = pattern(r"(?:X{0,3}(?:IX|IV|V?I{2,3}|VI|V)|X{1,3}I?)")

_N, _Y, _ORD, _LABEL, _TITLE, _SIGN, _SCALE, _MONTH, _PER, _SHORT = (1 << n for n in range(10))
_BEFORE = (1 << 10) - 1
"""What may bind to the word after it; the rest, to the word before."""
_DIGIT, _UNIT, _INMONTH, _COUNTED, _CAPITAL, _NUMERAL, _CENT, _DAY, _INSCALE, _ISPER, _ABBR = (
    1 << n for n in range(10, 21)
)
_LOOKED = _BEFORE | _NUMERAL

_MOST = 50_000
"""Words that are known at once."""


class _Kinds(dict[str, int]):
    """What each word may bind to, by the word, in one language; found when it is first met, and
    forgotten with all others where there are many: a process may set texts for months."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.months = _MONTHS if lang in ("", "en", "de") else _MONTHS | _months_of(lang)

    def __missing__(self, text: str) -> int:
        kind = _before(text.lstrip(_OPEN), self.lang) | _after(text, self.lang)
        if text.strip(_OPEN + _CLOSE) in self.months:
            kind |= _INMONTH
        if len(self) == _MOST:
            self.clear()
        self[text] = kind
        return kind


def _months_of(lang: str) -> frozenset[str]:
    """The months of a language, as CLDR has them within a date."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(lang).months["format"]
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(
        name.rstrip(".") for width in ("wide", "abbreviated") for name in months[width].values()
    )


@cache
def _kinds(lang: str) -> _Kinds:
    return _Kinds(lang)


def _before(text: str, lang: str) -> int:
    """As the first of two words, where nothing but a space is between them."""
    if not text:
        return 0
    kind = 0
    if text[-1] in _PARTS or any(char.isdigit() for char in text):
        if _YEAR.fullmatch(text):
            return _Y
        ordinal = _ORDINAL.get(lang)
        if ordinal is not None and ordinal.fullmatch(text):
            return _ORD
        return _N if _NUMBER.fullmatch(text) else 0
    if text in _LABELS or text.casefold() in _NOUNS:
        kind |= _LABEL
    if text in _TITLES or _INITIALS.fullmatch(text):
        kind |= _TITLE
    if text in _SIGNS:
        kind |= _SIGN
    if text.casefold() in _SCALES:
        kind |= _SCALE
    if text.rstrip(".") in _MONTHS:
        kind |= _MONTH
    if text == "per":
        kind |= _PER
    if len(text) == 2 and _ABBREVIATED.fullmatch(text):
        kind |= _SHORT
    return kind


def _after(text: str, lang: str) -> int:
    """As the second of two."""
    bare = text.lstrip(_OPEN)
    core = bare.rstrip(_CLOSE)
    kind = 0
    if not core:
        return _UNIT if bare in _UNITS else 0
    if core in _UNITS or bare in _UNITS or bare.rstrip(",;:)”’") in _UNITS:
        kind |= _UNIT
    number = core.lstrip("-−+±$€£¥")
    if number[:1].isdigit():
        kind |= _DIGIT | (_DAY if number.isdigit() and len(number) < 3 else 0)
    low = core.casefold()
    if low in _SCALES:
        kind |= _INSCALE
    if low == "per":
        kind |= _ISPER
    elif low in ("cent", "mille"):
        kind |= _CENT
    small = _SMALL.get(lang)
    if small is not None and core[0].isalpha() and low not in small and bare == text:
        kind |= _COUNTED
    if core[0].isupper():
        kind |= _CAPITAL
        if _ROMAN.fullmatch(core):
            kind |= _NUMERAL
    if len(bare) > 1 and bare[1] == "." and bare[0].isalpha():
        kind |= _ABBR
    return kind


def kept_together(
    texts: Sequence[str], gaps: Sequence[float], lang: str, passed: Container[int] = ()
) -> set[int]:
    """The words after whose space no line may begin, unless nothing else fits. ``gaps`` are the
    spaces after words, 0 where there is none; ``passed`` are words that are passed over (the
    calls of notes)."""
    table = _kinds(primary(lang) if lang else "")
    kinds = list(map(table.__getitem__, texts))
    bound: set[int] = set()
    last = len(texts) - 1
    for at in [at for at, kind in enumerate(kinds) if kind & _LOOKED]:
        kind = kinds[at]
        if kind & _NUMERAL and at and gaps[at - 1] and _is_name(texts[at - 1]):
            bound.add(at - 1)
        if not kind & _BEFORE or at in passed:
            continue
        end = at
        while end < last and not gaps[end] and (end + 1 in passed or texts[end + 1].isspace()):
            end += 1
        if end == last or not gaps[end]:
            continue
        before = kinds[at - 1] if at and gaps[at - 1] else 0
        behind = kinds[end + 2] if end + 2 <= last and gaps[end + 1] else 0
        if _binds(kind, kinds[end + 1], before, behind, is_bound=at - 1 in bound, lang=lang[:2]):
            bound.add(end)
        elif kind & (_N | _ORD) and _is_range(texts, kinds, gaps, end):
            bound.update((end, end + 1))
    return bound


def _is_range(texts: Sequence[str], kinds: list[int], gaps: Sequence[float], end: int) -> bool:
    """Whether a word and a number follow that share a month or unit: “1 or 2 May”, “3 to 4 km”."""
    if end + 3 >= len(texts) or not all(gaps[end : end + 3]) or texts[end + 1] not in _BETWEEN:
        return False
    return bool(kinds[end + 2] & (_N | _ORD) and kinds[end + 3] & (_INMONTH | _UNIT))


def _binds(kind: int, after: int, before: int, behind: int, *, is_bound: bool, lang: str) -> bool:
    """Whether two words are one; ``before`` and ``behind`` are those around them."""
    if kind & (_N | _ORD) and after & _INMONTH:
        return True
    if kind & (_N | _Y) and after & _UNIT:
        return True
    if kind & _N and after & _ISPER and behind & _CENT:
        return True
    if kind & _PER:
        return bool(after & _CENT) and is_bound
    if kind & (_N | _ORD) and after & (_COUNTED | _INSCALE):
        return not before & (_LABEL | _MONTH)
    if kind & _SCALE and is_bound and after & (_COUNTED | _UNIT):
        return True
    if kind & _LABEL and after & (_DIGIT | _NUMERAL):
        return True
    if kind & _TITLE and after & _CAPITAL:
        return True
    if kind & _SIGN and after & _DIGIT:
        return True
    if kind & _SHORT and after & _ABBR:
        return True
    return bool(kind & _MONTH and after & _DAY) and lang == "en"


def _is_name(text: str) -> bool:
    return text[:1].isupper() and text[-1:].isalpha()
