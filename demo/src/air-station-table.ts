import { leverShape } from './machines/shown.ts'

/** The setpoint register holds tenths of a bar. */
export const SETPOINT = 'holding:100'

/** In %. */
export const LEAK = 'holding:101'

/** What the controller calls its states: ten characters in five registers. */
export const STATE_NAME = [80, 90] as const

const compressor = (name: string, base: number, discrete: number, stateName: number): object[] => [
  {
    name: `${name}/State`,
    address: `input:${base}`,
    type: 'uint16',
    description: '0 stopped, 1 starting, 2 unloaded, 3 loaded, 4 fault',
  },
  {
    name: `${name}/Operating state`,
    address: `input:${stateName}/10`,
    type: 'string',
    description: 'stopped, unloaded, loaded or fault',
  },
  { name: `${name}/Power`, address: `input:${base + 1}`, type: 'float32', unit: 'kW', low: 0, high: 160 },
  { name: `${name}/Flow`, address: `input:${base + 3}`, type: 'float32', unit: 'm3/min', low: 0, high: 20 },
  {
    name: `${name}/Outlet temperature`,
    address: `input:${base + 5}`,
    type: 'int16',
    unit: 'Cel',
    scale: { factor: 0.1 },
    low: 0,
    high: 120,
  },
  {
    name: `${name}/Winding temperature`,
    address: `input:${base + 6}`,
    type: 'int16',
    unit: 'Cel',
    scale: { factor: 0.1 },
    low: 0,
    high: 155,
  },
  { name: `${name}/Running hours`, address: `input:${base + 7}`, type: 'uint32', unit: 'h', periodMs: 10_000 },
  { name: `${name}/Loaded hours`, address: `input:${base + 9}`, type: 'uint32', unit: 'h', periodMs: 10_000 },
  { name: `${name}/Starts`, address: `input:${base + 11}`, type: 'uint32', unit: '1', periodMs: 10_000 },
  { name: `${name}/Energy`, address: `input:${base + 13}`, type: 'float64', unit: 'kW.h', periodMs: 5_000 },
  { name: `${name}/Running`, address: `discrete:${discrete}`, type: 'bool' },
  { name: `${name}/Fault`, address: `discrete:${discrete + 1}`, type: 'bool' },
]

/** The register table of the station, as the edge configuration wants it. */
export const airStationPoints: readonly object[] = [
  {
    name: 'Network pressure',
    address: 'input:0',
    type: 'float32',
    unit: 'bar',
    low: 0,
    high: 10,
    description: 'Gauge pressure in the receiver',
  },
  {
    name: 'Air flow',
    address: 'input:2',
    type: 'float32',
    unit: 'm3/min',
    low: 0,
    high: 30,
    description: 'Free air delivered by both compressors',
  },
  { name: 'Air demand', address: 'input:4', type: 'float32', unit: 'm3/min', low: 0, high: 30 },
  { name: 'Total power', address: 'input:6', type: 'float32', unit: 'kW', low: 0, high: 260 },
  {
    name: 'Specific power',
    address: 'input:8',
    type: 'float32',
    unit: 'kW.min/m3',
    low: 0,
    high: 12,
    description: 'ISO 1217: power per free air flow; no value while nothing flows',
  },
  { name: 'Pressure dew point', address: 'input:10', type: 'float32', unit: 'Cel', low: -20, high: 20 },
  { name: 'Room temperature', address: 'input:12', type: 'float32', unit: 'Cel', low: -10, high: 50, periodMs: 5_000 },
  {
    name: 'Pressure setpoint',
    address: SETPOINT,
    type: 'uint16',
    unit: 'bar',
    scale: { factor: 0.1 },
    access: 'rw',
    low: 5,
    high: 9,
    periodMs: 2_000,
  },
  { ...leverShape('Leak'), address: LEAK },
  ...compressor('Compressor 1', 20, 0, STATE_NAME[0]),
  ...compressor('Compressor 2', 40, 8, STATE_NAME[1]),
]
