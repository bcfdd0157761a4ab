/** The plant of the fake platform: names, units and values as smooth functions of time, so that any range can be asked. */
type Kind = 'double' | 'boolean' | 'string' | 'int64'
export interface FakePoint {
  id: string
  name: string
  assetId: string
  path: string[]
  deviceId: string
  type: Kind
  unit?: string
  description?: string
  low?: number
  high?: number
  writable: boolean
  at: (seconds: number) => number | boolean | string | null
}
export interface FakeAsset {
  id: string
  parent: string | null
  name: string
  level: string
  path: string[]
}

const wave = (s: number, period: number, shift = 0) => Math.sin((2 * Math.PI * (s + shift)) / period)
const noise = (s: number, seed: number) => {
  const x = Math.sin(s * 12.9898 + seed * 78.233) * 43758.5453
  return x - Math.floor(x) - 0.5
}
const running = (s: number) => wave(s, 5400) > -0.55
const load = (s: number) => (running(s) ? 0.62 + 0.22 * wave(s, 1800) + 0.08 * wave(s, 311) : 0)
const sun = (s: number) => Math.max(0, Math.sin((Math.PI * ((s % 86_400) - 21_600)) / 43_200))

export const assets: FakeAsset[] = []
export const points: FakePoint[] = []
const byPath = new Map<string, FakeAsset>()

function asset(path: string[], level: string): FakeAsset {
  const key = path.join('/')
  const known = byPath.get(key)
  if (known) return known
  const parent = path.length > 1 ? byPath.get(path.slice(0, -1).join('/'))! : null
  const made = { id: `a${assets.length + 1}`, parent: parent?.id ?? null, name: path.at(-1)!, level, path }
  assets.push(made)
  byPath.set(key, made)
  return made
}

type Row = [
  name: string,
  unit: string | undefined,
  low: number | undefined,
  high: number | undefined,
  text: string,
  at: FakePoint['at'],
]
function unit(path: string[], level: string, deviceId: string, rows: Row[]) {
  const at = asset(path, level)
  for (const [name, unitCode, low, high, description, value] of rows) {
    const sample = value(1_800_000_000)
    const type: Kind = typeof sample === 'boolean' ? 'boolean' : typeof sample === 'string' ? 'string' : 'double'
    points.push({
      id: `p${points.length + 1}`,
      name,
      assetId: at.id,
      path,
      deviceId,
      type,
      ...(unitCode === undefined ? {} : { unit: unitCode }),
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      description,
      writable: name.includes('setpoint'),
      at: value,
    })
  }
}

const plant = 'Millrace 示范工厂'
asset([plant], 'site')
asset([plant, '空压站 Compressed air'], 'area')
for (let n = 1; n <= 3; n += 1)
  unit([plant, '空压站 Compressed air', `Compressor ${n}`], 'unit', 'd2', [
    [
      'Running',
      undefined,
      undefined,
      undefined,
      'Motor contactor closed',
      (s) => (n === 3 ? false : running(s + n * 900)),
    ],
    [
      'Discharge pressure',
      'bar',
      0,
      10,
      'At the outlet flange, gauge',
      (s) => 7.1 + 0.35 * wave(s, 240, n * 40) + 0.03 * noise(s, n),
    ],
    [
      'Discharge temperature',
      'Cel',
      0,
      120,
      'After the screw element',
      (s) => (n === 2 && s % 3600 < 300 ? null : 68 + 14 * load(s + n * 900) + 0.3 * noise(s, n + 9)),
    ],
    ['Motor power', 'kW', 0, 90, 'Three-phase active power', (s) => 75 * load(s + n * 900) + noise(s, n + 3)],
    ['Running hours', 'h', 0, 100000, 'Since commissioning', (s) => 12000 + n * 811 + ((s / 3600) % 20000)],
  ])
unit([plant, '空压站 Compressed air', 'Header'], 'unit', 'd2', [
  [
    'Header pressure',
    'bar',
    0,
    10,
    'Common header after the dryer',
    (s) => 6.8 + 0.25 * wave(s, 240) + 0.02 * noise(s, 77),
  ],
  ['Air flow', 'm3/h', 0, 2400, 'Normal volume flow to the plant', (s) => 1240 * (load(s) + 0.4) + 9 * noise(s, 5)],
  ['Dew point', 'Cel', -60, 20, 'Pressure dew point', (s) => -38 + 3 * wave(s, 7200) + 0.2 * noise(s, 8)],
])
asset([plant, '锅炉房 Boiler house'], 'area')
unit([plant, '锅炉房 Boiler house', 'Steam boiler 1'], 'unit', 'd3', [
  ['Steam pressure', 'bar', 0, 16, 'Drum pressure, gauge', (s) => 10 + 0.4 * wave(s, 900) + 0.02 * noise(s, 21)],
  ['Steam flow', 't/h', 0, 12, 'To the header', (s) => 6.4 + 2.1 * wave(s, 2700) + 0.05 * noise(s, 22)],
  ['Drum level', 'mm', -150, 150, 'Above the normal water line', (s) => 6 * wave(s, 130) + 2 * noise(s, 23)],
  [
    'Feedwater temperature',
    'Cel',
    0,
    150,
    'After the economiser',
    (s) => 104 + 1.2 * wave(s, 1100) + 0.1 * noise(s, 24),
  ],
  ['Flue gas oxygen', '%', 0, 21, 'Dry, after the economiser', (s) => 3.4 + 0.5 * wave(s, 700) + 0.06 * noise(s, 25)],
  ['Flue gas temperature', 'Cel', 0, 300, 'Stack', (s) => 148 + 9 * wave(s, 2700) + 0.4 * noise(s, 26)],
  ['Pressure setpoint', 'bar', 0, 16, 'Pressure controller', () => 10],
  ['Burner state', undefined, undefined, undefined, 'Burner sequencer step', (s) => (running(s) ? 'RUN' : 'PURGE')],
])
asset([plant, '包装线 Packaging line'], 'area')
for (const machine of ['Filler', 'Capper', 'Labeller', 'Palletiser'])
  unit([plant, '包装线 Packaging line', machine], 'unit', 'd5', [
    ['State', undefined, undefined, undefined, 'PackML state', (s) => (running(s) ? 'EXECUTE' : 'HELD')],
    ['Speed', '{bottles}/min', 0, 400, 'Actual machine speed', (s) => 360 * load(s) + noise(s, machine.length)],
    [
      'Good count',
      undefined,
      undefined,
      undefined,
      'Since the start of the shift',
      (s) => Math.floor((s % 28_800) * 4.2),
    ],
  ])
