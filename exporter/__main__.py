"""The program: ``exporter``, or ``python -m exporter``."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
import threading
from typing import NoReturn

__all__ = ["program"]

_UNPRINTED = {errno.EBADF, errno.EFBIG, errno.EIO, errno.ENOSPC, errno.EPIPE}


def program() -> NoReturn:
    """Run the command line and leave.

    To take every module and value apart at the end costs as much as to read an article, and the
    system takes them back anyway. So what is to be done and printed at the exit is done, and the
    process ends there; one in which another thread still runs ends as usual.
    """
    gc.set_threshold(100_000)
    from exporter.cli import main
    from exporter.text import printable

    try:
        try:
            main()
        except SystemExit as leave:
            code = leave.code
        if not isinstance(code, int) or threading.active_count() > 1:
            sys.exit(code)
        atexit._run_exitfuncs()  # noqa: SLF001 - the first thing that an ordinary exit does
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        if error.filename is not None:
            what = printable.line(os.fsdecode(error.filename))
        elif error.errno in _UNPRINTED:  # of the terminal, pipe or file that is printed to
            what = "the output cannot be printed"
        else:
            raise
        os.write(2, os.fsencode(f"error: {what}: {error.strerror}.\n"))
        code = 1
    os._exit(code)


if __name__ == "__main__":
    program()
