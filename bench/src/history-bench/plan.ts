import { type Answer, differenceOf } from './compare.ts'
import type { Engine, Range, Top } from './engines/engine.ts'
import {
  expectedAbove,
  expectedBuckets,
  expectedFleetMean,
  expectedLast,
  expectedMaxima,
  expectedRaw,
  expectedStates,
} from './expected.ts'
import { endOf, HIGH_LOAD, type Load, POINTS, Point, type SeriesKey } from './workload.ts'

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const USERS = 10
/** What a browser asks of one server at once. */
const AT_ONCE = 6
const TOP = 10

/** What an engine holds. */
export interface Held {
  readonly fleet: Load
  readonly month: Load
}

/** One asking of a query: what is timed, and a check of what it answered. */
export interface Asking {
  run(engine: Engine): Promise<unknown>
  /** What is wrong with the answer, in words. */
  check(answer: unknown): string | undefined
}

export interface Query {
  readonly name: string
  readonly says: string
  /** Another series or window each time, the same for every engine. `devices`: those that every engine holds. */
  asking(held: Held, devices: number, below: (n: number) => number): Asking
}

function asking<T>(run: (engine: Engine) => Promise<T>, check: (answer: T) => string | undefined): Asking {
  return { run, check: (answer) => check(answer as T) }
}

/** An asking whose answer must be equal to one that was worked out. */
const equal = <T>(run: (engine: Engine) => Promise<T>, expected: () => T): Asking =>
  asking(run, (answer) => differenceOf(columnsOf(expected()), columnsOf(answer)))

function columnsOf(answer: unknown): Answer {
  if (typeof answer === 'number') return { value: [answer] }
  if (ArrayBuffer.isView(answer)) return { value: answer as Float64Array }
  const columns = Object.entries(answer as Record<string, number | ArrayLike<number>>)
  return Object.fromEntries(columns.map(([name, column]) => [name, typeof column === 'number' ? [column] : column]))
}

const devicePoints = (device: number): SeriesKey[] => Array.from({ length: POINTS }, (_, point) => ({ device, point }))

const whole = (load: Load): Range => ({ from: load.start, to: endOf(load) })

/** A window of the fleet's day that begins on a whole second; all of the day if it is not longer. */
function windowOf(load: Load, length: number, below: (n: number) => number): Range {
  const free = endOf(load) - load.start - length
  if (free <= 0) return whole(load)
  const from = load.start + below(free / 1e6 + 1) * 1e6
  return { from, to: from + length }
}

function lastOne({ fleet }: Held, key: SeriesKey): Asking {
  return equal(
    (engine) => engine.last(key),
    () => expectedLast(fleet, key),
  )
}

function raw({ fleet }: Held, key: SeriesKey, range: Range): Asking {
  return equal(
    (engine) => engine.raw(key, range),
    () => expectedRaw(fleet, key, range.from, range.to),
  )
}

function buckets(load: Load, keys: readonly SeriesKey[], width: number): Asking {
  const range = whole(load)
  return equal(
    (engine) => engine.buckets(keys, range, width),
    () => expectedBuckets(load, keys, range.from, range.to, width),
  )
}

/** Ten devices of the greatest maxima; where several have the same, any of them. */
function topTen({ fleet }: Held): Asking {
  const range = whole(fleet)
  return asking<Top>(
    (engine) => engine.top(Point.power, range, TOP),
    ({ device, max }) => {
      const maxima = expectedMaxima(fleet, Point.power, range.from, range.to)
      const best = maxima.toSorted((a, b) => b - a).subarray(0, TOP)
      if (new Set(device).size !== device.length) return 'a device twice'
      return differenceOf(
        { max: best, of: best },
        { max, of: device.map((one) => maxima[one - fleet.firstDevice] ?? Number.NaN) },
      )
    },
  )
}

/** A screen of twenty panels: five last values, four raw hours, eight single curves and three of a whole device. */
function panels(held: Held, devices: number, below: (n: number) => number): Asking[] {
  const key = (): SeriesKey => ({ device: below(devices), point: below(POINTS) })
  return [
    ...Array.from({ length: 5 }, () => lastOne(held, key())),
    ...Array.from({ length: 4 }, () => raw(held, key(), windowOf(held.fleet, HOUR, below))),
    ...Array.from({ length: 8 }, () => buckets(held.fleet, [key()], 5 * MINUTE)),
    ...Array.from({ length: 3 }, () => buckets(held.fleet, devicePoints(below(devices)), 5 * MINUTE)),
  ]
}

