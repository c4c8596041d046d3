"""The public face: its names, and what importing it costs."""

import inspect
import json
import pickle
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import FunctionType

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
        *("Config", "load_config"),
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


def documented() -> list[tuple[str, object]]:
    """What docs/api.md names, each with its members that are shown."""
    text = (Path(exporter.__file__).parents[1] / "docs/api.md").read_text("utf-8")
    found = []
    for kind, name in re.findall(r"auto(function|class|module):: ([\w.]+)", text):
        module, _, last = name.rpartition(".")
        thing = import_module(name) if kind == "module" else getattr(import_module(module), last)
        found.append((name, thing))
    return found


def test_every_name_in_the_manual_says_what_it_is():
    assert len(documented()) > 40
    for name, thing in documented():
        assert inspect.getdoc(thing), name
        if isinstance(thing, type) and thing.__module__.startswith("exporter"):
            for key, member in vars(thing).items():
                if isinstance(member, property | FunctionType) and not key.startswith("_"):
                    assert inspect.getdoc(member), f"{name}.{key}"


def test_every_function_in_the_manual_says_what_it_raises():
    for name, thing in documented():
        if isinstance(thing, FunctionType):
            doc = inspect.getdoc(thing) or ""
            assert "aise" in doc or not inspect.signature(thing).parameters, name
            missing = [
                parameter
                for parameter in list(inspect.signature(thing).parameters)[1:]
                if f"``{parameter}" not in doc
                and parameter not in ("to", "theme", "signs", "policy", "limits", "audience")
            ]
            assert not missing, (name, missing)


def test_a_notice_is_a_dictionary_of_plain_values():
    report = exporter.check(b"<TEI><text>", name="a.xml")
    assert json.loads(json.dumps(report.to_json())) == report.to_json()
    assert report.to_json()[0]["severity"] == "error"
    assert report.to_json()[0]["file"] == "a.xml"
