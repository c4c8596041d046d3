"""Every example runs as it stands."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.batch.articles import article, png

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))


def python(*arguments, **options):
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_script(tmp_path):
    (tmp_path / "a.xml").write_text(article(1))
    (tmp_path / "b.xml").write_text(article(2)[:500])
    done = python(EXAMPLES / "script.py", tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert sorted(Path(line).name for line in done.stdout.split()) == ["a.docx", "a.html", "a.pdf"]
    assert "b.xml:" in done.stderr


def test_script_says_what_it_wants():
    done = python(EXAMPLES / "script.py")
    assert done.returncode == 1
    assert "usage: python script.py ARTICLES TARGET" in done.stderr
    assert "Traceback" not in done.stderr


def test_walk():
    done = python(EXAMPLES / "walk.py")
    assert done.returncode == 0, done.stderr
    assert "sources," in done.stdout
    assert "bytes of HTML," in done.stdout
    assert "MalformedXML" in done.stdout


def test_cms_publishes():
    import cms

    published = cms.on_publish("wall", article(7, "wall.png").encode(), {"wall.png": png(1)})
    assert set(published.attachments) == {"wall.html", "wall.docx", "wall.pdf"}
    assert not published.refused
    media_type, page = published.attachments["wall.html"]
    assert media_type == "text/html"
    assert b"data:image/png" in page


def test_cms_refuses_what_is_wrong():
    import cms

    unknown = article(7).replace('source="#s.aud">“', 'source="#s.nowhere">“').encode()
    refused = cms.on_publish("wall", unknown, {})
    assert refused.refused
    assert not refused.attachments
    assert any("wall.xml:" in remark and "s.nowhere" in remark for remark in refused.remarks)
    assert cms.on_publish("wall", b"<TEI", {}).refused


def test_cms_from_many_threads():
    import cms

    def title(n):
        page = cms.on_publish("a", article(n).encode(), {}).attachments["a.html"][1]
        return f"Harbour wall, part {n}<".encode() in page

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(title, range(24)))


# ------------------------------------------------------------------- workflow and hook


def yaml(path):
    """A YAML file's content, by PyYAML."""
    return pytest.importorskip("yaml", reason="PyYAML is not installed").safe_load(path.read_text())


def test_workflow(tmp_path):
    """Its own steps, in a repository of articles; GitHub's actions are not run."""
    workflow = yaml(EXAMPLES / "github/.github/workflows/articles.yml")
    steps = workflow["jobs"]["articles"]["steps"]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.xml").write_text(article(1).replace("#p.mi", "#p.nobody"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    runs = {step["name"]: step["run"] for step in steps if "run" in step}
    for name in ("Check", "Export"):
        subprocess.run(
            runs[name], shell=True, cwd=tmp_path, check=False, env=os.environ | {"PATH": path}
        )
    upload = next(step for step in steps if "sarif" in step.get("uses", ""))
    sarif = json.loads((tmp_path / upload["with"]["sarif_file"]).read_text("utf-8"))
    assert sarif["version"] == "2.1.0"
    (first, *_) = sarif["runs"][0]["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("articles/a.xml")
    assert (tmp_path / "build/a.pdf").exists()
    permissions = workflow["permissions"]
    assert permissions == {"contents": "read", "security-events": "write"}


def test_pre_commit_hook(tmp_path):
    """What pre-commit would run: the entry, with the files that were changed."""
    (hook,) = yaml(EXAMPLES.parent / ".pre-commit-hooks.yaml")
    assert hook["language"] == "python"
    (tmp_path / "good.xml").write_text(article(1))
    (tmp_path / "bad.xml").write_text(article(1)[:600])
    command = shlex.split(hook["entry"])
    assert command[0] == "exporter"
    run = [sys.executable, "-m", *command]
    good = subprocess.run([*run, "good.xml"], cwd=tmp_path, capture_output=True, check=False)
    bad = subprocess.run([*run, "good.xml", "bad.xml"], cwd=tmp_path, check=False)
    assert good.returncode == 0, good.stdout
    assert bad.returncode == 1
