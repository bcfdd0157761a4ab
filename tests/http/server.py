"""An HTTP server on Flask. Prints `ready <port>`; commands come on standard input, each has one line as answer.

Arguments: port, and for TLS the files of a certificate and its key.
get <name>          what was written to this name, as JSON
seen                how many requests came to /count
"""

import json
import sys
import threading
import time

import flask
from werkzeug.serving import make_server

app = flask.Flask("peer")
held = {"setpoint": 70.0, "mode": "auto", "on": False, "big": 9007199254740993}
count = 0


@app.get("/api/values")
def values():
    return {
        "temp": 71.5,
        "text": "12.5",
        "count": 42,
        "on": True,
        "name": "Kessel 7 °C",
        "big": 9223372036854775807,
        "none": None,
        "list": [{"v": 1}, {"v": 2}],
        "at": "2026-03-01T08:00:00.123456+01:00",
        "stamp": 1772352000.5,
    }


@app.route("/api/held", methods=["GET", "PUT"])
def held_values():
    if flask.request.method == "PUT":
        held.update(flask.request.get_json())
    return held


@app.post("/api/query")
def query():
    return {"echo": flask.request.get_json()["q"], "key": flask.request.headers.get("X-Key")}


@app.get("/api/private")
def private():
    authorization = flask.request.headers.get("Authorization", "")
    if authorization == "Bearer secret" or flask.request.authorization == ("anna", "pass:word"):
        return {"v": 1}
    if flask.request.authorization and flask.request.authorization.username == "anna":
        return {"v": 1} if flask.request.authorization.password == "pass:word" else ({}, 403)
    return {}, 401


@app.route("/api/status/<int:code>", methods=["GET", "POST"])
def status(code):
    return {"v": 1}, code


@app.get("/api/moved")
def moved():
    return flask.redirect("/api/values")


@app.get("/api/chunked")
def chunked():
    def parts():
        for part in ('{"v"', ":", "1", "}"):
            yield part
            time.sleep(0.01)

    return flask.Response(parts(), mimetype="application/json")


@app.get("/api/long")
def long():
    return flask.Response(json.dumps({"v": "x" * 200_000}), mimetype="application/json")


@app.get("/api/slow")
def slow():
    time.sleep(1)
    return {"v": 1}


@app.get("/api/text")
def text():
    return "<html>no json</html>"


@app.get("/api/count")
def counted():
    global count
    count += 1
    return {"v": count}


tls = (sys.argv[2], sys.argv[3]) if len(sys.argv) > 2 else None
server = make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True, ssl_context=tls)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", server.server_port, flush=True)
for line in sys.stdin:
    words = line.split()
    print(json.dumps(held.get(words[1])) if words[0] == "get" else count, flush=True)
