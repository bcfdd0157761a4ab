"""Makes the files of this folder, which the test reads: two models of scikit-learn as ONNX, and what scikit-learn itself gives.

    pip install onnx==1.23.2 scikit-learn==1.9.1 skl2onnx==1.20.0 numpy==2.4.6
    python make.py

The data is made up: a screw compressor whose power follows from its flow, its pressure and the temperature of its intake,
with noise. Expected values are of float64, rounded by nothing; the files compute in float32.
"""

import json
from pathlib import Path

import numpy as np
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

here = Path(__file__).parent
random = np.random.default_rng(7)
flow, pressure, intake = random.uniform([5, 5, -5], [40, 11, 40], (800, 3)).T
rows = np.column_stack([flow, pressure, intake]).astype(np.float32)
power = flow * 3.5 * pressure**0.3 * (1 + 0.003 * (intake - 20)) + random.normal(0, 2, len(flow))
# 0: idles, 1: in its range, 2: overloaded.
duty = np.digitize(power, [100, 220])

regressor = GradientBoostingRegressor(n_estimators=25, max_depth=3, random_state=7).fit(rows, power)
classifier = make_pipeline(
    StandardScaler(), MLPClassifier((12,), max_iter=600, random_state=7)
).fit(rows, duty)

tried = rows[::40].astype(np.float64)
expected = {
    "flow": tried[:, 0].tolist(),
    "pressure": tried[:, 1].tolist(),
    "intake": tried[:, 2].tolist(),
    "power": regressor.predict(tried).tolist(),
    "duty": classifier.predict(tried).tolist(),
    "overloaded": classifier.predict_proba(tried)[:, 2].tolist(),
}
(here / "expected.json").write_text(json.dumps(expected, indent=2) + "\n")
(here / "power.onnx").write_bytes(to_onnx(regressor, rows[:1], target_opset=17).SerializeToString())
(here / "duty.onnx").write_bytes(
    to_onnx(classifier, rows[:1], target_opset=17, options={"zipmap": False}).SerializeToString()
)
