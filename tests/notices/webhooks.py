"""Takes webhooks and judges each with the reference reader of Standard Webhooks. Prints `ready <port>`; each line asks what it took."""
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

reader = Webhook(sys.argv[1])
taken = []


class Door(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        try:
            data = reader.verify(body, dict(self.headers))
            taken.append({"id": self.headers["webhook-id"], "verified": True, "data": data})
            self.answer(200, "thank you")
        except WebhookVerificationError as refused:
            taken.append({"verified": False, "why": str(refused)})
            self.answer(401, str(refused))

    def answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Door)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", server.server_port)
for _ in sys.stdin:
    print(json.dumps(taken))
