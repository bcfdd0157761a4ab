"""Mechanism models from a notebook: written, checked, tried, tested, called and published. docs/mechanisms.md has an example."""

from .registry import Attempt, Models, Version
from .rows import Results
from .writing import Model, model, quantity

__all__ = ['Attempt', 'Model', 'Models', 'Results', 'Version', 'model', 'quantity']
