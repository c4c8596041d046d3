"""Edits made in LibreOffice itself, over UNO: run by a Python that has the module ``uno``.

    python3 office_script.py PIPE IN.docx OUT.docx EDITS.json

Each edit is ``[left, old, right, new]``: the words between two others become new ones.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Any


def main(pipe: str, given: str, target: str, edits: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def option(name: str, value: object) -> Any:
        made = PropertyValue()
        made.Name, made.Value = name, value
        return made

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for attempt in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if attempt == 239:
                raise
            time.sleep(0.5)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(
        Path(given).as_uri(), "_blank", 0, (option("Hidden", True),)
    )
    made = 0
    for left, old, right, new in json.loads(Path(edits).read_text("utf-8")):
        search = document.createSearchDescriptor()
        search.SearchString = f"{left} {old} {right}"
        search.SearchCaseSensitive = True
        found = document.findFirst(search)
        if found is None:
            continue
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.goRight(len(left) + 1, False)
        if new and not new.startswith(f"{old} "):
            cursor.goRight(len(old), True)
            cursor.setString(new)
        elif new:
            cursor.goRight(len(old), False)
            cursor.setString(new[len(old) :])
        else:
            cursor.goRight(len(old) + 1, True)
            cursor.setString("")
        made += 1
    document.storeToURL(Path(target).as_uri(), (option("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    print(made)
    with contextlib.suppress(Exception):
        desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
