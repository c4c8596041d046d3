"""What may be changed in a line, and which tests are near it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants.__main__ import ROOT, drawn
from tests.mutants.changes import changed, changes
from tests.mutants.nearest import stages


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = (a) <= (b)", {"x = (a) < (b)"}),
        ("x = a not in b", {"x = a in b"}),
        ("x = a is not b", {"x = a is b"}),
        ("x = é == b", {"x = é != b"}),
        ("x = a and b or c", {"x = a or b or c", "x = a and b and c"}),
        ("x = not a", {"x = (a)"}),
        ("x = a + 1", {"x = a - 1", "x = a + (1 + 1)"}),
        ("x = 'a' + b", set()),
        ("x = '%s' % b", set()),
        ("x = f'{a + 1}'", set()),
        ("x: int = True", {"x: int = False"}),
        ("if a: b = c", {"if (not (a)): b = c", "if False: b = c"}),
        ("if TYPE_CHECKING: a()", set()),
        ("x = [a for a in b if c]", {"x = [a for a in b if True]"}),
        ("while a: break", {"while False: break", "while a: continue"}),
        ("a.b(c)", {"pass"}),
        ("x += y", {"pass"}),
        ("raise A('b' < c)", {"pass"}),
        ("@cache(3)\ndef f(a: int = 1) -> b[2]:\n    '''Words.'''", {"(1 + 1)"}),
        ("def __repr__(self): return 1", set()),
    ],
)
def test_changes(source: str, made: set[str]) -> None:
    found = {changed(source.encode(), change).decode() for change in changes(source.encode())}
    for each in found:
        ast.parse(each)
    if source.startswith("@"):
        assert len(found) == 1
        assert next(iter(found)).splitlines()[1] == "def f(a: int = (1 + 1)) -> b[2]:"
    else:
        assert found == made


def test_every_change_of_the_package_leaves_sound_python() -> None:
    for path in sorted((ROOT / "exporter" / "text").glob("*.py")):
        source = path.read_bytes()
        for change in changes(source):
            ast.parse(changed(source, change))
            assert source.count(b"\n", 0, change.start) + 1 == change.line


def test_equal_seeds_draw_equal_lines() -> None:
    paths = [Path("exporter/text/bidi.py"), Path("exporter/notices.py")]
    assert drawn(ROOT, paths, 7, 20) == drawn(ROOT, paths, 7, 20) != drawn(ROOT, paths, 8, 20)
    lines = [(one.path, one.change.line) for one in drawn(ROOT, paths, 7, 20)]
    assert len(set(lines)) == 20


def test_the_nearest_tests_come_first() -> None:
    first, *others = stages(ROOT, ROOT / "exporter/text/bidi.py")
    assert "tests/text/test_bidi.py" in first
    flat = [name for group in (first, *others) for name in group]
    assert len(flat) == len(set(flat))
    assert "tests/text/test_language_tags.py" in flat
    assert stages(ROOT, ROOT / "exporter/notices.py")
