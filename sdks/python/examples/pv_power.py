"""From the history to a model that others can use: the power of a PV roof from the light that falls on it.

Cell by cell in a notebook, or `python pv_power.py`. Needs millrace[pandas]. Once somebody else has reviewed the model in the console:
`python pv_power.py publish`.
"""

# %% The plant: MILLRACE is its address, MILLRACE_KEY a key with the role Engineer.
import sys
from datetime import timedelta

import numpy

import millrace
from millrace.models import Model, quantity

plant = millrace.connect()
NAME, VERSION = 'acme/pv-power', '1.0.0'

if sys.argv[1:] == ['publish']:
    print(plant.models.version(NAME, VERSION).publish('Fitted to our roof').stage)
    sys.exit()

# %% A day of history; what is not good is left out.
roof = plant['Weather and PV']
day = roof.history('Irradiance', 'Air temperature', 'AC power', start=timedelta(days=1)).frame()
good = day[(day.filter(like='.status') == 0).all(axis=1)]
print(f'{len(good)} of {len(day)} rows are good')

# %% Power is proportional to light, a little less when it is warm: P = a G + b G (T - 25).
light = good['Irradiance'].to_numpy()
warmth = good['Air temperature'].to_numpy() - 25
(gain, droop), *_ = numpy.linalg.lstsq(
    numpy.column_stack([light, light * warmth]), good['AC power'].to_numpy(), rcond=None
)
print(f'gain {gain:.5f} kW per W/m2, droop {droop:.7f}')

# %% The model: its formula has units, its figures say where they come from, and a row of the history is its reference case.
model = Model(
    NAME,
    VERSION,
    title={'en': 'Power of the PV roof', 'zh': '光伏屋顶功率'},
    description={'en': 'AC power from irradiance and air temperature', 'zh': '由辐照度和气温计算交流功率'},
    owner='Acme',
    domain='renewable',
    sources=[{'id': 'history', 'kind': 'data', 'title': 'A day of our own history', 'seen': True}],
    inputs=[
        quantity('irradiance', 'W/m2', en='Irradiance', zh='辐照度', low=0, high=1500),
        quantity('temperature', 'Cel', en='Air temperature', zh='气温', low=-40, high=60),
    ],
    parameters=[
        quantity('gain', 'kW.m2/W', en='Gain', zh='增益', default=round(float(gain), 9)),
        quantity('droop', 'kW.m2/W/K', en='Change by warmth', zh='温度系数', default=round(float(droop), 12)),
    ],
    outputs=[quantity('power', 'kW', en='AC power', zh='交流功率')],
    formulas={'power': 'gain * irradiance + droop * irradiance * (temperature - 25[Cel])'},
)
row = good.iloc[len(good) // 2]
model.case(
    {'irradiance': row['Irradiance'], 'temperature': row['Air temperature']},
    {'power': row['AC power']},
    tolerance=0.5,
    source='history',
    name='half of the day',
)
for finding in plant.models.check(model):
    print(finding)

# %% Kept and tested on the platform, then run over the day.
version = plant.models.draft(model).test()
print(version)
told = version.call(
    good[['Irradiance', 'Air temperature']].rename(columns={'Irradiance': 'irradiance', 'Air temperature': 'temperature'})
)
print(f'off by {(told["power"] - good["AC power"]).abs().mean():.3f} kW in the mean')

# %% It is published when a second person has reviewed it.
try:
    version.publish()
except millrace.PlatformFault as fault:
    print(fault.code)
