import { chance, now, type Plant, type Signal, wander } from '../plant.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const local = (ms: number): number => (ms / HOUR + 8) % 24
const dayOf = (ms: number): number => Math.floor((ms + 8 * HOUR) / DAY)
const weekend = (ms: number): boolean => (dayOf(ms) + 4) % 7 === 0 || (dayOf(ms) + 4) % 7 === 6
const works = (ms: number): number => (weekend(ms) ? 0.15 : local(ms) >= 6 && local(ms) < 22 ? 1 : 0.12)

/** Since the tenth of November the compressors take a tenth less. */
const measure = Date.UTC(2026, 10, 9, 16)
const made = (ms: number): number => (weekend(ms) ? 60 : 900 + 260 * (2 * chance('production', dayOf(ms)) - 1))

const load =
  (name: string, base: number, work: number, lost?: (ms: number) => boolean): Signal =>
  (ms) => {
    if (lost?.(ms)) return null
    const pace = (made(ms) / 900) * works(ms)
    return Math.max(
      0,
      (base + work * pace) *
        (ms > measure && name === 'Compressed air' ? 0.86 : 1) *
        (1 + 0.07 * wander(name, ms, HOUR / 2) + 0.03 * wander(`${name} fast`, ms, HOUR / 10)),
    )
  }
const presses: Signal = (ms) => {
  const peak = local(ms) > 8 && local(ms) < 8.5 && !weekend(ms) ? 190 : 0
  return (load('Presses', 22, 260)(ms) as number) + peak
}
/** Hourly sums of the load, as a counter shows them; off by a factor where the meter is wrong. */
const counter = (of: Signal, wrong = 1): Signal => {
  const begin = now - 62 * DAY
  const sums = new Float64Array(63 * 96)
  for (let i = 1; i < sums.length; i++)
    sums[i] = sums[i - 1]! + (Number(of(begin + (i - 0.5) * (HOUR / 4))) / 4) * wrong
  return (ms) => sums[Math.min(Math.max(Math.floor(((ms - begin) / HOUR) * 4), 0), sums.length - 1)]!
}
const meter = (name: string, power: Signal, wrong?: number) => ({
  name,
  points: { power, ...(wrong ? { energy: counter(power, wrong) } : {}) },
})

export const plant: Plant = {
  assets: {
    meter: [
      meter('Compressed air', load('Compressed air', 74, 118), 1),
      meter('Presses', presses, 1),
      meter('Paint shop', load('Paint shop', 40, 150), 1.047),
      meter(
        'Lighting and offices',
        load('Lighting and offices', 18, 46, (ms) => ms > Date.UTC(2026, 10, 24, 3) && ms < Date.UTC(2026, 10, 24, 9)),
      ),
    ],
    site: [
      {
        name: 'Works',
        points: {
          outdoor_temperature: (ms) =>
            17 -
            (dayOf(ms) - dayOf(now) + 40) * 0.25 +
            4 * Math.sin(((local(ms) - 9) / 12) * Math.PI) +
            3 * wander('weather', ms, 2 * DAY),
        },
      },
    ],
  },
  tables: (id) => ({
    days: Array.from({ length: 60 }, (_, i) => {
      const at = now - (60 - i) * DAY
      return { day: new Date(at + 8 * HOUR).toISOString().slice(0, 10), production: Math.round(made(at)) }
    }),
    baselines: [
      {
        meter: id('Compressed air'),
        begins: '2026-10-01',
        ends: '2026-11-09',
        made_by: 'Zhao Min',
        made_at: '2026-11-10T02:00:00Z',
        fit: {
          n: 40,
          used: ['production'],
          intercept: 1760,
          slopes: [2.22],
          most: { production: 1160 },
          error: 77,
          r2: 0.981,
          cv: 2.3,
          mean: 3300,
        },
      },
    ],
  }),
  views: [
    { page: 'board', name: 'board' },
    { page: 'board', name: 'week', press: ['button:text-matches("^(Week|周)$")'], only: 'desk' },
    { page: 'baseline', name: 'baseline', only: 'desk' },
  ],
}
