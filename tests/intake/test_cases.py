"""Drafts of every format, as other programs write them, and the TEI that is expected of them.

Inputs lie in ``cases/``, those that are packages in ``lookalikes.py``; ``--accept`` writes the
expected ``.xml`` anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter._version import __version__
from exporter.intake import plain_article
from tests.intake.lookalikes import FILES
from tests.judges.xml import tei_all

CASES = Path(__file__).parent / "cases"
INPUTS = sorted(path.name for path in CASES.iterdir() if path.suffix != ".xml")


@pytest.mark.parametrize("name", [*INPUTS, *FILES])
def test_the_tei_is_as_expected(name, tmp_path, expected):
    path = tmp_path / name
    path.write_bytes(FILES[name]() if name in FILES else (CASES / name).read_bytes())
    done = plain_article(path)
    text = done.tei.decode().replace(f"exporter {__version__}", "exporter")
    text = text.replace(f'version="{__version__}"', 'version="0"')
    notices = "".join(f"<!-- {n.rule}: {n.message} -->\n" for n in done.notices)
    expected(CASES / f"{name}.xml", text + notices)


def test_all_of_them_are_valid():
    assert tei_all(*sorted(CASES.glob("*.xml"))) == []
