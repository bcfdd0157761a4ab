"""How requests fare on real sockets: `python -m unittest check_connection`."""

from __future__ import annotations

import http.server
import json
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import Any, List, Mapping, Optional, Tuple, Union

import millrace
from millrace.connection import Connection


Script = Union[str, Tuple[int, Mapping[str, Any]]]


class Door(http.server.BaseHTTPRequestHandler):
    """Answers as its server's script has it, and tells which connection each request came on."""

    protocol_version = 'HTTP/1.1'

    def do_GET(self) -> None:
        server: Any = self.server
        server.seen.append((self.command, self.client_address[1]))
        self.rfile.read(int(self.headers.get('content-length', 0)))
        how: Script = server.script.pop(0) if server.script else ''
        status, said = (200, {'ok': True}) if isinstance(how, str) else how
        body = json.dumps(said).encode()
        self.send_response(status)
        if how == 'close':
            self.send_header('connection', 'close')
        self.send_header('content-length', str(len(body) + (1 if how in ('short', 'slow') else 0)))
        self.end_headers()
        self.wfile.write(body)
        if how == 'slow':
            server.over.wait()
        if how in ('short', 'end', 'close'):
            self.close_connection = True

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        return


class Connections(unittest.TestCase):
    def serve(self, *script: Script, tls: Optional[ssl.SSLContext] = None) -> Tuple[str, List[Tuple[str, int]]]:
        server: Any = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Door)
        server.script, server.seen, server.over = list(script), [], threading.Event()
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
            server.handle_error = lambda *_: None
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.addCleanup(server.over.set)
        return f'http{"s" if tls else ""}://localhost:{server.server_port}', server.seen

    def test_are_kept_while_requests_follow_each_other(self) -> None:
        address, seen = self.serve()
        connection = Connection(address)
        self.assertEqual([connection.json('GET', '/a') for _ in range(3)], [{'ok': True}] * 3)
        self.assertEqual(len({port for _, port in seen}), 1)

    def test_that_the_other_side_ended_are_not_used_again(self) -> None:
        address, seen = self.serve('close', 'end')
        connection = Connection(address, retries=0)
        for _ in range(3):
            self.assertEqual(connection.json('POST', '/a', body={}), {'ok': True})
            # What rests is looked at before it is used: its end has to be here by then.
            time.sleep(0.05)
        self.assertEqual(len({port for _, port in seen}), 3)

    def test_that_break_within_an_answer_are_told_or_tried_again(self) -> None:
        address, seen = self.serve('short', 'short')
        connection = Connection(address)
        with self.assertRaises(millrace.Unreachable):
            connection.json('POST', '/a', body={})
        self.assertEqual(connection.json('GET', '/a'), {'ok': True})
        self.assertEqual([method for method, _ in seen], ['POST', 'GET', 'GET'])

    def test_end_with_the_deadline_within_an_answer(self) -> None:
        address, seen = self.serve('slow')
        with self.assertRaises(millrace.Unreachable) as told:
            Connection(address, deadline=0.2).json('GET', '/a')
        self.assertEqual((told.exception.code, len(seen)), ('sdk.deadline', 1))

    def test_trust_whom_they_are_told_to(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            key, own = Path(folder, 'key.pem'), Path(folder, 'own.pem')
            made = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
            said = ['-keyout', str(key), '-out', str(own), '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
            subprocess.run([*made, *said], check=True, capture_output=True)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(own, key)
            address, seen = self.serve(tls=context)
            with self.assertRaises(millrace.Unreachable) as told:
                Connection(address).json('GET', '/a')
            self.assertEqual((told.exception.code, seen), ('sdk.certificate', []))
            trusting = Connection(address, context=ssl.create_default_context(cafile=str(own)))
            self.assertEqual(trusting.json('GET', '/a'), {'ok': True})

    def test_wait_for_a_person_until_they_answer(self) -> None:
        words = {'device_code': 'd', 'user_code': 'AB-CD', 'verification_uri': 'http://here', 'expires_in': 60, 'interval': 0}
        waits, denied = (400, {'error': 'authorization_pending'}), (400, {'error': 'access_denied'})
        address, seen = self.serve((200, words), waits, 'short', (200, {'access_token': 't'}), (200, words), waits, denied)
        told: List[millrace.DeviceCode] = []
        plant = millrace.sign_in(address, client_name='Notebook', tell=told.append)
        self.assertEqual((repr(plant), told[0].user_code, len(seen)), (f'<Plant {address}>', 'AB-CD', 4))
        with self.assertRaises(millrace.PlatformFault) as refused:
            millrace.sign_in(address, tell=told.append)
        self.assertEqual(refused.exception.code, 'sdk.device_access_denied')
        self.assertIn('href="http://here"', told[1]._repr_html_())

    def test_know_an_address_when_they_see_one(self) -> None:
        with self.assertRaises(ValueError):
            Connection('millrace.example')


if __name__ == '__main__':
    unittest.main()
