"""What goes wrong, by kind: one class for each, so that `except` reads as it is meant."""

from __future__ import annotations

import json
import time
from email.utils import parsedate_to_datetime
from typing import Any, Mapping, Optional, Type

__all__ = [
    'Conflict',
    'Forbidden',
    'Invalid',
    'NotFound',
    'PlatformFault',
    'TooMany',
    'Unauthenticated',
    'Unavailable',
    'Unreachable',
]


class PlatformFault(Exception):
    """What the platform answered instead of data: RFC 9457 problem details with the row of its error table and the remedy.

    `code` is a row of docs/errors.md, or begins with `sdk.` where the answer is this package's own. `facts` is what the words name,
    by name; `retry_after` the seconds after which the platform asks to come back.
    """

    kind = 'other'

    def __init__(
        self, status: int, code: str, message: str, remedy: str = '', facts: Optional[Mapping[str, str]] = None
    ) -> None:
        self.status = status
        self.code = code
        self.message = message
        self.remedy = remedy
        self.facts = dict(facts or {})
        self.retry_after: Optional[float] = None
        super().__init__(f'{message} {remedy}'.strip())


class Unreachable(PlatformFault):
    """Nothing answered, not in time (`sdk.deadline`), or not who it should be (`sdk.certificate`)."""

    kind = 'unreachable'


class Unauthenticated(PlatformFault):
    """401: not signed in, or no more."""

    kind = 'unauthenticated'


class Forbidden(PlatformFault):
    """403: a right is missing."""

    kind = 'forbidden'


class NotFound(PlatformFault, LookupError):
    """404: there is no such thing, or not for who asks."""

    kind = 'not-found'


class Conflict(PlatformFault):
    """409: somebody was faster, or its state does not allow it."""

    kind = 'conflict'


class Invalid(PlatformFault, ValueError):
    """400, 413 or 422: what was sent does not hold."""

    kind = 'invalid'


class TooMany(PlatformFault):
    """429: a rate or a quota is used up, and waiting did not help."""

    kind = 'too-many'


class Unavailable(PlatformFault):
    """502, 503 or 504: the platform, or what stands before it, is not ready."""

    kind = 'unavailable'


_BY_STATUS = {
    0: Unreachable,
    400: Invalid,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: Invalid,
    422: Invalid,
    429: TooMany,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}


def fault_of(status: int, body: bytes, retry_after: Optional[str] = None) -> PlatformFault:
    """The fault in an answer that is none of data."""
    fault = _told(_BY_STATUS.get(status, PlatformFault), status, body)
    fault.retry_after = _seconds_of(retry_after)
    return fault


def _told(kind: Type[PlatformFault], status: int, body: bytes) -> PlatformFault:
    try:
        problem: Any = json.loads(body)
    except ValueError:
        problem = None
    if isinstance(problem, dict) and 'code' in problem and 'detail' in problem:
        return kind(status, problem['code'], problem['detail'], problem.get('remedy', ''), problem.get('facts'))
    return kind(
        status,
        'sdk.not_millrace',
        f'Expected a reply of the platform, saw status {status} from something else.',
        'Check the address, and what stands between here and the platform.',
    )


def _seconds_of(retry_after: Optional[str]) -> Optional[float]:
    """RFC 9110 section 10.2.3: seconds, or a date."""
    if retry_after is None:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def unreachable() -> Unreachable:
    """Nothing answered."""
    return Unreachable(
        0,
        'sdk.unreachable',
        'Expected the platform to answer, saw no connection.',
        'Check that it runs and that the network reaches it.',
    )


def not_trusted(why: str) -> Unreachable:
    """Something answered that cannot show who it is."""
    return Unreachable(
        0,
        'sdk.certificate',
        f'Expected a certificate that is trusted here, saw one that is not: {why}.',
        "Check the address; an authority of your own goes in by context=ssl.create_default_context(cafile='ca.pem').",
    )


def too_late(seconds: float) -> Unreachable:
    """The deadline of a call went by."""
    return Unreachable(
        0,
        'sdk.deadline',
        f'Expected an answer within {seconds:g} s, saw none.',
        'Give it more time, or ask for less.',
    )
