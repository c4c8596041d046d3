"""Whether a value fits a data type of a RELAX NG grammar; what is not known here fits."""

from __future__ import annotations

import re
from datetime import date

from exporter.tei.tree.elements import Element

__all__ = ["fits"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_TYPES = {
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "date": r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?",
    "dateTime": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "gYear": r"-?\d{4,}(Z|[+-]\d\d:\d\d)?",
    "gYearMonth": r"-?\d{4,}-(0[1-9]|1[0-2])(Z|[+-]\d\d:\d\d)?",
    "NCName": r"[^\W\d][\w.\-·]*",
    "ID": r"[^\W\d][\w.\-·]*",
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
}


def fits(kind: Element, given: str) -> bool:
    """Whether a ``value`` or ``data`` pattern takes a value."""
    if kind.tag == f"{_RNG}value":
        return given.strip() == (kind.text or "").strip()
    for param in kind.iter(f"{_RNG}param"):
        if param.get("name") == "pattern" and not re.fullmatch(param.text or "", given):
            return False
    known = _TYPES.get(kind.get("type") or "")
    if known is None or not re.fullmatch(known, given.strip()):
        return known is None
    return kind.get("type") not in ("date", "dateTime") or _is_day(given.strip())


def _is_day(given: str) -> bool:
    """Whether the calendar has a day of this form; of years that Python does not count, any."""
    if not re.match(r"[0-9]{4}-", given) or given.startswith("0000"):
        return True
    try:
        date.fromisoformat(given[:10])
    except ValueError:
        return False
    return True
