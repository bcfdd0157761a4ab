"""Writes REFERENCE.md from the docstrings; with --check it writes nothing and fails if they differ."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Iterator, List, Union

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / 'src/millrace'
# What a reader looks for, in the order in which it is met.
PAGES = [
    'millrace',
    'millrace.plant',
    'millrace.app',
    'millrace.points',
    'millrace.listing',
    'millrace.history',
    'millrace.live',
    'millrace.sql',
    'millrace.telemetry',
    'millrace.models.registry',
    'millrace.models.rows',
    'millrace.models.writing',
    'millrace.errors',
    'millrace.device_sign_in',
    'millrace.moments',
]
# What programs do not call themselves.
INNER = {'fault_of', 'unreachable', 'too_late', 'value_of', 'device_token', 'show', 'plain', 'rows_of', 'parts_of', 'is_pandas', 'is_polars', 'sent', 'point_row', 'asset_row', 'plain_row', 'events_of', 'moment_micros', 'moment_text', 'length_micros', 'the_one'}  # fmt: skip

Definition = Union[ast.FunctionDef, ast.ClassDef]


def shown(body: List[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name not in INNER and not node.name.startswith('_'):
            yield node


class Unquoted(ast.NodeTransformer):
    """Types in quotes as types."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        if node.annotation is not None:
            node.annotation = unquoted(node.annotation)
        return node


def unquoted(type: ast.expr) -> ast.expr:
    if isinstance(type, ast.Constant) and isinstance(type.value, str):
        return ast.parse(type.value, mode='eval').body
    if isinstance(type, ast.Subscript):
        type.slice = unquoted(type.slice)
    if isinstance(type, ast.Tuple):
        type.elts = [unquoted(one) for one in type.elts]
    return type


def signature(node: ast.FunctionDef) -> str:
    Unquoted().visit(node.args)
    node.returns = None if node.returns is None else unquoted(node.returns)
    taken = ast.unparse(node.args)
    for self in ('self, ', 'self'):
        taken = taken[len(self) :] if taken.startswith(self) else taken
    answer = '' if node.returns is None else f' -> {ast.unparse(node.returns)}'
    return f'{node.name}({taken}){answer}'


def is_property(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id in ('property', 'cached_property') for one in node.decorator_list)


def doc(node: Union[Definition, ast.Module]) -> str:
    return (ast.get_docstring(node) or '').replace(':class:', '').replace(':func:', '').replace(':data:', '')


def page(name: str) -> Iterator[str]:
    path = SOURCE.joinpath(*name.split('.')[1:])
    tree = ast.parse((path / '__init__.py' if path.is_dir() else path.with_suffix('.py')).read_text())
    yield f'## {name}\n\n{doc(tree)}\n'
    for node in shown(tree.body):
        if isinstance(node, ast.FunctionDef):
            yield f'### `{signature(node)}`\n\n{doc(node)}\n'
            continue
        yield f'### class `{node.name}`\n\n{doc(node)}\n'
        lines = []
        for member in shown(node.body):
            if isinstance(member, ast.FunctionDef):
                called = member.name if is_property(member) else signature(member)
                said = ' '.join(doc(member).split())
                lines.append(f'- `{called}`{": " + said if said else ""}\n')
        if lines:
            yield ''.join(lines)


def main() -> int:
    head = '# Reference\n\nWritten from the docstrings by `python tests/reference.py`.\n'
    text = '\n'.join([head, *(part for name in PAGES for part in page(name))])
    held = ROOT / 'REFERENCE.md'
    if '--check' not in sys.argv:
        held.write_text(text)
    elif not held.exists() or held.read_text() != text:
        sys.stderr.write('REFERENCE.md differs from the docstrings: run python tests/reference.py\n')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
