"""Marks for as long as it lives: ``python marking.py ARTICLE SEED``; a line for each that is
saved."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from exporter.workbench.actions.action import Quote
from exporter.workbench.session import Session
from exporter.workbench.source.store import FileStore

if __name__ == "__main__":
    session = Session(FileStore(sys.argv[1]))
    for number in range(1000):
        fields = {"text": f"{sys.argv[2]}-{number}"}
        session.change(session.state().version, Quote("note", "Ada Mills", fields=fields))
        print(number, flush=True)
