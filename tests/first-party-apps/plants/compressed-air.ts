import { type Plant, type Signal, wander } from '../plant.ts'

const HOUR = 3_600_000
const local = (ms: number): number => (ms / HOUR + 8) % 24

/** What the works take, leaks of 5 m³/min in it. */
const demand = (ms: number): number => {
  const hour = local(ms)
  const work = hour >= 6 && hour < 22 ? 26 + 8 * wander('demand', ms, 2 * HOUR) : 1.5
  return Math.max(0, 5 + work + 2 * wander('fast', ms, HOUR / 6))
}
/** How they share it today: two of fixed speed come first, the one of variable speed trims what is left. */
const flowA = (ms: number): number => Math.min(20, demand(ms))
const flowB = (ms: number): number => Math.min(20, Math.max(0, demand(ms) - 20))
const flowV = (ms: number): number => Math.max(0, demand(ms) - 40)

const cycle = (name: string, share: number, ms: number): boolean => (ms / 240_000 + name.length * 0.37) % 1 < share
const fixed = (name: string, flow: (ms: number) => number, off: (ms: number) => boolean) => {
  const loaded = (ms: number): boolean => !off(ms) && cycle(name, flow(ms) / 20, ms)
  const state: Signal = (ms) => (off(ms) ? 'stopped' : loaded(ms) ? 'loaded' : 'unloaded')
  return {
    name,
    points: {
      state,
      flow: ((ms) => (off(ms) ? 0 : flow(ms))) as Signal,
      power: ((ms) => (off(ms) ? 0 : 34 + (120 - 34) * (flow(ms) / 20) + 2 * wander(name, ms, HOUR / 8))) as Signal,
      discharge_pressure: ((ms) => 7.2 + 0.3 * wander(`${name} p`, ms, HOUR / 4)) as Signal,
    },
  }
}

export const plant: Plant = {
  assets: {
    compressor: [
      fixed('Compressor 1', flowA, () => false),
      fixed('Compressor 2', flowB, (ms) => local(ms) < 5.5),
      {
        name: 'Compressor 3 VSD',
        points: {
          state: ((ms) =>
            flowV(ms) > 1 ? 'loaded' : local(ms) > 7 && local(ms) < 20 ? 'unloaded' : 'stopped') as Signal,
          flow: flowV as Signal,
          power: ((ms) => (flowV(ms) > 1 ? 26 + 4.9 * flowV(ms) : local(ms) > 7 && local(ms) < 20 ? 18 : 0)) as Signal,
          discharge_pressure: ((ms) => 7.1 + 0.1 * wander('V p', ms, HOUR / 4)) as Signal,
        },
      },
    ],
  },
  tables: (id) => ({
    plates: [
      { asset: id('Compressor 1'), rated_flow: 20, full_power: 120, unloaded_power: 34 },
      { asset: id('Compressor 2'), rated_flow: 20, full_power: 120, unloaded_power: 34 },
      { asset: id('Compressor 3 VSD'), rated_flow: 17, full_power: 108, unloaded_power: 36, least_flow: 4 },
    ],
  }),
  views: [{ page: 'board', name: 'board' }],
}
