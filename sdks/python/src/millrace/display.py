"""How notebooks show things, and how long reads tell of themselves."""

from __future__ import annotations

import sys
import time
from html import escape
from typing import Any, Callable, Iterable, Optional, Sequence, Union

# How a long read tells of itself: True and False are as they say, a function is told the samples so far, None: where somebody looks.
Progress = Union[bool, Callable[[int], None], None]


def table(head: Sequence[str], rows: Iterable[Sequence[Any]], note: str = '') -> str:
    """A table of HTML; everything in it is text."""
    top = ''.join(f'<th style="text-align:left">{escape(name)}</th>' for name in head)
    cells = ''.join(f'<tr>{"".join(f"<td>{escape(_shown(value))}</td>" for value in row)}</tr>' for row in rows)
    below = f'<p>{escape(note)}</p>' if note else ''
    return f'<table><thead><tr>{top}</tr></thead><tbody>{cells}</tbody></table>{below}'


def _shown(value: Any) -> str:
    if value is None:
        return ''
    return f'{value:.6g}' if isinstance(value, float) else str(value)


class Counter:
    """Tells how much a read has so far: to whom it was told to, or in one line that is overwritten, after the first second."""

    def __init__(self, progress: Progress) -> None:
        self._tell = progress if callable(progress) else None
        self._shows = progress is True or (progress is None and _is_watched())
        self._count = 0
        self._next = time.monotonic() + 1
        self._shown = False

    def more(self, samples: int) -> None:
        """So many more samples have come."""
        self._count += samples
        if self._tell is not None:
            self._tell(self._count)
        self._show(0)

    def loading(self, octets: int) -> None:
        """So much of what comes in one piece is there."""
        self._show(octets)

    def end(self) -> None:
        """It has all come; the line goes."""
        if self._shown:
            sys.stderr.write(f'\r{" " * 60}\r')
            sys.stderr.flush()

    def _show(self, octets: int) -> None:
        if not self._shows or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + 0.2
        self._shown = True
        loading = f' and {octets / 1e6:,.1f} MB' if octets else ''
        sys.stderr.write(f'\r{self._count:,} samples{loading} …'.ljust(60))
        sys.stderr.flush()


def _is_watched() -> bool:
    """A person sees what is written: at a terminal, or in a notebook."""
    return sys.stderr.isatty() or 'ipykernel' in sys.modules


def first_line(text: Optional[str]) -> str:
    """The first line of a description."""
    return (text or '').split('\n', 1)[0]
