"""A page for tests to work on."""

from __future__ import annotations

import pytest


@pytest.fixture
def page(tmp_path):
    """The page of a small valid article."""
    pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
    pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")
    from tests.workbench.pages import Page, article

    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    return Page(path)
