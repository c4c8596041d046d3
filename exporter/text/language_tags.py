"""Language tags (BCP 47): whether one is well formed, its script, and which way that runs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["Direction", "direction", "is_tag", "primary", "script", "tag"]

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(
    r"""(?: (?: [a-z]{2,3} (?:-[a-z]{3}){0,3} | [a-z]{4,8} )     # language, extlang
            (?: -[a-z]{4} )?                                     # script
            (?: -(?:[a-z]{2}|\d{3}) )?                           # region
            (?: -(?:[a-z\d]{5,8}|\d[a-z\d]{3}) )*               # variants
            (?: -[a-wyz\d](?:-[a-z\d]{2,8})+ )*                 # extensions
            (?: -x(?:-[a-z\d]{1,8})+ )?
          | x(?:-[a-z\d]{1,8})+ )""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""A well-formed tag (RFC 5646 2.1), those aside that are only grandfathered."""

_RIGHT_TO_LEFT = frozenset(
    [
        "Adlm",
        "Arab",
        "Aran",
        "Armi",
        "Avst",
        "Chrs",
        "Cprt",
        "Elym",
        "Gara",
        "Hatr",
        "Hebr",
        "Hung",
        "Khar",
        "Lydi",
        "Mand",
        "Mani",
        "Mend",
        "Merc",
        "Mero",
        "Narb",
        "Nbat",
        "Nkoo",
        "Orkh",
        "Ougr",
        "Palm",
        "Phli",
        "Phlp",
        "Phlv",
        "Phnx",
        "Prti",
        "Rohg",
        "Samr",
        "Sarb",
        "Sogd",
        "Sogo",
        "Syrc",
        "Syre",
        "Syrj",
        "Syrn",
        "Thaa",
        "Yezi",
    ]
)
"""Scripts by ISO 15924."""
_ONE_SCRIPT = {
    language: script
    for script, languages in {
        "Latn": "en de fr es it pt nl la sv da nb nn no fi is pl cs sk sl hr hu ro et lv lt tr ca "
        "gl eu ga cy sq af eo id vi",
        "Cyrl": "ru uk bg mk be",
        "Grek": "el grc",
        "Arab": "ar fa",
        "Hebr": "he",
        "Jpan": "ja",
        "Kore": "ko",
    }.items()
    for language in languages.split()
}
"""Languages that are written in one script wherever they are: no need to load Babel for them."""


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_SHORT = _pairs(
    "eng=en fra=fr fre=fr deu=de ger=de spa=es ita=it por=pt nld=nl dut=nl lat=la grc=grc "
    "ell=el gre=el rus=ru ara=ar heb=he jpn=ja zho=zh chi=zh kor=ko pol=pl ces=cs cze=cs "
    "slk=sk slo=sk hun=hu swe=sv dan=da nor=no nob=nb nno=nn fin=fi isl=is ice=is ron=ro "
    "rum=ro bul=bg hrv=hr srp=sr slv=sl ukr=uk tur=tr fas=fa per=fa hin=hi san=sa cat=ca "
    "glg=gl eus=eu baq=eu gle=ga cym=cy wel=cy lit=lt lav=lv est=et kat=ka geo=ka hye=hy "
    "arm=hy yid=yi urd=ur vie=vi tha=th ind=id"
)
_NAMES = _pairs(
    "english=en french=fr german=de spanish=es italian=it latin=la greek=el russian=ru "
    "arabic=ar hebrew=he dutch=nl portuguese=pt deutsch=de"
)


def is_tag(text: object) -> bool:
    """Whether this is a well-formed language tag."""
    return isinstance(text, str) and _TAG.fullmatch(text) is not None


def primary(tag: str) -> str:
    """The language itself, in lower case: ``de`` of ``de-AT``."""
    return tag.replace("_", "-").partition("-")[0].lower()


@lru_cache(maxsize=256)
def script(tag: str) -> str:
    """The script that a tag names (ISO 15924), else the one its language is likely written in
    where its region is (CLDR's likely subtags); empty where nobody knows."""
    language, *rest = tag.replace("_", "-").split("-")
    language, region = language.lower(), ""
    for part in rest:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            return part.title()
        if not region and (len(part) == 2 or (len(part) == 3 and part.isdigit())):
            region = part.upper()
    if language in _ONE_SCRIPT:
        return _ONE_SCRIPT[language]
    if language in ("", "und"):
        return ""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return found.split("_")[1] if found else ""


def direction(tag: str, default: Direction = "ltr") -> Direction:
    """Which way the tag's script runs; an empty tag means the default."""
    if not tag:
        return default
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def tag(given: str) -> str:
    """A tag as BCP 47 writes it (``eng`` → ``en``, ``en_GB`` → ``en-GB``); empty if it is none."""
    given = given.strip().replace("_", "-")
    language, *rest = given.split("-")
    language = language.lower()
    language = _SHORT.get(language, _NAMES.get(language, language))
    parts = []
    private = language == "x"
    for part in rest:
        private = private or len(part) == 1
        if private:
            parts.append(part.lower())
        elif len(part) == 2 and part.isalpha():
            parts.append(part.upper())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        else:
            parts.append(part.lower())
    made = "-".join([language, *parts])
    return made if is_tag(made) else ""