asset([plant, '气象与光伏 Weather & PV'], 'area')
unit([plant, '气象与光伏 Weather & PV', 'Roof station'], 'unit', 'd7', [
  ['Irradiance', 'W/m2', 0, 1400, 'Plane of array', (s) => 870 * sun(s) + 6 * noise(s, 41) * sun(s)],
  ['Ambient temperature', 'Cel', -30, 50, 'Shaded', (s) => 11 + 6 * wave(s, 86_400, -32_400) + 0.1 * noise(s, 42)],
  ['Wind speed', 'm/s', 0, 40, '10 min mean', (s) => 3.6 + 1.4 * wave(s, 4000) + 0.5 * noise(s, 43)],
  ['PV power', 'kW', 0, 120, 'AC side', (s) => 96 * sun(s) + noise(s, 44) * sun(s)],
])
for (let n = 1; n <= 60; n += 1)
  unit([plant, '空压站 Compressed air', `Air receiver ${String(n).padStart(2, '0')}`], 'unit', 'd2', [
    ['Pressure', 'bar', 0, 10, 'Vessel pressure', (s) => 6.7 + 0.25 * wave(s, 240, n) + 0.02 * noise(s, n)],
  ])

export const devices = [
  {
    id: 'd1',
    name: 'edge-utilities',
    kind: 'edge_node',
    state: 'online',
    pointCount: 88,
    protocol: 'Sparkplug B',
    health: { group: 'plant', buffer_bytes: 18_400, buffer_oldest_seconds: 0, uptime_seconds: 86_200, rss_mib: 142 },
  },
  {
    id: 'd2',
    name: 'compressor-station',
    kind: 'device',
    parentId: 'd1',
    state: 'stale',
    pointCount: 78,
    protocol: 'modbus-tcp',
    lastError:
      'modbus.timeout: no answer from unit 2 within 1000 ms, 3 times. Check the cable and the unit id of Compressor 2.',
    health: { requests_per_s: 31, late_cycles: 4 },
  },
  {
    id: 'd3',
    name: 'boiler-plc',
    kind: 'device',
    parentId: 'd1',
    state: 'online',
    pointCount: 8,
    protocol: 'opcua',
    health: { subscriptions: 1, monitored_items: 8 },
  },
  {
    id: 'd4',
    name: 'packaging-line',
    kind: 'edge_node',
    state: 'online',
    pointCount: 12,
    protocol: 'Sparkplug B',
    health: { group: 'plant', rebirths: 1 },
  },
  {
    id: 'd5',
    name: 'line-controller',
    kind: 'device',
    parentId: 'd4',
    state: 'online',
    pointCount: 12,
    protocol: 'Sparkplug B',
    health: {},
  },
  {
    id: 'd6',
    name: 'edge-warehouse',
    kind: 'edge_node',
    state: 'offline',
    pointCount: 0,
    protocol: 'Sparkplug B',
    lastError:
      'mqtt.connection_lost: the node closed its connection without a death certificate. Check power and network of the gateway.',
  },
  { id: 'd7', name: 'roof-weather', kind: 'device', state: 'online', pointCount: 4, protocol: 'MQTT JSON', health: {} },
  { id: 'd8', name: 'spare-meter', kind: 'device', state: 'never', pointCount: 0, protocol: 'MQTT JSON' },
] as const

export function sampleAt(point: FakePoint, seconds: number) {
  const value = point.at(seconds)
  const bad = value === null
  const uncertain = !bad && point.name === 'Flue gas oxygen' && seconds % 3600 < 420
  return {
    time: new Date(seconds * 1000).toISOString().replace('Z', '000Z'),
    value,
    status: bad ? 0x800a0000 : uncertain ? 0x40930000 : 0,
    quality: bad ? 'bad' : uncertain ? 'uncertain' : 'good',
    statusName: bad ? 'BadTimeout' : uncertain ? 'UncertainSensorNotAccurate' : 'Good',
  }
}
