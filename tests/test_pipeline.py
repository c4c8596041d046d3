"""An article read, planned and rendered: its files, and everything said on the way."""

from __future__ import annotations

from exporter import Policy, formats, load_theme
from exporter.model import Output
from exporter.notices import Notice, Severity
from exporter.pipeline import Rendered, file_stem, rendered
from exporter.values import replace
from tests import sample


def made() -> Rendered:
    wanted = [formats.find("html"), formats.find("annotations")]
    return rendered(sample.article(), Policy(), wanted, load_theme(), {})


def test_files_are_named_by_stem_and_ending_beside_what_they_show() -> None:
    page = made()
    first = Output(b"page", assets=(("images/a.png", b"png"),))
    page = replace(page, outputs=(first, page.outputs[1]))
    assert list(page.files("news/harbour")) == [
        *("news/images/a.png", "news/harbour.html", "news/harbour.annotations.jsonld")
    ]
    assert page.files("harbour")["images/a.png"] == b"png"


def test_the_report_has_each_notice_once_in_the_order_of_the_work() -> None:
    page = made()
    read, planned, drawn = (Notice(rule, Severity.INFO, "Said.") for rule in ("r", "p", "d"))
    page = Rendered(
        replace(page.article, notices=(read, drawn)),
        replace(page.edition, notices=(planned, read)),
        page.formats,
        (Output(b"", notices=(drawn,)), Output(b"", notices=(drawn,))),
    )
    assert page.report.notices == (read, drawn, planned)


def test_an_internal_copy_says_so_in_its_name() -> None:
    assert [file_stem("a", "public"), file_stem("a", "internal")] == ["a", "a-internal"]


def test_a_notice_as_json_has_every_field() -> None:
    notice = Notice("no-text", Severity.WARNING, "There is none.", "a.xml", 3, fix="Write.")
    assert notice.to_json() == {
        "rule": "no-text",
        "severity": "warning",
        "message": "There is none.",
        "file": "a.xml",
        "line": 3,
        "column": None,
        "path": "",
        "fix": "Write.",
    }


def test_a_loaded_theme_is_itself() -> None:
    theme = load_theme("archive")
    assert load_theme(theme) is theme
