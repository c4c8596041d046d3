"""Units and currencies: those of words (“grams”, “£”) beside those of attributes (``kg``, ``EUR``).

Factors are to a base of the dimension: metres, square metres, litres, kilograms, seconds, metres
a second, watts, joules, hertz; money counts in its own main unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from exporter.text.number_words import SCALES, UNSURE
from exporter.values import Value

__all__ = ["Unit", "currency_words", "scales_of", "unit_of", "units_after", "units_before"]


class Unit(Value):
    """``dimension`` is ``money:EUR`` for a currency, else ``length``, ``mass`` …"""

    dimension: str
    factor: Decimal
    label: str


_TABLE = """
length 1e-9 nm nanometre nanometres nanometer nanometers
length 1e-6 µm μm um micrometre micrometres micrometer micrometers
length 0.001 mm millimetre millimetres millimeter millimeters millimètre millimètres
length 0.01 cm centimetre centimetres centimeter centimeters zentimeter centimètre centimètres
length 1 m metre metres meter meters mètre mètres metern metro metros
length 1000 km kilometre kilometres kilometer kilometers kilometern kilomètre kilomètres
length 0.0254 in inch inches zoll
length 0.3048 ft foot feet fuß
length 0.9144 yd yard yards
length 1609.344 mi mile miles meile meilen
length 1852 nmi
mass 1e-6 mg milligram milligrams milligramm
mass 0.001 g gram grams gramme grammes gramm
mass 1 kg kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm
mass 50 zentner
mass 1000 t tonne tonnes tonnen ton tons
mass 907.18474 ton tons
mass 1016.0469 ton tons
mass 0.45359237 lb lbs pound pounds
mass 0.028349523 oz ounce ounces
mass 6.35029318 st stone stones
volume 0.001 ml millilitre millilitres milliliter milliliters
volume 1 l L litre litres liter liters litern
volume 100 hl hectolitre hectolitres hektoliter
volume 1000 m3 m³
volume 4.54609 gal gallon gallons
volume 3.785412 gal gallon gallons
volume 0.56826125 pt pint pints
volume 0.473176 pt pint pints
volume 158.987 bbl barrel barrels
area 1 m2 m² sqm
area 10000 ha hectare hectares hektar
area 4046.8564 ac acre acres
area 1000000 km2 km²
area 2589988.1 mi2 sqmi
area 0.09290304 ft2 sqft
time 1 s sec second seconds sek sekunde sekunden seconde secondes segundo segundos
time 60 min mins minute minutes minuten minuto minutos
time 900 viertelstunde viertelstunden
time 2700 dreiviertelstunde dreiviertelstunden
time 3600 h hr hrs hour hours std stunde stunden heure heures hora horas
time 86400 d day days tag tage tagen jour jours
time 604800 wk week weeks woche wochen semaine semaines
time 1209600 fortnight fortnights
time 2629800 mo month months monat monate monaten mois
time 31557600 a y yr yrs year years jahr jahre jahren an ans année années
time 315576000 decade decades jahrzehnt jahrzehnte
time 3155760000 century centuries jahrhundert jahrhunderte
speed 0.2777777778 km/h kmh kph
speed 0.44704 mph
speed 1 m/s
speed 0.514444 kn knot knots
power 1 W watt watts
power 1000 kW kilowatt kilowatts
power 1000000 MW megawatt megawatts
power 1000000000 GW gigawatt gigawatts
energy 3600000 kWh
energy 3600000000 MWh
energy 3600000000000 GWh
share 0.01 % percent pct prozent percentage
share 0.001 ‰
celsius 1 °C C Cel celsius
fahrenheit 1 °F F [degF] fahrenheit
"""
_PHRASES = """
area 1 square metre|square metres|square meter|square meters|sq m|quadratmeter
area 1000000 square kilometre|square kilometres|square kilometer|square kilometers|sq km
area 0.09290304 square foot|square feet|sq ft
area 2589988.1 square mile|square miles|sq mi
volume 1000 cubic metre|cubic metres|cubic meter|cubic meters|kubikmeter
volume 28.316847 cubic foot|cubic feet
speed 0.44704 miles per hour|miles an hour
speed 0.2777777778 kilometres per hour|kilometres an hour|kilometers per hour|kilometers an hour
energy 3600000 kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours
energy 3600000000 megawatt hour|megawatt hours|megawatt-hour|megawatt-hours
share 0.01 per cent|pour cent|por ciento|percentage point|percentage points
celsius 1 degree celsius|degrees celsius|grad celsius
fahrenheit 1 degree fahrenheit|degrees fahrenheit
"""
_DOLLARS = "USD AUD CAD NZD HKD SGD TWD BSD BBD JMD TTD BZD FJD NAD LRD GYD SRD BND XCD KYD"
_PESOS = "MXN ARS CLP COP CUP DOP PHP UYU"
_MONEY = f"""
EUR 1 € euro euros
GBP|EGP|LBP|SYP|SDG|IEP|FKP|GIP|SHP|CYP 1 £ pound pounds quid pfund livres
GBP 1 sterling
GBP|IEP 0.01 p pence penny
{_DOLLARS.replace(" ", "|")}|{_PESOS.replace(" ", "|")} 1 $
{_DOLLARS.replace(" ", "|")} 1 dollar dollars
{_DOLLARS.replace(" ", "|")}|EUR 0.01 ¢ cent cents c
JPY|CNY 1 ¥
JPY 1 yen
CNY 1 yuan renminbi
KRW|KPW 1 ₩ won
INR|PKR|LKR|NPR|MUR|SCR 1 rupee rupees rs
INR 1 ₹
RUB|BYN|SUR|RUR 1 ₽ rouble roubles ruble rubles rubel
CHF|FRF|BEF|LUF|XAF|XOF|XPF|CDF|GNF|RWF|BIF|DJF|KMF 1 franc francs franken
DEM 1 mark marks dm
CHF 0.01 rappen
UAH 1 ₴ hryvnia hryvnias
TRY|TRL 1 ₺ lira
TRY|TRL|ITL 1 liras lire
PLN 1 zloty zlotys zł
SEK|NOK|DKK|ISK|CZK|EEK 1 kr krona kronor krone kroner
ILS 1 ₪ shekel shekels
BRL 1 r$ real reais
ZAR 1 rand
NGN 1 ₦ naira
{_PESOS.replace(" ", "|")} 1 peso pesos
"""
_KNOWN_CODES = frozenset(re.findall(r"\b[A-Z]{3}\b", _MONEY))


def _read(table: str, separator: str | None) -> Iterator[tuple[str, Unit]]:
    for line in table.strip().splitlines():
        dimension, factor, rest = line.split(" ", 2)
        for word in rest.split(separator):
            for each in dimension.split("|"):
                kind = f"money:{each}" if _is_code(each) else each
                yield word, Unit(kind, Decimal(factor), word)


def _is_code(text: str) -> bool:
    return re.fullmatch("[A-Z]{3}", text) is not None


def _collected(*entries: Iterator[tuple[str, Unit]]) -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for each in entries:
        for word, unit in each:
            found[word] = (*found.get(word, ()), unit)
    return found


_WORDS = _collected(_read(_TABLE, None), _read(_PHRASES, "|"), _read(_MONEY, None))
_SEVERAL = tuple((words, units) for words, units in _WORDS.items() if " " in words)
_SHORT = frozenset(word for word in _WORDS if len(word) <= 2 and word.isalpha())
_CODE = re.compile(r"[A-Z]{3}\b")
_PREFIX = re.compile(r"(?:(?P<code>[A-Z]{2,3})\s?)?(?P<sign>[£$€¥₹₽₩₴₺₪₦])?\s?$")
_RATE = re.compile(r"\s*(?:per|an?|/|pro|par)\s*(?:hour|second|minute|stunde|sekunde|h|s|heure)\b")
_NEXT = re.compile(r"[\s-]*(?:d[’'])?(?P<word>[%‰¢£$€¥₹₽₩₴₺₪₦]|°?[^\W\d_]+[²³]?[23]?(?:/[a-z]+)?)")
_NATIONAL = {"US": "USD", "A": "AUD", "C": "CAD", "NZ": "NZD", "HK": "HKD", "S": "SGD"}


@lru_cache(maxsize=512)
def unit_of(text: str) -> tuple[Unit, ...]:
    """What an attribute's unit is, its scale taken off (“million EUR”): several where it may be
    one of several, none where it is not known here."""
    text = " ".join(word for word in text.split() if word.lower() not in SCALES or word == "m")
    if _CODE.fullmatch(text):
        known = text in _KNOWN_CODES or _is_currency(text)
        return (Unit(f"money:{text}", Decimal(1), text),) if known else ()
    return _WORDS.get(text) or _WORDS.get(text.lower(), ())


@lru_cache(maxsize=512)
def _is_currency(code: str) -> bool:
    from exporter.sourcing.wording.locales import locale_of

    return code in locale_of("en").currencies


def scales_of(text: str) -> Decimal:
    """What the words of a unit multiply by: a million for “million EUR”, 12 for “dozen”."""
    product = Decimal(1)
    for word in text.lower().split():
        if word in SCALES and word not in UNSURE:
            product *= SCALES[word]
    return product


def units_before(text: str, at: int) -> tuple[Unit, ...]:
    """The currency whose sign or code stands before a number."""
    found = _PREFIX.search(text, max(at - 8, 0), at)
    if not found:
        return ()
    code, sign = found["code"] or "", found["sign"] or ""
    if sign == "$" and code in _NATIONAL:
        code, sign = _NATIONAL[code], ""
    if code and not sign and (code in _KNOWN_CODES or (len(code) == 3 and _is_currency(code))):
        return (Unit(f"money:{code}", Decimal(1), code),)
    return _WORDS.get(sign, ()) if sign else ()


def units_after(text: str, at: int) -> tuple[Unit, ...]:
    """The unit whose word or sign stands after a number; none for one that is not known, or that
    is part of a rate that is not."""
    phrase = text[at : at + 40].lstrip(" \u00a0\u202f-").lower()
    for words, units in _SEVERAL:
        if phrase.startswith(words) and not phrase[len(words) :][:1].isalnum():
            return units
    found = _NEXT.match(text, at)
    if not found:
        return ()
    word = found["word"]
    if word in _SHORT and word.lower() in ("a", "d", "y", "an", "mo", "st", "m", "kn"):
        return ()
    if word == "in" and re.match(r"\s*\w", text[found.end() :]):
        return ()
    if _CODE.fullmatch(word):
        return unit_of(word)
    units = _WORDS.get(word) or (_WORDS.get(word.lower(), ()) if len(word) > 2 else ())
    if units and units[0].dimension == "length" and _RATE.match(text, found.end()):
        return ()
    return units


def currency_words(units: tuple[Unit, ...]) -> str:
    """The code that a currency of words stands for, where it is one: “EUR”."""
    codes = {u.dimension.removeprefix("money:") for u in units if u.dimension.startswith("money:")}
    return codes.pop() if len(codes) == 1 else ""
