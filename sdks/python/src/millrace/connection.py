"""Requests to one platform as one principal, from any number of threads."""

from __future__ import annotations

import http.client
import json
import select
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.request
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from .deadline import MOST_RETRIES, Deadline, may_retry, wait_before
from .errors import PlatformFault, fault_of, not_trusted, unreachable

# Longer than this a connection is not kept: what ends it may just be on its way.
_IDLE_SECONDS = 2.0
_PIECE = 1 << 16
_BROKEN = (OSError, http.client.HTTPException)


def segment(text: str) -> str:
    """One segment of a path."""
    return urllib.parse.quote(text, safe='')


def query_text(query: Optional[Mapping[str, Any]]) -> str:
    """A query; what is None is left out."""
    said = {key: _text(value) for key, value in (query or {}).items() if value is not None and value != ''}
    return f'?{urllib.parse.urlencode(said)}' if said else ''


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, (list, tuple)):
        return ','.join(str(one) for one in value)
    return str(value)


class Reply:
    """An answer whose body is still to come. Read it whole, or close it."""

    def __init__(self, channel: '_Channel', reply: http.client.HTTPResponse, deadline: Deadline, timeout: float) -> None:
        self._channel = channel
        self._reply = reply
        self._deadline = deadline
        self._timeout = timeout
        self.status = reply.status

    def header(self, name: str) -> Optional[str]:
        return self._reply.getheader(name)

    def pieces(self) -> Iterator[bytes]:
        """The body as it comes. Raises :class:`Unreachable` where it is cut."""
        try:
            while not self._reply.isclosed():
                self._channel.allow(self._deadline.left(self._timeout))
                # A body of a known length is counted by read alone before Python 3.12.
                endless = self._reply.length is None
                piece = self._reply.read1(_PIECE) if endless else self._reply.read(_PIECE)
                if not piece:
                    break
                yield piece
            # A body shorter than its header says was cut.
            if self._reply.length:
                raise unreachable()
            self._channel.keep()
        except _BROKEN as broken:
            self._deadline.left(0)
            raise unreachable() from broken
        finally:
            self._channel.release()

    def read(self, progress: Optional[Callable[[int], None]] = None) -> bytes:
        """The whole body. `progress` is told how many bytes there are so far."""
        whole = bytearray()
        for piece in self.pieces():
            whole += piece
            if progress is not None:
                progress(len(whole))
        return bytes(whole)

    def close(self) -> None:
        """Ends it; who waits for its next piece in another thread is told at once."""
        self._channel.cut()


class _Channel:
    """A connection that is lent for one request."""

    def __init__(self, lender: '_Lender', link: http.client.HTTPConnection) -> None:
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


class _Lender:
    """Connections to one address, kept between requests that follow each other closely."""

    def __init__(self, address: str, context: Optional[ssl.SSLContext]) -> None:
        said = urllib.parse.urlsplit(address)
        if said.scheme not in ('http', 'https') or not said.hostname:
            raise ValueError(f'Expected an address such as https://millrace.example, saw {address!r}')
        self._secure = said.scheme == 'https'
        self._host = said.hostname
        self._port = said.port or (443 if self._secure else 80)
        self._context = context or (ssl.create_default_context() if self._secure else None)
        self._proxy = _proxy_of(said.scheme, self._host)
        self._lock = threading.Lock()
        self._free: List[Tuple[float, http.client.HTTPConnection]] = []

    @property
    def prefix(self) -> str:
        """What stands before a path: by a proxy, a plain request goes to a whole address."""
        return f'http://{self._host}:{self._port}' if self._proxy and not self._secure else ''

    def lend(self, timeout: float) -> _Channel:
        with self._lock:
            while self._free:
                since, link = self._free.pop()
                if time.monotonic() - since < _IDLE_SECONDS and _is_quiet(link):
                    return _Channel(self, link)
                link.close()
        return _Channel(self, self._new(timeout))

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


