"""The file of a plain function: what it names of its notebook, its source, and what calls it."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
import types
from typing import Any, Callable, List, Mapping

# Python 3.9 does not tell which modules are its own; those that formulas need are these.
_STANDARD = getattr(sys, 'stdlib_module_names', ('math', 'cmath', 'statistics', 'datetime', 'functools', 'itertools'))


def source_of(function: Callable[..., Any], manifest: Mapping[str, Any]) -> str:
    """Source of a file that runs the function for a model."""
    source = textwrap.dedent(inspect.getsource(function))
    (tree,) = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    lines = source.splitlines()[tree.lineno - 1 :]
    names = list(inspect.signature(function).parameters)
    known = [one['name'] for of in ('inputs', 'parameters') for one in manifest.get(of, [])]
    for name in names:
        if name not in known and name not in ('time', 'state'):
            raise ValueError(f'{function.__name__} takes {name}, which is no input and no parameter of the model')
    outputs = [one['name'] for one in manifest['outputs']]
    taken = ', '.join(f'{name}=state' if name == 'state' else f'{name}=given[{name!r}]' for name in names)
    only = f'    return told if isinstance(told, dict) else {{{outputs[0]!r}: told}}'
    return '\n'.join(
        [
            *_named_outside(function, ast.parse('\n'.join(lines))),
            '',
            *lines,
            '',
            '',
            'def run(row, parameters, state):',
            '    given = {**row, **parameters}',
            f'    told = {function.__name__}({taken})',
            only if len(outputs) == 1 else '    return told',
            '',
        ]
    )


def _named_outside(function: Callable[..., Any], tree: ast.AST) -> List[str]:
    """Lines that define what a function names of its notebook: modules and plain constants."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    outside = {**getattr(function, '__globals__', {}), **inspect.getclosurevars(function).nonlocals}
    lines = []
    for name in dict.fromkeys(node.id for node in names):
        if name in own or name == function.__name__ or name not in outside:
            continue
        value = outside[name]
        if isinstance(value, types.ModuleType):
            lines.append(f'import {value.__name__} as {name}')
        elif isinstance(value, (bool, int, float, str)):
            lines.append(f'{name} = {value!r}')
        elif getattr(value, '__module__', None) in _STANDARD and getattr(value, '__name__', None) == name:
            lines.append(f'from {value.__module__} import {name}')
        else:
            raise ValueError(f'{function.__name__} uses {name}, which is not in the package: define it within the function')
    return lines
