"""One key at a time from a terminal, none lost that is pressed early."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

__all__ = ["Keyboard", "keyboard"]

_QUIT = "q"


class Keyboard:
    """``key`` waits for one key; ``line`` lets a whole line be typed, as at a prompt."""

    def __init__(self, descriptor: int, mode: object) -> None:
        self._descriptor = descriptor
        self._mode = mode

    def key(self) -> str:
        """The next key; ``q`` where the terminal is closed or Ctrl-C or Ctrl-D is pressed."""
        if self._mode is None:
            try:
                return click.getchar()
            except (EOFError, KeyboardInterrupt):
                return _QUIT
        try:
            data = os.read(self._descriptor, 1)
            while data and data[0] >= 0x80 and len(data) < _length(data[0]):
                data += os.read(self._descriptor, 1)
        except (OSError, KeyboardInterrupt):
            return _QUIT
        return _QUIT if data in (b"", b"\x03", b"\x04") else data.decode("utf-8", "replace")

    def line(self, question: str) -> str:
        """What is typed after a question; nothing where it is broken off."""
        with _as_before(self._descriptor, self._mode):
            try:
                given = click.prompt(question, default="", show_default=False, err=True)
            except (click.Abort, EOFError):
                return ""
        return " ".join(given.split())


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """The standard input as a keyboard; the terminal is as before when it ends."""
    descriptor = sys.stdin.fileno()
    try:
        import termios
        import tty
    except ImportError:  # Windows: click reads single keys there
        yield Keyboard(descriptor, None)
        return
    mode = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield Keyboard(descriptor, mode)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)


@contextmanager
def _as_before(descriptor: int, mode: object) -> Iterator[None]:
    if mode is None:
        yield
        return
    import termios

    now = termios.tcgetattr(descriptor)
    termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)  # type: ignore[arg-type]
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, now)


def _length(first: int) -> int:
    """How many bytes a character in UTF-8 has that begins with this one."""
    return 2 if first < 0xE0 else 3 if first < 0xF0 else 4