/** Everything of one user's screen, {@link AT_ONCE} at a time. */
async function show(engine: Engine, screen: readonly Asking[]): Promise<unknown[]> {
  const answers: unknown[] = []
  let next = 0
  const turn = async (): Promise<void> => {
    while (next < screen.length) {
      const panel = next++
      answers[panel] = await screen[panel]?.run(engine)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, turn))
  return answers
}

function dashboards(held: Held, devices: number, below: (n: number) => number): Asking {
  const screens = Array.from({ length: USERS }, () => panels(held, devices, below))
  return asking(
    (engine) => Promise.all(screens.map((screen) => show(engine, screen))),
    (answers) => {
      for (const [user, screen] of screens.entries())
        for (const [panel, one] of screen.entries()) {
          const wrong = one.check(answers[user]?.[panel])
          if (wrong !== undefined) return `panel ${panel} of user ${user}: ${wrong}`
        }
      return undefined
    },
  )
}

export const queries: readonly Query[] = [
  {
    name: 'last_one',
    says: 'the last value of one series',
    asking: (held, devices, below) => lastOne(held, { device: below(devices), point: below(POINTS) }),
  },
  {
    name: 'last_all',
    says: 'the last value of every series of the fleet',
    asking: ({ fleet }) =>
      equal(
        (engine) => engine.lastOfAll(),
        () =>
          Float64Array.from({ length: fleet.devices * POINTS }, (_, i) =>
            expectedLast(fleet, { device: Math.floor(i / POINTS), point: i % POINTS }),
          ),
      ),
  },
  {
    name: 'raw_1h',
    says: 'every sample of one series in an hour',
    asking: (held, devices, below) =>
      raw(held, { device: below(devices), point: below(POINTS) }, windowOf(held.fleet, HOUR, below)),
  },
  {
    name: 'raw_24h',
    says: 'every sample of one series in the day',
    asking: (held, devices, below) =>
      raw(held, { device: below(devices), point: below(POINTS) }, windowOf(held.fleet, DAY, below)),
  },
  {
    name: 'buckets_24h',
    says: 'one series over the day: least, mean, greatest of every 5 minutes',
    asking: ({ fleet }, devices, below) =>
      buckets(fleet, [{ device: below(devices), point: below(POINTS) }], 5 * MINUTE),
  },
  {
    name: 'device_24h',
    says: 'the ten series of a device over the day, in 5 minutes',
    asking: ({ fleet }, devices, below) => buckets(fleet, devicePoints(below(devices)), 5 * MINUTE),
  },
  {
    name: 'fleet_hourly',
    says: 'the mean of one point over the whole fleet, for every hour of the day',
    asking: ({ fleet }, _devices, below) => {
      const point = below(POINTS)
      const range = whole(fleet)
      return equal(
        (engine) => engine.fleetMean(point, range, HOUR),
        () => expectedFleetMean(fleet, point, range.from, range.to, HOUR),
      )
    },
  },
  { name: 'top_10', says: 'the ten devices with the greatest power of the day', asking: topTen },
  {
    name: 'high_load_12h',
    says: `every device with samples of power above ${HIGH_LOAD} kW in 12 hours, and how many`,
    asking: ({ fleet }, _devices, below) => {
      const range = windowOf(fleet, Math.min(12 * HOUR, (endOf(fleet) - fleet.start) / 2), below)
      return equal(
        (engine) => engine.above(Point.power, HIGH_LOAD, range),
        () => expectedAbove(fleet, Point.power, HIGH_LOAD, range.from, range.to),
      )
    },
  },
  {
    name: 'states_24h',
    says: 'how long a boolean was on and off in the day, and how often it changed',
    asking: ({ fleet }, devices, below) => {
      const key = { device: below(devices), point: Point.running }
      const range = whole(fleet)
      return equal(
        (engine) => engine.states(key, range),
        () => expectedStates(fleet, key, range.from, range.to),
      )
    },
  },
  {
    name: 'month_daily',
    says: 'the ten series of a device over 30 days (a value a minute): least, mean, greatest of every day',
    asking: ({ month }, _devices, below) => buckets(month, devicePoints(month.firstDevice + below(month.devices)), DAY),
  },
  {
    name: 'dashboards',
    says: `${USERS} users open a screen of 20 panels each: until the last has all`,
    asking: dashboards,
  },
]
