"""What a run is asked for: refused where nothing can come of it, and remembered for --resume."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from exporter.batch import export_many
from exporter.errors import OptionError
from tests.batch.articles import contents, lay


def run(sources, target, **options):
    """A run in one thread of this process, to HTML; ``after`` is how many articles it is let do."""
    seen: list[object] = []
    after = options.pop("after", None)
    with ThreadPoolExecutor(1) as pool:
        options |= {"to": "html", "executor": pool, "progress": seen.append, "jobs": 1}
        return export_many(
            sources, target, stop=lambda: after is not None and len(seen) >= after, **options
        )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sources": []}, "There are no sources"),
        ({"to": []}, "No format is asked for"),
        ({"to": "odt"}, "There is no format 'odt'"),
        ({"jobs": 0}, "jobs is 0"),
        ({"jobs": -3}, "jobs is -3"),
        ({"time_limit": 0}, "time_limit is 0"),
        ({"target": "memory://x", "cluster": "tcp://127.0.0.1:9"}, "seen by this process alone"),
        ({"sources": "memory://x", "cluster": "tcp://127.0.0.1:9"}, "seen by this process alone"),
    ],
)
def test_what_can_come_to_nothing_is_refused(tmp_path, options, said):
    given = {"sources": lay(tmp_path / "news", 1), "target": tmp_path / "out", "to": "html"}
    with pytest.raises(OptionError, match=said):
        export_many(**{**given, **options})
    assert not (tmp_path / "out/_batch/report.html").exists()


def test_other_processes_do_not_write_into_this_one(tmp_path):
    news = lay(tmp_path / "news", 1)
    with ProcessPoolExecutor(1) as pool, pytest.raises(OptionError, match="this process alone"):
        export_many(news, "memory://out", to="html", executor=pool)


def test_one_source_and_one_format_need_no_list(tmp_path):
    news = lay(tmp_path / "news", 2)
    assert run(str(news), tmp_path / "out").done == 2
    assert run(news / "000", tmp_path / "one").done == 2
    assert sorted(contents(tmp_path / "one")) == ["a00000.html", "a00001.html"]


def test_resume_with_other_sources_is_said(tmp_path):
    news, other, out = lay(tmp_path / "news", 4), lay(tmp_path / "other", 1), tmp_path / "out"
    assert run([news], out, after=1).interrupted
    with pytest.raises(OptionError, match=f"had other sources: {news}. Name none"):
        run([other], out, resume=True)
    assert run([news], out, resume=True).done == 4


def test_resume_remembers_that_all_is_to_be_done_again(tmp_path):
    news, out = lay(tmp_path / "news", 4), tmp_path / "out"
    assert run([news], out).done == 4
    assert run([news], out, force=True, after=1).interrupted
    again = run([], out, resume=True)
    assert (again.done, again.unchanged) == (4, 0)
