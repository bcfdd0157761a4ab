"""Makes scores.json, which the test reads: rows, and what scikit-learn's IsolationForest gives of them.

    pip install scikit-learn==1.9.1 numpy==2.4.6
    python make.py

The data is made up: a pump with two ways of running, in which head falls with flow and power rises, and a few rows that
belong to neither. Trees are drawn by lot, so that scores of another forest agree in their order, not in their digits:
`again` is scikit-learn with another seed.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest

draw = np.random.default_rng(11)
speed = np.where(draw.random(800) < 0.7, 1480.0, 980.0) + draw.normal(0, 6, 800)
flow = speed / 15 + draw.normal(0, 6, 800)
head = 50 * (speed / 1480) ** 2 - 0.002 * flow**2 + draw.normal(0, 0.8, 800)
power = flow * head / 260 + draw.normal(0, 0.4, 800)
rows = np.column_stack([speed, flow, head, power])
rows[:16] *= draw.uniform(0.7, 1.3, (16, 4))
rows = rows.round(2)


def scores(seed: int) -> list[float]:
    forest = IsolationForest(n_estimators=100, max_samples=256, random_state=seed).fit(rows)
    return (-forest.score_samples(rows)).round(6).tolist()


told = {"rows": rows.tolist(), "scores": scores(1), "again": scores(2)}
lines = ",\n".join(f'  "{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in told.items())
Path(__file__).with_name("scores.json").write_text("{\n" + lines + "\n}\n")
