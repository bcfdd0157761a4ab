import { chance, now, type Plant, type Signal, wander } from '../plant.ts'

const MINUTE = 60_000
/** Shanghai. */
const local = (ms: number): number => (ms / 3_600_000 + 8) % 24

/** Breaks at 10:00 and 18:00, nothing from 22:00 to 06:00. */
const planned: Signal = (ms) => {
  const hour = local(ms)
  return hour >= 6 && hour < 22 && !(hour >= 10 && hour < 10.5) && !(hour >= 18 && hour < 18.5)
}

const stands =
  (name: string, share: number) =>
  (ms: number): boolean =>
    wander(name, ms, 45 * MINUTE) < share || chance(name, Math.floor(ms / MINUTE)) < 0.015
const alarmed =
  (name: string) =>
  (ms: number): boolean =>
    wander(`${name} alarm`, ms, 90 * MINUTE) < -0.45

/** A counter by minutes from a moment on: what a day before made stays in it. */
function counter(name: string, cycle: number, share: number, of: number): Signal {
  const begin = now - 9 * 86_400_000
  const sums = new Float64Array(10 * 1440)
  for (let i = 1; i < sums.length; i++) {
    const at = begin + i * MINUTE
    const runs = planned(at) === true && !stands(name, share)(at)
    sums[i] = sums[i - 1]! + (runs ? (60 / cycle) * (0.93 + 0.06 * wander(`${name} pace`, at, 30 * MINUTE)) : 0)
  }
  return (ms) => Math.floor((sums[Math.min(Math.max(Math.floor((ms - begin) / MINUTE), 0), sums.length - 1)] ?? 0) * of)
}

const machine = (name: string, cycle: number, share: number, rejects: number, lost?: (ms: number) => boolean) => ({
  name,
  points: {
    execution: ((ms) =>
      lost?.(ms)
        ? null
        : stands(name, share)(ms)
          ? alarmed(name)(ms)
            ? 'INTERRUPTED'
            : 'STOPPED'
          : 'ACTIVE') as Signal,
    planned,
    part_count: counter(name, cycle, share, 1),
    rejected_count: counter(name, cycle, share, rejects),
    alarm_active: ((ms) => stands(name, share)(ms) && alarmed(name)(ms)) as Signal,
  },
})

export const plant: Plant = {
  settings: { cycle_time: 60 },
  assets: {
    machine: [
      machine('Lathe 11', 48, -0.62, 0.012),
      machine('Lathe 12', 48, -0.5, 0.021),
      machine('Milling centre 21', 130, -0.38, 0.034, (ms) => local(ms) > 11.2 && local(ms) < 11.75),
      machine('Grinder 31', 75, -0.7, 0.006),
    ],
    line: [],
  },
  tables: (id) => ({
    targets: [
      { asset: id('Lathe 11'), cycle_time: 48, target: 80 },
      { asset: id('Lathe 12'), cycle_time: 48, target: 80 },
      { asset: id('Milling centre 21'), cycle_time: 130, target: 65 },
      { asset: id('Grinder 31'), cycle_time: 75, target: 75 },
    ],
    stops: [
      ['Lathe 11', '2026-11-26T22:10:00Z', '2026-11-26T23:30:00Z', 'failure.mechanical', 'Chuck jaw loose'],
      ['Lathe 11', '2026-11-27T02:30:00Z', '2026-11-27T03:06:00Z', 'setup.changeover', 'Order 4711'],
      ['Grinder 31', '2026-11-27T01:25:00Z', '2026-11-27T02:00:00Z', 'supply.material', 'Blanks late'],
      ['Milling centre 21', '2026-11-27T01:55:00Z', '2026-11-27T02:00:00Z', 'failure.tool', ''],
    ].map(([asset, started, ended, reason, note]) => ({
      asset: id(asset!),
      started,
      ended,
      reason,
      note,
      entered_by: 'Zhao Min',
      entered_at: ended,
    })),
  }),
  views: [
    { page: 'board', name: 'board' },
    { page: 'wall', name: 'wall', only: 'desk' },
  ],
}
