import { type Metric, SparkplugType } from '@millrace/wire'
import { chance, type Signal, type Value, wander } from './plant.ts'
import { plant as adviser } from './plants/boiler-adviser.ts'
import { plant as air } from './plants/compressed-air.ts'

const HOUR = 3_600_000

/** How a controller calls a point, what it is in, and how far it goes. */
type Tag = readonly [name: string, unit: string, low: number, high: number]

interface RawPlant {
  readonly controller: string
  /** ms; what was said before the solution came, and how far apart. */
  readonly lasted: number
  readonly step: number
  readonly machines: readonly {
    readonly name: string
    readonly points: Readonly<Record<string, Signal>>
    readonly tags: Readonly<Record<string, Tag>>
  }[]
}

const compressor: RawPlant['machines'][number]['tags'] = {
  power: ['PWR', 'kW', 0, 200],
  flow: ['Flow', 'm3/min', 0, 40],
  state: ['State', '', 0, 0],
  discharge_pressure: ['DischargePress', 'bar', 0, 12],
  discharge_temperature: ['DischargeTemp', 'Cel', 0, 150],
  dew_point: ['DewPoint', 'Cel', -60, 40],
}
const boiler: RawPlant['machines'][number]['tags'] = {
  steam_flow: ['SteamFlow', 't/h', 0, 15],
  fuel_flow: ['FuelFlow', 'm3/h', 0, 1_200],
  flue_gas_temperature: ['FlueGasTemp', 'Cel', 0, 400],
  flue_gas_oxygen: ['FlueGasO2', '%', 0, 21],
  combustion_air_temperature: ['CombustionAirTemp', 'Cel', -40, 100],
  steam_pressure: ['SteamPress', 'MPa', 0, 2],
  feedwater_temperature: ['FeedwaterTemp', 'Cel', 0, 150],
  blow_down_flow: ['BlowDownFlow', 't/h', 0, 2],
  burner_on: ['BurnerOn', '', 0, 0],
}
const deaerator: RawPlant['machines'][number]['tags'] = {
  deaerator_pressure: ['DeaeratorPress', 'kPa', 0, 100],
  water_temperature: ['WaterTemp', 'Cel', 0, 150],
  tank_level: ['TankLevel', '%', 0, 100],
  dissolved_oxygen: ['DissolvedO2', 'ug/L', 0, 200],
}

/** Another machine of the kind, which does at other times what the first does. */
const later = (points: Readonly<Record<string, Signal>>, ms: number): Record<string, Signal> =>
  Object.fromEntries(Object.entries(points).map(([name, signal]) => [name, (at: number) => signal(at + ms)]))

const [first] = adviser.assets['boiler']!

/** Plants as nothing but points of controllers, by the solution that makes machines of them. */
export const rawPlants: Readonly<Record<string, RawPlant>> = {
  'solution-compressed-air': {
    controller: 'plc-air',
    ...{ lasted: 26 * HOUR, step: 60_000 },
    machines: air.assets['compressor']!.map(({ points }, i) => {
      const name = `K10${i + 1}`
      const runs = (ms: number) => Number(points['power']!(ms)) > 0
      return {
        name,
        points: {
          ...points,
          discharge_temperature: (ms) => (runs(ms) ? 81 + 2 * i + 3 * wander(`${name} t`, ms, HOUR) : 34),
          dew_point: (ms) => 3.2 + 0.6 * wander(`${name} d`, ms, HOUR),
        },
        tags: compressor,
      }
    }),
  },
  'solution-boiler-house': {
    controller: 'plc-boilers',
    ...{ lasted: 8 * 24 * HOUR, step: 300_000 },
    machines: [
      { name: 'B1', points: first!.points, tags: boiler },
      { name: 'B2', points: later(first!.points, -5 * HOUR), tags: boiler },
      {
        name: 'D1',
        points: {
          deaerator_pressure: (ms) => 21 + 2 * wander('D1 p', ms, HOUR),
          water_temperature: (ms) => 104.4 + 0.5 * wander('D1 p', ms, HOUR) - 0.4 * Math.abs(wander('D1 s', ms, HOUR)),
          tank_level: (ms) => 68 + 7 * wander('D1 l', ms, HOUR / 2),
          dissolved_oxygen: (ms) => 9 + 4 * wander('D1 o', ms, HOUR),
        },
        tags: deaerator,
      },
    ],
  },
}

/** With the noise of a transmitter and the digits of a controller. */
const measured = (tag: string, value: Value, ms: number, range: number): Value =>
  typeof value === 'number' && value !== 0
    ? Math.round(1_000 * (value + 0.001 * range * (chance(tag, Math.floor(ms / 1_000)) - 0.5))) / 1_000
    : value

/** All that its controller says at a moment, ms. */
export const metricsOf = ({ machines }: RawPlant, ms: number): Metric[] =>
  machines.flatMap(({ name, points, tags }) =>
    Object.entries(tags).flatMap(([property, [tag, unit, low, high]]) => {
      const value = measured(`${name}_${tag}`, points[property]?.(ms) ?? null, ms, high - low)
      // What is not known is not sent: the value before stands.
      if (value === null) return []
      const types = { number: SparkplugType.Double, boolean: SparkplugType.Boolean, string: SparkplugType.String }
      return [
        {
          name: `${name}_${tag}`,
          timestamp: ms,
          datatype: types[typeof value as keyof typeof types],
          value,
          properties:
            unit === ''
              ? {}
              : {
                  engUnit: { type: SparkplugType.String, value: unit },
                  engLow: { type: SparkplugType.Double, value: low },
                  engHigh: { type: SparkplugType.Double, value: high },
                },
        },
      ]
    }),
  )
