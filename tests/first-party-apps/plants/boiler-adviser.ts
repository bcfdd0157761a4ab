import { type Plant, type Signal, wander } from '../plant.ts'

const HOUR = 3_600_000
const local = (ms: number): number => (ms / HOUR + 8) % 24

const load = (ms: number): number =>
  0.55 + 0.22 * Math.sin(((local(ms) - 9) / 24) * 2 * Math.PI) + 0.14 * wander('load', ms, 3 * HOUR)
const steam: Signal = (ms) => 10 * load(ms)
const oxygen: Signal = (ms) =>
  wander('cal', ms, 40 * HOUR) > 0.93 ? null : 6.9 - 3.1 * load(ms) + 0.35 * wander('o2', ms, HOUR)
const flue: Signal = (ms) => 148 + 46 * load(ms) + 4 * wander('flue', ms, 4 * HOUR)
const efficiency = (ms: number): number => 0.885 - 0.02 * (0.6 - load(ms))

export const plant: Plant = {
  settings: { target_blow_down: 2 },
  assets: {
    boiler: [
      {
        name: 'Boiler 1',
        points: {
          steam_flow: steam,
          fuel_flow: ((ms) => (Number(steam(ms)) * 650) / ((efficiency(ms) * 35.8) / 3.6)) as Signal,
          flue_gas_temperature: flue,
          flue_gas_oxygen: oxygen,
          combustion_air_temperature: ((ms) => 18 + 6 * Math.sin(((local(ms) - 9) / 24) * 2 * Math.PI)) as Signal,
          steam_pressure: ((ms) => 1.0 + 0.02 * wander('p', ms, HOUR / 2)) as Signal,
          feedwater_temperature: ((ms) => 92 + 2 * wander('fw', ms, 5 * HOUR)) as Signal,
          blow_down_flow: ((ms) => 0.34 + 0.05 * wander('bd', ms, HOUR)) as Signal,
          flue_gas_co: ((ms) => Math.max(4, 22 + 18 * wander('co', ms, HOUR))) as Signal,
          burner_on: ((ms) => wander('stop', ms, 30 * HOUR) < 0.9) as Signal,
        },
      },
      {
        name: 'Boiler 2',
        points: {
          steam_flow: () => 0,
          fuel_flow: () => 0,
          flue_gas_temperature: () => 40,
          flue_gas_oxygen: () => 20.9,
          combustion_air_temperature: () => 18,
        },
      },
    ],
  },
  kpis: () => [
    { name: 'efficiency_direct', value: 89.1, unit: '%', quality: 'good' },
    { name: 'coal_equivalent_per_steam', value: 89.6, unit: 'kg/t', quality: 'good' },
  ],
  views: [{ page: 'board', name: 'board' }],
}
