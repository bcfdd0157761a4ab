"""Runs a model's Python file for the process that started this one.

    host.py about                     tells what interpreter this is
    host.py cell FOLDER PACKAGES WAY  runs the model in FOLDER, with packages from PACKAGES if that is not empty; where WAY is
                                      `filters`, nothing else keeps it from the machine than what it does itself

A frame on standard input or output is two lengths (u32, little-endian), a header of JSON, and numbers (float64). Whoever
reads the answers trusts none of them: the model's own code runs in this process.
"""

import array
import errno
import importlib.util
import json
import math
import os
import resource
import struct
import sys
import sysconfig

HERE = os.path.dirname(os.path.abspath(__file__))
filters_spec = importlib.util.spec_from_file_location('millrace_filters', os.path.join(HERE, 'filters.py'))
filters = importlib.util.module_from_spec(filters_spec)
filters_spec.loader.exec_module(filters)

LENGTHS = struct.Struct('<II')
# Of CPU time beyond that of the clock, s: ends what goes on when nobody waits for it.
CPU_SLACK = 2
OPEN_FILES = 64


class Lie(Exception):
    """The model gave something else than its manifest says."""

    def __init__(self, expected, seen):
        super().__init__(expected, seen)
        self.expected = expected
        self.seen = seen


def frame(header, *bodies):
    told = json.dumps(header).encode()
    return b''.join((LENGTHS.pack(len(told), sum(len(body) for body in bodies)), told, *bodies))


# Made while there is memory for it.
GREEDY = frame({'greedy': True})


class Line:
    """Standard input and output as this process was given them; what the model prints goes to standard error."""

    def __init__(self):
        # What the parent left open to its children.
        os.closerange(3, min(os.sysconf('SC_OPEN_MAX'), 65_536))
        self.questions = os.fdopen(os.dup(0), 'rb')
        self.answers = os.dup(1)
        os.dup2(2, 1)
        nothing, end = os.pipe()
        os.dup2(nothing, 0)
        os.close(nothing)
        os.close(end)
        sys.stdout.reconfigure(line_buffering=True, errors='backslashreplace')

    def hear(self):
        lengths = self.questions.read(LENGTHS.size)
        if len(lengths) < LENGTHS.size:
            os._exit(0)
        header, body = LENGTHS.unpack(lengths)
        question = json.loads(self.questions.read(header))
        numbers = bytearray(body)
        if self.questions.readinto(numbers) != body:
            os._exit(0)
        return question, numbers

    def say(self, told):
        left = memoryview(told)
        while left:
            left = left[os.write(self.answers, left) :]


def about():
    with open('/proc/self/statm') as statm:
        pages = int(statm.read().split()[0])
    return {
        'version': list(sys.version_info[:3]),
        'executable': os.path.realpath(sys.executable),
        'prefix': sys.base_prefix,
        'platform': f'{sys.implementation.cache_tag}-{sysconfig.get_platform()}',
        'space': pages * resource.getpagesize(),
    }


def limit(space, data):
    for of, most in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_DATA, data),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(of, (most, most))


def close_off(folder, packages, way):
    if way == 'filters':
        prefix = sys.base_prefix
        python = [os.path.join(of, lib) for of in (prefix, '/usr', '/') for lib in ('lib', 'lib64')]
        filters.refuse_files([*python, '/etc/ld.so.cache', '/usr/share/zoneinfo', folder, *([packages] if packages else [])])
    if not filters.refuse_calls() and way == 'filters':
        raise OSError(f'no filter of system calls for {os.uname().machine}')


def allow_cpu(seconds):
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds) + CPU_SLACK
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def kind(value):
    if isinstance(value, (str, int, float)) and len(repr(value)) < 60:
        return f'{type(value).__name__} {value!r}'
    return type(value).__name__


def number(name, value):
    if type(value) is float:
        return value
    if value is None:
        return math.nan
    if hasattr(type(value), '__float__'):
        try:
            return float(value)
        except (TypeError, OverflowError):
            pass
    raise Lie(f'a number as {name}', kind(value))


def condition(name, value):
    if value is True or value is False:
        return float(value)
    seen = number(name, value) if not isinstance(value, str) else 2.0
    if seen in (0.0, 1.0) or math.isnan(seen):
        return seen
    raise Lie(f'a condition as {name}', kind(value))


def text(name, value):
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ''
    raise Lie(f'a text as {name}', kind(value))


CONVERSIONS = {'number': number, 'boolean': condition, 'text': text}


