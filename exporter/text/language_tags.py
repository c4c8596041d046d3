"""Language tags (BCP 47), and what a language's quotation marks are."""

from __future__ import annotations

import re

__all__ = ["marks", "tag"]

_TAG = re.compile(r"([A-Za-z]{2,3}|[A-Za-z]{5,8}|[xX])((?:-[A-Za-z0-9]{1,8})*)")


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

_QUOTES = {
    "en": "“”‘’", "de": "„“‚‘", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "«»“”",
    "nl": "‘’“”", "pl": "„”«»", "cs": "„“‚‘", "sk": "„“‚‘", "hu": "„”»«", "ro": "„”«»",
    "ru": "«»„“", "uk": "«»„“", "bg": "„“‘’", "sr": "„“‘’", "hr": "„“‘’", "sl": "„“‚‘",
    "sv": "””’’", "fi": "””’’", "da": "“”‘’", "nb": "«»‘’", "nn": "«»‘’", "no": "«»‘’",
    "is": "„“‚‘", "et": "„“«»", "lt": "„“‚‘", "lv": "“”‘’", "el": "«»“”", "ja": "「」『』",
    "zh": "“”‘’", "ko": "“”‘’", "ar": "”“’‘", "fa": "«»‹›", "he": "””’’", "tr": "“”‘’",
    "ca": "«»“”", "gl": "«»“”", "eu": "«»“”", "la": "“”‘’", "hy": "«»«»", "ka": "„“‚‘",
}  # fmt: skip
_SWISS = "«»‹›"


def tag(given: str) -> str:
    """A tag as BCP 47 writes it (``eng`` → ``en``, ``en_GB`` → ``en-GB``); empty if it is none."""
    given = given.strip().replace("_", "-")
    found = _TAG.fullmatch(given)
    if found is None:
        return ""
    language, rest = found[1].lower(), found[2]
    language = _SHORT.get(language, _NAMES.get(language, language))
    parts = []
    private = language == "x"
    for part in rest.split("-")[1:]:
        private = private or len(part) == 1
        if private:
            parts.append(part.lower())
        elif len(part) == 2 and part.isalpha():
            parts.append(part.upper())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        else:
            parts.append(part.lower())
    return "-".join([language, *parts])


def marks(language: str, depth: int) -> tuple[str, str]:
    """The quotation marks of a language, ``depth`` counted from 0, outer and inner in turn."""
    quotes = _SWISS if language in ("de-CH", "fr-CH", "it-CH") else None
    quotes = quotes or _QUOTES.get(language.partition("-")[0], _QUOTES["en"])
    pair = quotes[:2] if depth % 2 == 0 else quotes[2:]
    if language.partition("-")[0] == "fr":
        return (f"{pair[0]}\u202f", f"\u202f{pair[1]}") if depth % 2 == 0 else (pair[0], pair[1])
    return pair[0], pair[1]
