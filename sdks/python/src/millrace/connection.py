"""Requests to one platform as one principal, from any number of threads."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.parse
from typing import Any, Callable, Dict, Iterator, Mapping, Optional, Sequence

from .deadline import MOST_RETRIES, Deadline, may_retry, wait_before
from .errors import PlatformFault, fault_of, not_trusted, unreachable
from .links import BROKEN, Channel, Lender

_PIECE = 1 << 16


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

    def __init__(self, channel: Channel, reply: http.client.HTTPResponse, deadline: Deadline, timeout: float) -> None:
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
        except BROKEN as broken:
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
        lender: Optional[Lender] = None,
    ) -> None:
        self.address = address.rstrip('/')
        self.key = key
        self._scheme = scheme
        self.timeout = timeout
        self._deadline = deadline
        self._retries = retries
        self._base = f'{urllib.parse.urlsplit(self.address).path}/api/v1'
        self._lender = lender or Lender(self.address, context)

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
        except BROKEN as broken:
            channel.release()
            deadline.left(0)
            raise unreachable() from broken
        except BaseException:
            channel.release()
            raise
        return Reply(channel, reply, deadline, most)
