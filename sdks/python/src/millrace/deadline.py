"""How long a call may take, and when what failed is tried again."""

from __future__ import annotations

import random
import time
from typing import Optional

from .errors import PlatformFault, too_late

MOST_RETRIES = 4
_FIRST_WAIT = 0.25
_LONGEST_WAIT = 30.0
_FOR_GOOD = ('sdk.deadline', 'sdk.certificate')
_SENT_AGAIN = frozenset(('GET', 'HEAD', 'PUT', 'DELETE'))


class Deadline:
    """Ends a call with all that is tried again; without seconds there is none."""

    def __init__(self, seconds: Optional[float]) -> None:
        self._seconds = seconds
        self._ends = None if seconds is None else time.monotonic() + seconds

    def left(self, most: float) -> float:
        """Seconds that one step may take, at most so many. Raises when there are none left."""
        if self._ends is None or self._seconds is None:
            return most
        left = self._ends - time.monotonic()
        if left <= 0:
            raise too_late(self._seconds)
        return min(most, left)

    def wait(self, seconds: float) -> None:
        """Waits; raises at once where the deadline comes first."""
        if self._seconds is not None and self.left(seconds) < seconds:
            raise too_late(self._seconds)
        time.sleep(seconds)


def may_retry(method: str, once: bool, fault: PlatformFault) -> bool:
    """Whether a request is sent again: what may be done twice, and what the platform says it has not begun."""
    if fault.code in _FOR_GOOD or fault.status not in (0, 429, 502, 503, 504):
        return False
    if method in _SENT_AGAIN or once:
        return True
    return fault.status in (429, 503) and fault.retry_after is not None


def wait_before(attempt: int, retry_after: Optional[float] = None) -> float:
    """Seconds before the next attempt: doubled each time, spread, and what the platform asks for goes before it."""
    if retry_after is not None:
        return min(retry_after, _LONGEST_WAIT)
    return min(_FIRST_WAIT * 2.0**attempt * (0.5 + random.random() / 2), _LONGEST_WAIT)
