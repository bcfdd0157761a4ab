"""Connections to one address, kept between requests that follow each other closely."""

from __future__ import annotations

import http.client
import select
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.request
from typing import Dict, List, Optional, Tuple

# What a connection that breaks raises.
BROKEN = (OSError, http.client.HTTPException)
# Longer than this a connection is not kept: what ends it may just be on its way.
_IDLE_SECONDS = 2.0


class Channel:
    """A connection that is lent for one request."""

    def __init__(self, lender: 'Lender', link: http.client.HTTPConnection) -> None:
        self._lender = lender
        self.link = link
        self._whole = False
        self._sock: Optional[socket.socket] = link.sock

    def send(self, method: str, target: str, body: Optional[bytes], headers: Dict[str, str]) -> http.client.HTTPResponse:
        self.link.request(method, target, body=body, headers=headers)
        # Where the answer ends the connection, the link lets go of it before the body is read.
        self._sock = self.link.sock
        return self.link.getresponse()

    def allow(self, seconds: float) -> None:
        if self._sock is not None:
            self._sock.settimeout(seconds)

    def keep(self) -> None:
        self._whole = True

    def release(self) -> None:
        self._lender.take_back(self.link, self._whole)

    def cut(self) -> None:
        if self._sock is not None:
            try:
                # Below TLS, which would wait for the other side.
                socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
            except OSError:
                # It had ended by itself.
                pass


class Lender:
    """Connections to one address, kept between requests that follow each other closely."""

    def __init__(self, address: str, context: Optional[ssl.SSLContext]) -> None:
        self._lock = threading.Lock()
        self._free: List[Tuple[float, http.client.HTTPConnection]] = []
        said = urllib.parse.urlsplit(address)
        if said.scheme not in ('http', 'https') or not said.hostname:
            raise ValueError(f'Expected an address such as https://millrace.example, saw {address!r}')
        self._secure = said.scheme == 'https'
        self._host = said.hostname
        self._port = said.port or (443 if self._secure else 80)
        self._context = context or (ssl.create_default_context() if self._secure else None)
        self._proxy = _proxy_of(said.scheme, self._host)

    @property
    def prefix(self) -> str:
        """What stands before a path: by a proxy, a plain request goes to a whole address."""
        return f'http://{self._host}:{self._port}' if self._proxy and not self._secure else ''

    def lend(self, timeout: float) -> Channel:
        with self._lock:
            while self._free:
                since, link = self._free.pop()
                if time.monotonic() - since < _IDLE_SECONDS and _is_quiet(link):
                    return Channel(self, link)
                link.close()
        return Channel(self, self._new(timeout))

    def take_back(self, link: http.client.HTTPConnection, whole: bool) -> None:
        if whole and link.sock is not None:
            with self._lock:
                self._free.append((time.monotonic(), link))
        else:
            link.close()

    def close(self) -> None:
        with self._lock:
            free, self._free = self._free, []
        for _, link in free:
            link.close()

    def __del__(self) -> None:
        # A plant that nobody holds any more leaves nothing open.
        self.close()

    def _new(self, timeout: float) -> http.client.HTTPConnection:
        host, port = self._proxy or (self._host, self._port)
        if not self._secure:
            return http.client.HTTPConnection(host, port, timeout=timeout)
        link = http.client.HTTPSConnection(host, port, timeout=timeout, context=self._context)
        if self._proxy:
            link.set_tunnel(self._host, self._port)
        return link


def _is_quiet(link: http.client.HTTPConnection) -> bool:
    """Something to read on a connection that rests is its end."""
    try:
        return link.sock is not None and not select.select([link.sock], [], [], 0)[0]
    except (OSError, ValueError):
        return False


def _proxy_of(scheme: str, host: str) -> Optional[Tuple[str, int]]:
    """The proxy that the environment names for a host."""
    named = urllib.request.getproxies().get(scheme)
    if not named or urllib.request.proxy_bypass(host):
        return None
    said = urllib.parse.urlsplit(named if '://' in named else f'http://{named}')
    return (said.hostname, said.port or 8080) if said.hostname else None
