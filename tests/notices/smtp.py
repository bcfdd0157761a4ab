"""A mail server that we did not write (aiosmtpd): STARTTLS or TLS from the start, and AUTH. Prints `ready <port>`; then answers lines:
`mails` gives what it took as JSON, `refuse <reply>` answers the next messages so, `take` takes them again."""
import asyncio
import email
import email.policy
import json
import ssl
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Box:
    def __init__(self):
        self.mails = []
        self.refusal = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal and self.refusal.startswith("rcpt "):
            return self.refusal[5:]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        read = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": str(read["subject"]),
            "id": str(read["message-id"]),
            "auto": str(read["auto-submitted"]),
            "text": read.get_content(),
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
        })
        return self.refusal or "250 2.0.0 Message accepted as works-1"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == b"alarms" and data.password == b"open-sesame-9"
    return AuthResult(success=good, auth_data=data if good else None, handled=False)


mode, cert, key = sys.argv[1:4]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(cert, key)
box = Box()


def speaker():
    starttls = {"tls_context": context} if mode == "starttls" else {}
    return SMTP(box, authenticator=authenticate, auth_require_tls=mode == "starttls", **starttls)


loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
opening = loop.create_server(speaker, "127.0.0.1", 0, ssl=context if mode == "tls" else None)
server = asyncio.run_coroutine_threadsafe(opening, loop).result()
print("ready", server.sockets[0].getsockname()[1])
for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    if word == "refuse":
        box.refusal = rest
    elif word == "take":
        box.refusal = None
    print(json.dumps(box.mails))
