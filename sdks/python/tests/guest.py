"""The guest of the contract suite: a JSON object a line in, one a line out; sdks/README.md has the table of operations."""

from __future__ import annotations

import json
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, Callable, Dict, Mapping

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'src'))

import millrace  # noqa: E402

Request = Mapping[str, Any]

_writing = threading.Lock()
_watches: Dict[int, millrace.Watch] = {}
_plant = millrace.connect('http://127.0.0.1:1')


def say(line: Mapping[str, Any]) -> None:
    with _writing:
        sys.stdout.write(f'{json.dumps(line)}\n')
        sys.stdout.flush()


def open_plant(request: Request) -> Any:
    global _plant
    _plant = millrace.connect(request['address'], request.get('key'))
    return {}


def whoami(_: Request) -> Any:
    return _plant.whoami()


def sign_in_device(request: Request) -> Any:
    global _plant

    def tell(code: millrace.DeviceCode) -> None:
        event = {
            'userCode': code.user_code,
            'verificationUri': code.verification_uri,
            'verificationUriComplete': code.verification_uri_complete,
            'expiresIn': code.expires_in,
        }
        say({'id': request['id'], 'event': event})

    _plant = millrace.sign_in(request['address'], client_name=request['clientName'], tell=tell)
    return {}


def assets(request: Request) -> Any:
    listing = _plant.assets(request.get('search'), page_size=request['pageSize'])
    limit = request.get('limit')
    return {'ids': [asset.id for asset in (listing if limit is None else listing.first(limit))]}


def asset(request: Request) -> Any:
    return _plant.asset(request['asset']).told


def asset_create(request: Request) -> Any:
    parent = _plant.asset(request['parent']) if 'parent' in request else None
    return _plant.create_asset(request['name'], parent).told


def history(request: Request) -> Any:
    size = request.get('pageSize', 20_000)
    told = _plant.point(request['point']).history(request['from'], request['to'], page_size=size, progress=False)
    return {'time': [str(time) for time in told.time], 'value': list(told.value), 'status': list(told.status)}


def write_values(request: Request) -> Any:
    sender = millrace.device(request['address'], request['token'])
    body = request['body']
    if isinstance(body, list):
        sender.send_rows([(row['time'], row['values']) for row in body])
    else:
        sender.send(body)
    return {}


def watch(request: Request) -> Any:
    points = [_plant.point(id) for id in request['points']]
    told = 0
    with _plant.watch(points) as changes:
        _watches[request['id']] = changes
        for change in changes:
            event = {'point': change.point.id, 'time': change.time, 'value': change.value, 'status': change.status}
            say({'id': request['id'], 'event': event})
            told += 1
            if told == request['until']:
                break
    return {}


def stop(request: Request) -> Any:
    _watches[request['of']].close()
    return {}


def model_call(request: Request) -> Any:
    version = _plant.models.version(request['model'], request.get('version'))
    results = version.call(request['inputs'])
    outputs = {
        name: {'unit': results.units[name], 'values': results.values[name], 'status': results.status[name]}
        for name in results.values
    }
    return {'version': version.told['version'], 'outputs': outputs}


def invoke(request: Request) -> Any:
    return _plant.point(request['point']).write(request['value'], request['reason'], id=request['operation'])


def requests(request: Request) -> Any:
    deadline = request.get('deadlineMs')
    plant = _plant if deadline is None else _plant.within(deadline / 1000)
    answer = plant.request(
        request['method'],
        request['path'],
        query=request.get('query'),
        body=request.get('body'),
        once=request.get('once') is True,
    )
    return {} if answer is None else answer


OPERATIONS: Dict[str, Callable[[Request], Any]] = {
    'open': open_plant,
    'whoami': whoami,
    'sign-in-device': sign_in_device,
    'assets': assets,
    'asset': asset,
    'asset-create': asset_create,
    'history': history,
    'write-values': write_values,
    'watch': watch,
    'stop': stop,
    'model-call': model_call,
    'invoke': invoke,
    'requests': requests,
}


def answer(request: Request) -> None:
    try:
        run = OPERATIONS.get(request['op'])
        if run is None:
            say({'id': request['id'], 'broken': f'no operation {request["op"]}'})
        else:
            say({'id': request['id'], 'ok': run(request)})
    except millrace.PlatformFault as fault:
        told = {
            'status': fault.status,
            'code': fault.code,
            'message': fault.message,
            'remedy': fault.remedy,
            'kind': fault.kind,
        }
        say({'id': request['id'], 'fault': told})
    except Exception:
        say({'id': request['id'], 'broken': traceback.format_exc()})


def main() -> None:
    for line in sys.stdin:
        threading.Thread(target=answer, args=(json.loads(line),), daemon=True).start()


if __name__ == '__main__':
    main()
