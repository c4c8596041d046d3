"""The public face: its names, and what importing it costs."""

import pickle
import subprocess
import sys

import exporter
from exporter import errors


def test_names_are_sorted_and_all_there():
    assert exporter.__all__ == sorted(exporter.__all__)
    for name in exporter.__all__:
        assert getattr(exporter, name) is not None


def test_public_names():
    """A name that goes or comes is a decision; this list records it."""
    assert set(exporter.__all__) == {
        *errors.__all__,
        *("Archived", "Article", "Changes", "Edition", "Exported", "Format", "Limits", "Notice"),
        *("Output", "Policy", "Report", "Severity", "Theme", "Verified", "__version__"),
        *("archive", "check", "diff", "export", "export_many", "load_theme", "plan", "read"),
        *("Draft", "Merged", "draft", "merge", "recover", "render", "verify"),
    }


def test_the_error_tree_is_drawn_in_full():
    for name in errors.__all__:
        assert name in (errors.__doc__ or "")
        assert issubclass(getattr(errors, name), exporter.ExporterError)


def test_errors_cross_processes():
    error = exporter.MalformedXML("bad", file="a.xml", line=3, faults=((3, 1, "bad"),))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.faults) == ("a.xml:3: bad", ((3, 1, "bad"),))
    assert str(pickle.loads(pickle.dumps(exporter.ThemeError("no", file="t.toml")))) == "t.toml: no"


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from exporter.cli import main\n"
        "result = CliRunner().invoke(main, ['--help'])\n"
        "assert result.exit_code == 0 and 'export' in result.output, result.output\n"
        "heavy = {'lxml', 'reportlab', 'docx', 'babel', 'PIL', 'uharfbuzz'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
