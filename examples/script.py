"""Export every article of a folder, say what is wrong with which, and stop at nothing.

usage: python script.py ARTICLES TARGET
"""

import sys
from pathlib import Path

import exporter


def main(articles: Path, target: Path) -> int:
    failed = 0
    for path in sorted(articles.glob("*.xml")):
        try:
            done = exporter.export(path, target, to=["html", "docx", "pdf"])
        except exporter.ExporterError as error:
            print(error, file=sys.stderr)
            failed += 1
            continue
        for notice in done.report.at_least(exporter.Severity.WARNING):
            print(notice, file=sys.stderr)
        for file in done.files:
            print(file)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
