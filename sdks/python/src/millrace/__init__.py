"""The platform Millrace from Python: the plant, its history as data frames, live values, and models.

A first look:

    from datetime import timedelta

    import millrace

    plant = millrace.connect('https://millrace.example', key='…')
    history = plant['Boiler 1']['pressure'].history(timedelta(days=1))
    history.frame()
"""

from __future__ import annotations

import base64
import os
import ssl
from typing import Any, Callable, Optional

from .app import App
from .connection import Connection
from .device_sign_in import DeviceCode, device_token, show
from .errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PlatformFault,
    TooMany,
    Unauthenticated,
    Unavailable,
    Unreachable,
)
from .history import Histories, History, Means, Sample
from .listing import Listing
from .live import Change, Watch
from .plant import Plant
from .points import Asset, Point
from .telemetry import Device

__version__ = '0.1.0'
__all__ = [
    'App',
    'Asset',
    'Change',
    'Conflict',
    'Device',
    'DeviceCode',
    'Forbidden',
    'Histories',
    'History',
    'Invalid',
    'Listing',
    'Means',
    'NotFound',
    'Plant',
    'PlatformFault',
    'Point',
    'Sample',
    'TooMany',
    'Unauthenticated',
    'Unavailable',
    'Unreachable',
    'Watch',
    'connect',
    'device',
    'sign_in',
]


def connect(
    address: Optional[str] = None,
    key: Optional[str] = None,
    *,
    timeout: float = 60.0,
    context: Optional[ssl.SSLContext] = None,
) -> Plant:
    """A plant by an API key of *Programs*. Without an address and a key they are those of MILLRACE and MILLRACE_KEY.

    `timeout`: seconds without an answer after which a request has failed. `context`: of TLS, where the platform's certificate is of
    an authority of your own: `ssl.create_default_context(cafile='ca.pem')`.
    """
    return Plant(Connection(_address(address), key or os.environ.get('MILLRACE_KEY'), timeout=timeout, context=context))


def sign_in(
    address: Optional[str] = None,
    *,
    client_name: Optional[str] = None,
    tell: Callable[[DeviceCode], Any] = show,
    timeout: float = 60.0,
    context: Optional[ssl.SSLContext] = None,
) -> Plant:
    """A plant as yourself: shows an address and a code, and waits until you have let it in with a browser (RFC 8628).

    `client_name`: what you are asked to let in. `tell`: shows the code in another way.
    """
    connection = Connection(_address(address), timeout=timeout, context=context)
    connection.key = device_token(connection, client_name, tell)
    return Plant(connection)


def device(address: str, credential: str, *, context: Optional[ssl.SSLContext] = None) -> Device:
    """Sends values as a device, by the credential `name:secret` that the platform made for it."""
    # Names of devices may hold what a bearer token cannot.
    basic = base64.b64encode(credential.encode()).decode()
    return Device(Connection(address, basic, scheme='Basic', context=context))


def _address(address: Optional[str]) -> str:
    given = address or os.environ.get('MILLRACE')
    if not given:
        raise ValueError('Expected the address of the platform, saw none: name it, or set MILLRACE.')
    return given