class Connection:
    """Requests to one platform as one principal. Every call raises :class:`PlatformFault`; any thread may ask."""

    def __init__(
        self,
        address: str,
        key: Optional[str] = None,
        *,
        scheme: str = 'Bearer',
        context: Optional[ssl.SSLContext] = None,
        timeout: float = 60.0,
        deadline: Optional[float] = None,
        retries: int = MOST_RETRIES,
        lender: Optional[_Lender] = None,
    ) -> None:
        self.address = address.rstrip('/')
        self.key = key
        self._scheme = scheme
        self.timeout = timeout
        self._deadline = deadline
        self._retries = retries
        self._base = f'{urllib.parse.urlsplit(self.address).path}/api/v1'
        self._lender = lender or _Lender(self.address, context)

    def within(self, deadline: Optional[float], retries: Optional[int] = None) -> 'Connection':
        """As the same principal, with another deadline for each call."""
        again = self._retries if retries is None else retries
        return Connection(
            self.address,
            self.key,
            scheme=self._scheme,
            timeout=self.timeout,
            deadline=deadline,
            retries=again,
            lender=self._lender,
        )

    def json(self, method: str, path: str, **ask: Any) -> Any:
        """The answer read as JSON; None where there is none."""
        told = self.octets(method, path, **ask)
        return json.loads(told) if told else None

    def done(self, method: str, path: str, **ask: Any) -> None:
        """For what is answered without a body."""
        self.octets(method, path, **ask)

    def octets(
        self,
        method: str,
        path: str,
        *,
        once: bool = False,
        progress: Optional[Callable[[int], None]] = None,
        **ask: Any,
    ) -> bytes:
        """The body of the answer; asked again where that is right. `once`: with an operation id, so that it is done once.

        `also`: statuses that are an answer as well.
        """
        deadline = Deadline(self._deadline)
        for attempt in range(self._retries + 1):
            try:
                return self._answer(method, path, deadline, **ask).read(progress)
            except PlatformFault as fault:
                if attempt == self._retries or not may_retry(method, once, fault):
                    raise
                wait = wait_before(attempt, fault.retry_after)
            deadline.wait(wait)
        raise unreachable()

    def stream(self, path: str, *, query: Mapping[str, Any], accept: str, idle: float) -> Reply:
        """An answer without end. `idle`: a stream is broken when nothing came for so many seconds."""
        return self._answer('GET', path, Deadline(None), query=query, accept=accept, timeout=idle)

    def close(self) -> None:
        """Ends the connections that rest; the next call opens one again."""
        self._lender.close()

    def _answer(self, method: str, path: str, deadline: Deadline, also: Sequence[int] = (), **ask: Any) -> Reply:
        reply = self._ask(method, path, deadline, **ask)
        if reply.status >= 400 and reply.status not in also:
            raise fault_of(reply.status, reply.read(), reply.header('retry-after'))
        return reply

    def _ask(
        self,
        method: str,
        path: str,
        deadline: Deadline,
        *,
        query: Optional[Mapping[str, Any]] = None,
        body: Any = None,
        form: Optional[Mapping[str, Any]] = None,
        octets: Optional[bytes] = None,
        kind: str = 'application/octet-stream',
        accept: str = 'application/json',
        timeout: Optional[float] = None,
    ) -> Reply:
        headers: Dict[str, str] = {'accept': accept, 'user-agent': 'millrace-python'}
        sent = octets
        if octets is not None:
            headers['content-type'] = kind
        elif body is not None:
            sent = json.dumps(body, allow_nan=False).encode()
            headers['content-type'] = 'application/json'
        elif form is not None:
            sent = urllib.parse.urlencode(form).encode()
            headers['content-type'] = 'application/x-www-form-urlencoded'
        if self.key:
            headers['authorization'] = f'{self._scheme} {self.key}'
        most = self.timeout if timeout is None else timeout
        channel = self._lender.lend(deadline.left(most))
        try:
            channel.allow(deadline.left(most))
            target = f'{self._lender.prefix}{self._base}{path}{query_text(query)}'
            reply = channel.send(method, target, sent, headers)
        except ssl.SSLCertVerificationError as told:
            channel.release()
            raise not_trusted(told.verify_message) from told
        except _BROKEN as broken:
            channel.release()
            deadline.left(0)
            raise unreachable() from broken
        except BaseException:
            channel.release()
            raise
        return Reply(channel, reply, deadline, most)
