"""The words that numbers are made of, in English, German, French and Spanish, small letters."""

from __future__ import annotations

__all__ = ["ALONE", "GERMAN", "PARTS", "SCALES", "UNSURE", "WORDS", "scale_of"]


def _spread(table: dict[str, int]) -> dict[str, int]:
    return {word: value for words, value in table.items() for word in words.split()}


WORDS = _spread({
    "zero null nil": 0, "one a an eins ein eine einem einen einer once un une uno una": 1,
    "two zwei pair both beide twice deux dos": 2, "three drei trois tres": 3,
    "four vier quatre cuatro": 4, "five fünf cinq cinco": 5, "six sechs seis": 6,
    "seven sieben sept siete": 7, "eight acht huit ocho": 8, "nine neun neuf nueve": 9,
    "ten zehn dix diez": 10, "eleven elf onze once": 11, "twelve zwölf douze doce": 12,
    "thirteen dreizehn treize trece": 13, "fourteen vierzehn quatorze catorce": 14,
    "fifteen fünfzehn quinze quince": 15, "sixteen sechzehn seize": 16,
    "seventeen siebzehn": 17, "eighteen achtzehn": 18, "nineteen neunzehn": 19,
    "twenty zwanzig vingt veinte": 20, "thirty dreißig dreissig trente treinta": 30,
    "forty vierzig quarante cuarenta": 40, "fifty fünfzig cinquante cincuenta": 50,
    "sixty sechzig soixante sesenta": 60, "seventy siebzig setenta": 70,
    "eighty achtzig ochenta": 80, "ninety neunzig noventa": 90,
    "first erste ersten erster erstes premier première primero primera": 1,
    "second zweite zweiten zweiter zweites deuxième segundo segunda": 2,
    "third dritte dritten dritter drittes troisième tercero tercera": 3,
    "fourth vierte vierten vierter": 4, "fifth fünfte fünften": 5, "sixth sechste": 6,
    "seventh siebte": 7, "eighth achte": 8, "ninth neunte": 9, "tenth zehnte": 10,
    "eleventh elfte": 11, "twelfth zwölfte": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth zwanzigste": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
    "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
})  # fmt: skip
SCALES = _spread({
    "dozen dozens dutzend douzaine docena": 12, "score": 20,
    "hundred hundreds hundert cien cent cents": 100,
    "thousand thousands tausend k mille mil tsd": 1000, "lakh lakhs": 10**5,
    "million millions millionen mio m mn millón millones": 10**6, "crore crores": 10**7,
    "milliarde milliarden mrd md milliard milliards bn": 10**9, "billion billions b": 10**9,
    "billionen billón billones": 10**12, "trillion trillions tn": 10**12,
})  # fmt: skip
PARTS = _spread({
    "half halves halb halbe halber halben halbes hälfte moitié mitad demi demie": 2,
    "third thirds drittel tiers tercio tercios": 3,
    "quarter quarters viertel quart quarts cuarto cuartos": 4, "fifth fifths fünftel": 5,
    "sixth sixths sechstel": 6, "seventh sevenths siebtel": 7, "eighth eighths achtel": 8,
    "ninth ninths neuntel": 9, "tenth tenths zehntel": 10, "twentieth twentieths zwanzigstel": 20,
    "hundredth hundredths hundertstel": 100, "thousandth thousandths tausendstel": 1000,
})  # fmt: skip
UNSURE = frozenset(_spread({"k m b mil mille tn score cent cents": 0}))
"""Scales that are something else as well: metres, a mile's fraction, a coin."""
ALONE = frozenset(_spread({
    "a an un une ein eine einem einen einer once dozens hundreds thousands millions millionen "
    "billions milliarden trillions m k b mil mille tn score cent cents pair both beide": 0
}))  # fmt: skip
"""Words that name no number when they stand alone: articles, plurals, letters."""
_LONG = frozenset({"billion", "billions", "billionen", "trillion", "trillions"})
_LONG_SCALE = frozenset({"de", "fr", "es", "pt", "nl", "da", "sv", "no", "nb", "pl", "cs", "fi"})
GERMAN = {word: value for word, value in WORDS.items() if value != 0}


def scale_of(word: str, lang: str) -> frozenset[int]:
    """What a word multiplies by; a billion is a million millions where the long scale counts, and
    may be either where the language is not known."""
    short = SCALES[word]
    if word not in _LONG or word.startswith(("billionen", "billón")):
        return frozenset({short})
    long = 10**12 if short == 10**9 else 10**18
    if lang in _LONG_SCALE:
        return frozenset({long})
    return frozenset({short}) if lang else frozenset({short, long})
