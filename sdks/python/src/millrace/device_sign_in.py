"""Signing in as a person from where there is no browser: RFC 8628."""

from __future__ import annotations

import platform
import sys
import time
from typing import Any, Callable, Mapping, NamedTuple, Optional

from .connection import Connection
from .errors import PlatformFault, Unreachable

_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
_REMEDIES = {
    'access_denied': 'Ask the person to allow it, then begin again.',
    'expired_token': 'Begin again; the code has to be confirmed in time.',
}


class DeviceCode(NamedTuple):
    """What a person needs to let a program in: an address to open, and a code to compare."""

    user_code: str
    verification_uri: str
    verification_uri_complete: Optional[str]
    expires_in: int

    def _repr_html_(self) -> str:
        from html import escape

        link = escape(self.verification_uri_complete or self.verification_uri)
        return f'<p>Open <a href="{link}" target="_blank">{link}</a> and confirm the code <b>{escape(self.user_code)}</b>.</p>'


def show(code: DeviceCode) -> None:
    """Tells the person at a terminal, or in a notebook."""
    if 'ipykernel' in sys.modules:
        from IPython.display import display

        display(code)
        return
    address = code.verification_uri_complete or code.verification_uri
    sys.stderr.write(f'Open {address} and confirm the code {code.user_code}\n')
    sys.stderr.flush()


def device_token(connection: Connection, client_name: Optional[str], tell: Callable[[DeviceCode], Any]) -> str:
    """A token of the person who lets this program in. Raises `sdk.device_…` where they refuse, or the code ends."""
    name = client_name or f'Python on {platform.node() or "a machine"}'
    begun = connection.json('POST', '/device-authorization', body={'client_name': name})
    complete = begun.get('verification_uri_complete')
    tell(DeviceCode(begun['user_code'], begun['verification_uri'], complete, begun['expires_in']))
    interval = begun.get('interval', 5)
    asked = {'grant_type': _GRANT, 'device_code': begun['device_code']}
    while True:
        time.sleep(interval)
        answer = _answer(connection, asked)
        if 'access_token' in answer:
            return str(answer['access_token'])
        error = answer.get('error', 'invalid_request')
        if error == 'slow_down':
            # Section 3.5: five seconds more, for this and all that follow.
            interval += 5
        elif error != 'authorization_pending':
            said = answer.get('error_description', error)
            raise PlatformFault(400, f'sdk.device_{error}', said, _REMEDIES.get(error, 'Begin again.'))


def _answer(connection: Connection, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """An error in the form of RFC 6749 section 5.2 is an answer here; after a cut the next turn asks again."""
    try:
        told: Mapping[str, Any] = connection.json('POST', '/device-token', body=asked, also=(400, 401, 403))
        return told
    except Unreachable:
        return {'error': 'authorization_pending'}
