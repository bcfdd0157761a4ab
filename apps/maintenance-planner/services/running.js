/** Whether a machine runs, by what it is. */
const kinds = {
  compressor: { property: 'state', runs: (value) => value === 'loaded' || value === 'unloaded' },
  motor: { property: 'running', runs: (value) => value === true },
  machine: { property: 'execution', runs: (value) => value === 'ACTIVE' },
}

/** {asset, point, runs} of every machine that is bound. */
export const machinesOf = (assets) =>
  Object.entries(kinds).flatMap(([need, { property, runs }]) =>
    (assets[need] ?? []).map((asset) => ({ need, asset, point: asset.points[property], runs })),
  )

/** Properties whose value tells a condition. */
export const conditions = [
  'vibration',
  'bearing_temperature_drive',
  'discharge_temperature',
  'filter_pressure_drop',
  'spindle_temperature',
]