class Model:
    """The model's file, loaded: what it defines, and what it remembers."""

    def __init__(self, folder, packages, of):
        self.folder = folder
        self.inputs = of['inputs']
        self.outputs = of['outputs']
        self.names = frozenset(name for name, _ in self.outputs)
        self.state = {}
        self.numpy = None
        path = os.path.join(folder, of['file'])
        sys.path.insert(0, os.path.dirname(path))
        if packages:
            sys.path.append(packages)
            if importlib.util.find_spec('numpy'):
                self.numpy = importlib.import_module('numpy')
        spec = importlib.util.spec_from_file_location('model', path)
        module = importlib.util.module_from_spec(spec)
        sys.modules['model'] = module
        spec.loader.exec_module(module)
        self.by_row = getattr(module, 'run', None)
        self.by_columns = None if of['stateful'] else getattr(module, 'run_columns', None)
        if not callable(self.by_columns or self.by_row):
            expected = 'run' if of['stateful'] else 'neither run nor run_columns'
            raise Lie(None, f'it defines {"no run, which a stateful model needs" if of["stateful"] else expected}')

    def run(self, question, numbers):
        length, parameters = question['length'], question['parameters']
        given = (self.columns if self.by_columns else self.lists)(question, numbers)
        if self.by_columns:
            columns = self.taken_columns(self.by_columns(given, parameters), length)
        else:
            columns = self.taken_rows(given, parameters)
        texts = [column for column in columns if isinstance(column, list)]
        bodies = [column for column in columns if not isinstance(column, list)]
        return frame({'length': length, 'texts': texts}, *bodies)

    def floats(self, numbers, at, length):
        return memoryview(numbers)[8 * at * length : 8 * (at + 1) * length]

    def lists(self, question, numbers):
        """By name, as lists: `time`, then the inputs."""
        length, texts, at = question['length'], iter(question['texts']), 1
        given = {'time': self.floats(numbers, 0, length).cast('d').tolist()}
        for name, of in self.inputs:
            if of == 'text':
                given[name] = next(texts)
                continue
            column = self.floats(numbers, at, length).cast('d').tolist()
            given[name] = [value != 0 for value in column] if of == 'boolean' else column
            at += 1
        return given

    def columns(self, question, numbers):
        """By name, as arrays of numpy where it is there."""
        if self.numpy is None:
            return self.lists(question, numbers)
        np, length, texts, at = self.numpy, question['length'], iter(question['texts']), 1
        given = {'time': np.frombuffer(self.floats(numbers, 0, length))}
        for name, of in self.inputs:
            if of == 'text':
                given[name] = np.array(next(texts), dtype=object)
                continue
            column = np.frombuffer(self.floats(numbers, at, length))
            given[name] = column != 0 if of == 'boolean' else column
            at += 1
        return given

    def taken_rows(self, given, parameters):
        run, state, names, inputs = self.by_row, self.state, self.names, tuple(given)
        columns = [(name, CONVERSIONS[of], []) for name, of in self.outputs]
        for values in zip(*given.values()):
            row = run(dict(zip(inputs, values)), parameters, state)
            if not isinstance(row, dict):
                raise Lie('a dict of outputs', kind(row))
            self.check_names(row, names)
            for name, convert, column in columns:
                column.append(convert(name, row.get(name)))
        return [column if of == 'text' else array.array('d', column).tobytes()
                for (_, of), (_, _, column) in zip(self.outputs, columns)]

    def check_names(self, given, names):
        if not given.keys() <= names:
            raise Lie('no other outputs than those of its manifest', kind(next(iter(given.keys() - names))))

    def taken_columns(self, given, length):
        if not isinstance(given, dict):
            raise Lie('a dict of columns', kind(given))
        self.check_names(given, self.names)
        return [self.taken_column(name, of, given.get(name), length) for name, of in self.outputs]

    def taken_column(self, name, of, column, length):
        np = self.numpy
        if np is not None and isinstance(column, np.ndarray):
            if column.ndim != 1:
                raise Lie(f'a column as {name}', f'an array of {column.ndim} dimensions')
            if len(column) == length and column.dtype.kind in ('b' if of == 'boolean' else 'fiub' if of == 'number' else ''):
                return column.astype('<f8').tobytes()
            column = column.tolist()
        if not isinstance(column, (list, tuple, array.array)):
            raise Lie(f'a column as {name}', kind(column))
        if len(column) != length:
            raise Lie(f'{length} values of {name}', str(len(column)))
        convert = CONVERSIONS[of]
        values = [convert(name, value) for value in column]
        return values if of == 'text' else array.array('d', values).tobytes()

    def save(self):
        return frame({'state': json.dumps(self.state)})

    def restore(self, saved):
        try:
            told = json.loads(saved)
        except (ValueError, RecursionError):
            return frame({'foreign': 'something else than JSON'})
        if not isinstance(told, dict):
            return frame({'foreign': kind(told)})
        self.state = told
        return frame({'restored': True})


def told(thrown, folder):
    """What was thrown, and the line of the model's files where."""
    try:
        said = str(thrown)[:400]
    except Exception:
        said = ''
    where, at = '', thrown.__traceback__
    while at:
        file = at.tb_frame.f_code.co_filename
        if file.startswith(folder + os.sep):
            where = f' ({os.path.relpath(file, folder)}, line {at.tb_lineno})'
        at = at.tb_next
    return f'{type(thrown).__name__}{": " if said else ""}{said}{where}'


def answered(work, folder, failed):
    """The answer to a question; what the model's code throws is one, but that it wants to end."""
    try:
        return work()
    except SystemExit:
        raise
    except MemoryError:
        pass
    except Lie as lie:
        return frame({'lied': [lie.expected, lie.seen]} if lie.expected else {failed: lie.seen})
    except BaseException as thrown:
        if not (isinstance(thrown, OSError) and thrown.errno == errno.ENOMEM):
            return frame({failed: told(thrown, folder)})
    return GREEDY


def serve(folder, packages, way):
    line = Line()
    question, _ = line.hear()
    limit(question['space'], question['data'])
    close_off(folder, packages, way)
    allow_cpu(question['seconds'])
    model = None

    def load():
        nonlocal model
        model = Model(folder, packages, question)
        return frame({'ready': True})

    line.say(answered(load, folder, 'broken'))
    while True:
        question, numbers = line.hear()
        what = question['what']
        if what == 'run':
            allow_cpu(question['seconds'])
            line.say(answered(lambda: model.run(question, numbers), folder, 'failed'))
        elif what == 'save':
            line.say(answered(model.save, folder, 'failed'))
        else:
            line.say(answered(lambda: model.restore(question['state']), folder, 'failed'))


if sys.argv[1] == 'about':
    print(json.dumps(about()))
else:
    serve(*sys.argv[2:5])
