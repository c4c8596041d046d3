"""RIS (EndNote, Zotero, publishers' sites) → references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.errors import InputError
from exporter.references.reference import Name, Reference, kind_of

__all__ = ["read"]

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?")


def read(text: str, file: str | None) -> Iterator[Reference]:
    """All records of a file. Raises InputError where a line is none of RIS."""
    record: dict[str, list[str]] = {}
    last = ""
    count = 0
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        found = _LINE.match(line.rstrip())
        if found is None:
            if line.strip() and last:
                record[last][-1] += f" {line.strip()}"
            elif line.strip():
                raise InputError("This line is none of RIS, as “TY  - JOUR” is.", file=file,
                                 line=number)  # fmt: skip
            continue
        tag, value = found[1], (found[2] or "").strip()
        if tag == "ER":
            count += 1
            yield _reference(record, count)
            record, last = {}, ""
        else:
            record.setdefault(tag, []).append(value)
            last = tag
    if record:
        yield _reference(record, count + 1)


def _reference(record: dict[str, list[str]], number: int) -> Reference:
    def one(*tags: str) -> str:
        found = (value for tag in tags for value in record.get(tag, ()) if value)
        return " ".join(next(found, "").split())

    given = one("TY")
    authors = tuple(_name(n) for tag in ("AU", "A1") for n in record.get(tag, ()) if n.strip())
    pages = "–".join(filter(None, (one("SP"), one("EP"))))
    serial = one("SN")
    dated = one("DA", "PY", "Y1")
    year = re.match(r"\d{4}|", one("PY", "Y1"))
    key = one("ID") or f"{authors[0].family if authors else 'source'}{year[0] if year else ''}"
    return Reference(
        key=key if any(map(str.isalnum, key)) else f"source{number}",
        kind=kind_of(given),
        title=one("TI", "T1", "CT"),
        container=one("T2", "JO", "JF", "JA", "BT"),
        is_journal=given in ("JOUR", "NEWS", "MGZN", "EJOUR"),
        authors=authors,
        editors=tuple(_name(n) for tag in ("ED", "A2") for n in record.get(tag, ()) if n.strip()),
        date=_date(dated) or _date(one("PY", "Y1")),
        dated=dated.rstrip("/"),
        publisher=one("PB"),
        place=one("CY", "PP"),
        volume=one("VL"),
        issue=one("IS"),
        pages=pages,
        doi=one("DO"),
        isbn=serial if len(re.sub(r"[^0-9Xx]", "", serial)) in (10, 13) else "",
        address=one("UR", "L1", "LK"),
        accessed=_date(one("Y2")),
    )


def _name(text: str) -> Name:
    family, _, rest = text.partition(",")
    given, _, suffix = rest.partition(",")
    family = f"{family.strip()} {suffix.strip()}".strip()
    return Name(family, given.strip())


def _date(text: str) -> str:
    found = _DATE.match(text)
    if found is None:
        return ""
    month, day = (int(part or 0) for part in found.groups()[1:])
    if not 1 <= month <= 12:
        return found[1]
    return f"{found[1]}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{found[1]}-{month:02}"
