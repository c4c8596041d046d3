"""One article of a batch, from its address to its files: the function that workers run.

It never raises for what is wrong with an article: that is its result. It keeps nothing but what
makes the next article faster (imported renderers, loaded fonts), so the same call may run in a
process, a thread or on a cluster, and gives the same bytes.
"""

from __future__ import annotations

import tempfile
import time
import traceback
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from exporter import formats
from exporter._version import __version__
from exporter.batch import storage
from exporter.batch.companions import (
    Companions,
    companions,
    fetch_pictures,
    local_registers,
    points_elsewhere,
)
from exporter.errors import ExporterError, LimitExceeded
from exporter.files.record import refuse_draft
from exporter.model import Audience
from exporter.notices import Notice, Report
from exporter.pipeline import file_stem, rendered
from exporter.theme import Theme
from exporter.values import Value, field, replace

if TYPE_CHECKING:
    from exporter.model import Article
    from exporter.sourcing import Policy
    from exporter.tei import Limits

__all__ = ["Former", "Result", "Settings", "Status", "Task", "rehearse", "unchanged", "work"]

Status: TypeAlias = Literal["done", "unchanged", "failed"]

_REGISTER = "register "
INTERNAL = "internal-error"
"""The rule of a result whose article met a bug of ours: the report shows where it was."""


class Settings(Value, dict=True, gc=True):
    """What is the same for every article of a batch. ``allow`` are rules that may be broken in a
    public copy; ``checked`` says that the editorial rules run on each article too."""

    to: tuple[str, ...]
    theme: Theme
    policy: Policy
    limits: Limits
    audience: Audience = "public"
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    treatment: str | None = None
    allow: tuple[str, ...] = ()
    checked: bool = False

    @cached_property
    def digest(self) -> str:
        """Changes with everything that changes an output: the program's version and the content
        of the files that options name included."""
        entries = [(entry, formats.version(entry)) for entry in map(formats.find, self.to)]
        named = sorted((name, given) for name, given in self.options.items() if given)
        options = {name: sorted(given.items()) for name, given in named}
        paths = [value for given in self.options.values() for value in given.values()]
        files = [Path(path) for path in (*paths, self.treatment) if isinstance(path, str | Path)]
        contents = [storage.digest(file.read_bytes()) for file in sorted(files) if file.is_file()]
        look = (self.theme, self.policy, self.limits, self.audience, self.treatment)
        rules = (self.allow, self.checked)
        said = (entries, look, rules, options, contents, __version__)
        return storage.digest(repr(said).encode())


class Former(Value):
    """What an earlier run left: identities of the article, of the pictures it names (by the name
    it gives them) and of the registers that it shares (by ``register`` and their addresses). Its
    files are known to be there still."""

    input: str
    pictures: tuple[tuple[str, str], ...] = ()


class Task(Value):
    """``source`` is the article's address; ``stem`` its files' name in ``target``, a folder's
    address, with ``/`` and without extension; ``stamp`` the article's identity where listing it
    told one, else empty; ``former`` None where it must be done; ``seconds`` is how long it may
    take, None for no limit; ``home`` the folder that relative addresses start from on a cluster."""

    source: str
    stem: str
    target: str
    settings: Settings
    stamp: str = ""
    former: Former | None = None
    seconds: float | None = None
    home: str = ""


class Result(Value):
    """What happened. ``files`` are (name relative to the target, bytes written); ``seconds`` of
    the wall's clock; ``notices`` empty where nothing was done; ``error`` one sentence, empty but
    for a failure; ``trace`` empty but for a bug of ours."""

    source: str
    stem: str
    status: Status
    seconds: float = 0.0
    files: tuple[tuple[str, int], ...] = ()
    input: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    error: str = ""
    rule: str = ""
    trace: str = ""


def work(task: Task) -> Result:
    """Do one article, or find that nothing has changed."""
    start = time.perf_counter()
    try:
        result = unchanged(task) or _done(task)
    except ExporterError as error:
        result = Result(
            task.source, task.stem, "failed", error=str(error), rule=_rule(type(error).__name__)
        )
    except Exception as error:  # one article may cost only itself
        said = f"{task.source}: a bug in exporter: {type(error).__name__}: {error}"
        trace = traceback.format_exc()
        result = Result(task.source, task.stem, "failed", error=said, rule=INTERNAL, trace=trace)
    return replace(result, seconds=time.perf_counter() - start)


def rehearse(settings: Settings) -> None:
    """Raise OptionError, ThemeError or PluginError for settings that would fail every article."""
    from exporter.sourcing import plan
    from exporter.tei import read

    article = read(_NOTHING, pictures="none", treatment=settings.treatment)
    edition = plan(article, settings.policy)
    for name in settings.to:
        if given := settings.options.get(name):
            formats.render(edition, name, settings.theme, given)


