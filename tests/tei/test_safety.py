"""Hostile files: refused within bounds, with nothing opened and nothing fetched.

The parser is C code that no audit hook sees, so the traps are real: a named pipe, which whoever
opens it waits at for ever, and a port that notes every caller.
"""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>'

BOMBS = {
    "nested": '<!DOCTYPE TEI [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]>{ROOT.format('&j;')}",
    "quadratic": f'<!DOCTYPE TEI [<!ENTITY a "{"B" * 100_000}">]>' + ROOT.format("&a;" * 10_000),
    "attribute": f'<!DOCTYPE TEI [<!ENTITY a "{"B" * 1000}">]>'
    + ROOT.format(f'<hi rend="{"&a;" * 9000}"/>'),
    "loop": f'<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>{ROOT.format("&a;")}',
    "deep": "<TEI>" * 200_000,
    "parameter": "<!DOCTYPE TEI [<!ENTITY % a \"<!ENTITY b 'x'>\"> %a; %a;]>"
    + ROOT.format("&b;&b;"),
}

REACHING = {
    "dtd": '<!DOCTYPE TEI SYSTEM "{place}">{root}',
    "public": '<!DOCTYPE TEI PUBLIC "-//X//Y" "{place}">{root}',
    "entity": '<!DOCTYPE TEI [<!ENTITY e SYSTEM "{place}">]>{entity}',
    "parameter": '<!DOCTYPE TEI [<!ENTITY % e SYSTEM "{place}"> %e;]>{root}',
    "subset": '<!DOCTYPE TEI SYSTEM "{place}" [<!ENTITY % e SYSTEM "{place}"> %e;]>{root}',
    "include": '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">'
    '<text><body><xi:include href="{place}"/></body></text></TEI>',
    "stylesheet": '<?xml-stylesheet href="{place}"?><?xml-model href="{place}"?>{root}',
    "schema": '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="http://www.w3.org/2001/XMLSchema-'
    'instance" x:schemaLocation="a {place}"><text><body><p>a</p></body></text></TEI>',
    "picture": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><figure><graphic url="{place}"/>'
    "</figure></body></text></TEI>",
    "base": '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:base="{place}"><text><body><figure>'
    '<graphic url="x"/></figure></body></text></TEI>',
}

READ = """
import re, sys
sys.addaudithook(lambda event, args: opened.append(args) if event in
    ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen") and watching else None)
opened, watching = [], False
from exporter import ExporterError
from exporter.tei import read
import exporter.settings, exporter.tei.pictures.metadata_stripper
read(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
for file in sys.argv[1:]:
    watching = True
    try:
        read(file)
        said = "read"
    except ExporterError as error:
        said = f"refused: {error}"
    watching = False
    print(said)
with open("/proc/self/status") as status:  # ru_maxrss would count the parent's, too
    print(int(re.search(r"VmHWM:\\s*(\\d+)", status.read())[1]) // 1024)
print([str(args[0]) for args in opened if str(args[0]) not in sys.argv[1:]])
"""


def reading(*files: Path) -> tuple[list[str], int, str]:
    """Read files in a process of its own: what is said of each, MiB at the peak, what else was
    opened."""
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, files)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    *said, size, opened = done.stdout.splitlines()
    return said, int(size), opened


@pytest.fixture
def port() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and who called it."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        closing = threading.Event()

        def listen() -> None:
            while not closing.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                callers.append(str(address))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], callers
        closing.set()
        thread.join()


def test_bombs(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.xml" for name in BOMBS]
    for file, text in zip(files, BOMBS.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    said, size, opened = reading(*files)
    assert [words[:9] for words in said] == ["refused: "] * 5 + ["read"]
    assert size < 200
    assert opened == "[]"


@pytest.mark.parametrize("name", REACHING)
def test_nothing_else_is_opened(tmp_path: Path, port: tuple[int, list[str]], name: str) -> None:
    number, callers = port
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    files: list[Path] = []
    for place in ("pipe", str(pipe), f"file://{pipe}", f"http://127.0.0.1:{number}/x"):
        root, entity = ROOT.format("a"), ROOT.format("&e;")
        text = REACHING[name].format(place=place, root=root, entity=entity)
        files.append(tmp_path / f"{len(files)}.xml")
        files[-1].write_text(text, encoding="utf-8")
    said, _, opened = reading(*files)
    expected = "refused: " if name == "entity" else "read"
    assert [words[:9] for words in said] == [expected] * 4
    assert opened == "[]"
    assert not callers


def test_the_traps_are_sprung_by_a_parser_that_reaches_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    file = tmp_path / "a.xml"
    file.write_text(f'<!DOCTYPE TEI SYSTEM "pipe">{ROOT.format("a")}', encoding="utf-8")
    reach = "import sys, lxml.etree as e; e.parse(sys.argv[1], e.XMLParser(load_dtd=True))"
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", reach, str(file)], timeout=3, check=False)
