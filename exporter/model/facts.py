"""Facts: the header, the registers and what the prose asserts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, TypeAlias

from exporter.model.blocks import Blocks
from exporter.model.inlines import Inlines
from exporter.values import Value

AgentKind: TypeAlias = Literal["person", "organisation"]


class DateValue(Value):
    """A date as the source gives it (TEI att.datable.w3c); each bound is an ISO 8601 string."""

    text: str = ""
    when: str = ""
    start: str = ""
    end: str = ""
    not_before: str = ""
    not_after: str = ""
    certainty: str = ""

    @property
    def bounds(self) -> tuple[str, ...]:
        """What is known of it: the day itself, else its bounds, the earliest first."""
        given = (self.when, self.start, self.not_before, self.end, self.not_after)
        return tuple(filter(None, given))


class Agent(Value):
    """A person or organisation. ``position`` is role and affiliation as one phrase; ``surname`` the
    part of the name that is marked as one."""

    id: str
    kind: AgentKind
    name: str
    position: str = ""
    unnamed: bool = False
    other_names: tuple[str, ...] = ()
    address: str = ""
    line: int = 0
    lang: str = ""
    surname: str = ""


class Place(Value):
    id: str
    name: str
    country: str = ""
    address: str = ""
    line: int = 0
    lang: str = ""


class Author(Value):
    """``ref`` is the id of an agent, or empty; ``role`` what an editor did, as the source says
    it."""

    name: str
    ref: str = ""
    role: str = ""

    @property
    def task(self) -> str:
        """``editor``, ``translator``, or any other role in small letters."""
        said = re.sub("[-_# ]+", " ", self.role.casefold()).strip()
        if not said or re.search(r"edit|edt|hrsg|heraus|éd|^ed\b|^hg\b", said):
            return "editor"
        return "translator" if re.search("transl|trl|übersetz|trad", said) else said


class Source(Value):
    """A ``bibl`` or ``biblStruct``. ``text`` is the whole entry as it is in the source.

    ``container`` is the journal, newspaper or book it appeared in; ``original``, ``archived``
    are addresses; ``archived_on``, ``accessed`` dates of the copy and of the look. ``scopes`` are
    the parts of the container that it fills, each with its unit: ``volume``, ``issue``, ``page``.
    """

    id: str
    type: str = ""
    authors: tuple[Author, ...] = ()
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    date: DateValue | None = None
    cited: str = ""
    cited_unit: str = ""
    original: str = ""
    archived: str = ""
    archived_on: DateValue | None = None
    accessed: DateValue | None = None
    text: Inlines = ()
    line: int = 0
    lang: str = ""
    scopes: tuple[tuple[str, str], ...] = ()


class Relation(Value):
    """TEI ``relation``: ``name`` is ``cites``, ``told`` …; the rest are ids."""

    name: str
    active: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    line: int = 0


Standing: TypeAlias = Literal["supported", "disputed", "open", "false", "other"]


class Status(Value):
    """A category of the ``verification`` taxonomy; ``standing`` is what the layout goes by."""

    id: str
    label: str
    standing: Standing
    line: int = 0


class Verification(Value):
    """The record of a check. ``status`` is the id of a Status or empty; ``evidence`` of sources."""

    id: str
    targets: tuple[str, ...]
    status: str = ""
    certainty: str = ""
    responsibility: str = ""
    by: tuple[Author, ...] = ()
    when: str = ""
    changes: tuple[Change, ...] = ()
    note: Inlines = ()
    evidence: tuple[str, ...] = ()
    line: int = 0


class Speech(Value):
    """Speech, direct or reported. ``within`` is the id of the speech it is nested in."""

    id: str
    text: str
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    direct: bool = True
    sources: tuple[str, ...] = ()
    within: str = ""
    line: int = 0
    document: bool = False
    """True for ``quote``: words quoted from a document, not spoken."""


class Figure(Value):
    """A quantity, number or date in prose, in the units the source names.

    ``value``, ``at_least``, ``at_most`` are exact; 10 per cent is 10. ``speech`` and ``claim``
    are the ids of the innermost spans around it. ``precision`` is ``high``, ``medium``, ``low``.
    """

    id: str
    kind: Literal["quantity", "number", "date"]
    text: str
    type: str = ""
    value: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    unit: str = ""
    commodity: str = ""
    precision: str = ""
    date: DateValue | None = None
    sources: tuple[str, ...] = ()
    speech: str = ""
    claim: str = ""
    line: int = 0


class Claim(Value):
    """What is asserted. ``text`` is the span's text, its parts joined; ``statement`` the claim in
    the register's own words where it has some (``spanGrp/span``). ``parts`` are the ids of all
    ``seg``s; ``status`` (a Status id) and ``certainty`` are the short form from the prose."""

    id: str
    text: str
    statement: str = ""
    parts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    speech: str = ""
    status: str = ""
    certainty: str = ""
    verifications: tuple[Verification, ...] = ()
    line: int = 0


class Correction(Value):
    """A change after publication (``app[@type='correction']``)."""

    id: str
    text: str
    former: str
    when: str = ""
    reason: str = ""
    by: str = ""
    line: int = 0


class Comment(Value):
    """What an editor remarked in a copy; ``when`` is a day, or empty."""

    author: str
    when: str
    text: str


class WrittenNote(Value):
    """A note that an author wrote. ``targets`` are the ids of the spans it is about; a note
    without blocks takes its words from ``sources``. ``place``: ``foot``, ``end`` or empty.
    ``comment`` is set where the note keeps an editor's comment (``type="comment"``)."""

    id: str
    blocks: Blocks
    place: Literal["foot", "end", ""] = ""
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    type: str = ""
    label: str = ""
    line: int = 0
    lang: str = ""
    comment: Comment | None = None


class Remark(Value):
    """Something for the newsroom alone that is in no prose: a note in a register, a second
    name, a comment. ``kind`` is the element's name, or ``comment``; ``about`` are ids of what it
    is about, empty for the article itself."""

    kind: str
    about: tuple[str, ...]
    text: str
    line: int = 0
    lang: str = ""


class Change(Value):
    """An entry of ``revisionDesc``."""

    text: str
    when: str = ""
    by: str = ""
    targets: tuple[str, ...] = ()
    id: str = ""
    line: int = 0


class Correspondence(Value):
    """A step on the way of a letter (``correspAction``). ``kind``: ``sent``, ``received``,
    ``transmitted``, ``redirected``, ``forwarded`` or any other; ``words`` where it says nothing
    apart."""

    kind: str
    who: tuple[Author, ...] = ()
    places: tuple[str, ...] = ()
    date: DateValue | None = None
    words: str = ""


class Metadata(Value):
    """The header. ``identifiers`` are (type, value); ``rights`` is what is said, ``licence`` its
    address; ``keywords`` as given; ``quotation`` is ``quotation/@marks`` and ``hyphens``
    ``hyphenation/@eol``, or empty; ``series`` is what the text is a part of; ``letter`` what is
    known of its way, step by step."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    date: DateValue | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    rights: str = ""
    licence: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    source: str = ""
    changes: tuple[Change, ...] = ()
    state: str = ""
    quotation: str = ""
    hyphens: str = ""
    series: str = ""
    letter: tuple[Correspondence, ...] = ()

    @property
    def published(self) -> str:
        """The ISO 8601 date of publication, or the first bound that is known, or empty."""
        return next(iter(self.date.bounds), "") if self.date else ""