_NOTHING = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>.</p></body></text>
</TEI>"""


def _rule(name: str) -> str:
    """``MalformedXML`` → ``malformed-xml``."""
    words = "".join(
        f"-{c.lower()}" if c.isupper() and (not name[i - 1].isupper()) and i else c.lower()
        for i, c in enumerate(name)
    )
    return words.removesuffix("-error")


def unchanged(task: Task) -> Result | None:
    """The result of an article that needs no work; None where it must be done."""
    former = task.former
    if former is None:
        return None
    if former.input != (task.stamp or storage.identity(task.source)):
        return None
    for name, known in former.pictures:
        own = storage.beside(task.source, name)
        address = name.removeprefix(_REGISTER) if name.startswith(_REGISTER) else own
        if address is not None and storage.identity(address) != known:
            return None
    return Result(task.source, task.stem, "unchanged", input=former.input, pictures=former.pictures)


def _done(task: Task) -> Result:
    settings = task.settings
    wanted = [formats.find(name) for name in settings.to]
    article, identity, ruled, registers = _article(task)
    made = rendered(article, settings.policy, wanted, settings.theme, settings.options)
    files = made.files(file_stem(task.stem, settings.audience))
    refuse_draft(task.source, [Path(task.target) / name for name in files])
    storage.write_all(task.target, files)
    return Result(
        task.source,
        task.stem,
        "done",
        files=tuple((name, len(data)) for name, data in files.items()),
        input=identity,
        pictures=(
            *_pictures(task.source, article),
            *((f"{_REGISTER}{each}", storage.identity(each)) for each in registers),
        ),
        notices=_notices(made.report, ruled),
    )


def _notices(said: Report, ruled: Report | None) -> tuple[Notice, ...]:
    """What was said on the way, and what the rules found, where they ran."""
    if ruled is None:
        return said.notices
    from exporter.checks import together

    return together(ruled, said).notices


def _pictures(source: str, article: Article) -> tuple[tuple[str, str], ...]:
    local = isinstance(storage.place(source), storage.Local)
    found: dict[str, str] = {}
    for graphic in article.graphics.values():
        address = storage.beside(source, graphic.url)
        if address is not None and graphic.url not in found:
            known = local and graphic.data is not None
            found[graphic.url] = (
                storage.digest(graphic.data or b"") if known else storage.identity(address)
            )
    return tuple(found.items())


# ----------------------------------------------------------------------------- reading


def _article(task: Task) -> tuple[Article, str, Report | None, tuple[str, ...]]:
    """The article, its identity, what the rules find where they are to run, and the addresses of
    the registers that it may use. What is not a local file is laid into a folder of its own first,
    the pictures that it names beside it and the registers where its settings have them."""
    settings = task.settings
    limit = settings.limits.size
    data = storage.read(task.source, limit)
    if len(data) > limit:
        raise LimitExceeded(
            f"it is larger than {limit:,} bytes. Raise the limit if it should be read.",
            file=task.source,
        )
    identity = task.stamp or storage.digest(data)
    place = storage.place(task.source)
    if isinstance(place, storage.Local):
        article = _read(place.path, settings)
        shared = local_registers(place.path) if points_elsewhere(data) else ()
        return article, identity, _ruled(place.path, task), shared
    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        beside = companions(task.source) if points_elsewhere(data) else Companions()
        copy = Path(folder, beside.folder, "article.xml")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
        try:
            beside.lay(Path(folder), limit)
            article = _read(copy, settings)
            if fetch_pictures(task.source, article, copy.parent, task.settings.limits.pictures):
                article = _read(copy, settings)
            ruled = _ruled(copy, task)
        except ExporterError as error:
            known = beside.known_as(error.file, Path(folder))
            error.file = task.source if error.file == str(copy) else known or error.file
            raise
    shared = tuple(address for _, address in beside.registers)
    return _renamed(article, str(copy), task.source), identity, ruled, shared


def _read(path: Path, settings: Settings) -> Article:
    from exporter.tei import read

    return read(
        path,
        audience=settings.audience,
        limits=settings.limits,
        treatment=settings.treatment,
        allow=settings.allow,
    )


def _ruled(path: Path, task: Task) -> Report | None:
    """What the editorial rules find, by the settings that hold where the article lies."""
    settings = task.settings
    if not settings.checked:
        return None
    from exporter.checks import check, load_config

    report = check(
        path,
        config=load_config(path),
        audience=settings.audience,
        limits=settings.limits,
        allow=settings.allow,
    )
    return Report(tuple(replace(notice, file=task.source) for notice in report))


def _renamed(article: Article, former: str, name: str) -> Article:
    notices, leaks = (
        tuple(replace(n, file=name) if n.file == former else n for n in said)
        for said in (article.notices, article.leaks)
    )
    return replace(article, file=name, notices=notices, leaks=leaks)
