import { leverShape } from './machines/shown.ts'
import { type Boiler, BurnerState } from './physics/boiler.ts'

export const BOILER_NAMESPACE = 'urn:millrace:demo:boiler'

/** What the boiler's controller measures: browse name, UCUM unit, range, and where the value comes from. */
export const boilerAnalogs: readonly (readonly [
  name: string,
  unit: string,
  low: number,
  high: number,
  read: (boiler: Boiler) => number,
])[] = [
  ['SteamPressure', 'bar', 0, 16, (boiler) => boiler.pressure],
  ['SteamTemperature', 'Cel', 0, 250, (boiler) => boiler.steamTemperature],
  ['DrumLevel', 'mm', -300, 300, (boiler) => boiler.level],
  ['SteamFlow', 'kg/h', 0, 12_000, (boiler) => boiler.steamFlow],
  ['FeedwaterFlow', 'kg/h', 0, 14_000, (boiler) => boiler.feedwaterFlow],
  ['FeedwaterTemperature', 'Cel', 0, 150, (boiler) => boiler.feedwaterTemperature],
  ['FuelFlow', 'm3/h', 0, 900, (boiler) => boiler.fuelFlow],
  ['BurnerFiring', '%', 0, 100, (boiler) => boiler.firing],
  ['FlueGasTemperature', 'Cel', 0, 350, (boiler) => boiler.flueTemperature],
  ['FlueGasOxygen', '%', 0, 25, (boiler) => boiler.oxygen],
  ['FlueGasNox', 'mg/m3', 0, 500, (boiler) => boiler.nox],
  ['CombustionAirTemperature', 'Cel', -40, 60, (boiler) => boiler.ambient],
  ['BlowDownFlow', 'kg/h', 0, 1_000, (boiler) => boiler.blowDown],
  ['Efficiency', '%', 0, 100, (boiler) => boiler.efficiency],
]

/** On or off. */
export const boilerStates: readonly (readonly [name: string, read: (boiler: Boiler) => boolean])[] = [
  ['BurnerOn', (boiler) => boiler.burner === BurnerState.firing],
  ['Lockout', (boiler) => boiler.burner === BurnerState.lockout],
]

/** Meters that only count up. */
export const boilerCounters: readonly (readonly [name: string, unit: string, read: (boiler: Boiler) => number])[] = [
  ['FuelTotal', 'm3', (boiler) => boiler.fuelTotal],
  ['SteamTotal', 't', (boiler) => boiler.steamTotal],
]

/** `SteamPressure` → `Steam pressure`. */
const spaced = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const point = (name: string, more: object): object => ({
  name: spaced(name),
  address: `nsu=${BOILER_NAMESPACE};s=Boiler1.${name}`,
  type: 'float64',
  ...more,
})

const efficiency = { description: 'Direct method; no value while the burner is off' }

/** The boiler's nodes, as the edge configuration wants them. */
export const boilerPoints: readonly object[] = [
  ...boilerAnalogs.map(([name, unit, low, high]) =>
    point(name, { unit, low, high, ...(name === 'Efficiency' ? efficiency : {}) }),
  ),
  ...boilerCounters.map(([name, unit]) => point(name, { unit, periodMs: 5_000 })),
  ...boilerStates.map(([name]) => point(name, { type: 'bool' })),
  { ...leverShape('Fouling'), address: `nsu=${BOILER_NAMESPACE};s=Boiler1.Fouling` },
  point('BurnerState', { type: 'int32', description: '0 off, 1 purge, 2 firing, 3 lockout' }),
  point('PressureSetpoint', { unit: 'bar', access: 'rw', low: 4, high: 12 }),
]
