"""A process outside that works as an app: reads what is bound, keeps rows of its own, and writes what was agreed to.

MILLRACE=https://millrace.example MILLRACE_KEY=mri_… python process.py
"""

import json
from datetime import datetime, timedelta, timezone

import millrace

plant = millrace.connect()
me = plant.app.self()
pump = me['assets']['pump'][0]
power, setpoint = pump['points']['power'], pump['points']['setpoint']

# In the unit of the manifest, whatever the machine measures in.
value = plant.app.latest([power])[0]['value']
now = datetime.now(timezone.utc)
columns = plant.app.history([power], now - timedelta(hours=1), now, buckets=1)[0]['columns']
plant.app.put('kept', [{'id': 'python', 'at': now.isoformat(), 'n': value * float(me['settings']['price'])}])
kept = next(plant.app.rows('kept', {'id': 'python'}))['n']

# The API that everybody has works as well, as far as was agreed to; there values are in the unit of the point.
with plant.watch([plant.point(power)]) as changes:
    live = next(iter(changes)).value

state = plant.app.write(setpoint, 21, 'Cheaper at this hour')['state']
plant.app.log('Worked out what the pump costs', state=state)
told = {'app': me['app'], 'pump': pump['name'], 'value': value, 'mean': columns['mean'][0], 'kept': kept, 'live': live}
print(json.dumps({**told, 'state': state}))
