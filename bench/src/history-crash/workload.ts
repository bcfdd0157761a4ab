import { BatchBuilder, type SampleBatch, Status, type Value } from '@millrace/core'

/** The plant of the drill: all of a batch follows from its number and the seed, so that whoever checks needs no record of it. */
export const T0 = Date.UTC(2026, 2, 1) * 1_000
export const MINUTE = 60_000_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const PLANT = 'plant'
/** What a batch covers. */
const SPAN = 5 * MINUTE
const STEP = 15_000_000
const DOUBLES = [1, 2, 3, 4, 5, 6]
const TEXTS = 7
const COUNTS = 8
/** Holds the number of each batch: its newest value tells how far the store is. */
export const NUMBER = 9
/** The series of epoch e is VICTIM + e. */
const VICTIM = 1_000
export const victimOf = (epoch: number): number => VICTIM + epoch
/** Batches of an epoch, after which its victim and its guest are removed. */
export const EPOCH = 60
/** Whole days that are kept. */
const KEPT = 2

export const timeOf = (n: number): number => T0 + n * SPAN
export const epochOf = (n: number): number => Math.floor(n / EPOCH)
const dayOf = (n: number): number => Math.floor((timeOf(n) - T0) / DAY)
export const guestOf = (epoch: number): string => `guest-${epoch}`
export const plantSeries = (n: number): number[] => [
  ...DOUBLES,
  TEXTS,
  COUNTS,
  NUMBER,
  ...Array.from({ length: 5 }, (_, i) => VICTIM + epochOf(n) - i).filter((one) => one >= VICTIM),
]
export const GUEST_SERIES = [1, 2]

/** What is asked to be removed: a series of the plant, all of a guest, or what is too old. */
export type Removal =
  | { readonly what: 'victim' | 'guest'; readonly epoch: number }
  | { readonly what: 'old'; readonly before: number }

export const removalKey = (removal: Removal): string =>
  removal.what === 'old' ? `old ${removal.before}` : `${removal.what} ${removal.epoch}`
export function removalOf(key: string): Removal {
  const [what, number] = key.split(' ') as [Removal['what'], string]
  return what === 'old' ? { what, before: Number(number) } : { what, epoch: Number(number) }
}

/** What is due once batch `n` is in; what was asked for before may be asked for again. */
export function dueAt(n: number): Removal[] {
  const epoch = epochOf(n)
  const due: Removal[] = []
  for (const old of [epoch - 3, epoch - 2])
    if (old >= 0) due.push({ what: 'victim', epoch: old }, { what: 'guest', epoch: old })
  if (dayOf(n) > KEPT) due.push({ what: 'old', before: T0 + (dayOf(n) - KEPT) * DAY })
  return due
}

/** Mulberry32 over a text of numbers: the same everywhere. */
export function chance(...seeds: readonly number[]): () => number {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1) + 0x6d2b79f5, 1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Put = (series: number, time: number, value: Value, status?: number) => void

/** Regular samples of one stretch, and what is odd in it. `turn` tells an overwrite from what was there. */
function stretch(seed: number, n: number, turn: number, put: Put): void {
  const next = chance(seed, n, turn)
  for (let time = timeOf(n); time < timeOf(n + 1); time += STEP) {
    for (const series of DOUBLES) {
      const at = next()
      if (at < 0.02) put(series, time, null, Status.BadNoCommunication)
      else if (at < 0.04) put(series, time, at, Status.UncertainInitialValue)
      else if (at < 0.05) put(series, time, at < 0.045 ? Number.NaN : -0)
      else put(series, time, Math.round(1_000 * Math.sin(n / 50 + series) + 100 * at) / 8)
    }
    put(COUNTS, time, BigInt(n) * 1_000n + BigInt(Math.floor((time - timeOf(n)) / STEP)))
  }
  put(TEXTS, timeOf(n), `batch ${n} turn ${turn}`)
}

/** Everything batch `n` writes, in order: regular, now and then again, over what was there, and late by up to a day. */
export function writeBatch(seed: number, n: number, plant: Put, guest: Put): void {
  plant(NUMBER, timeOf(n), n)
  stretch(seed, n, 0, plant)
  if (n % 13 === 0 && n > 1) stretch(seed, n - 1, 0, plant)
  if (n % 7 === 0 && n > 3) stretch(seed, n - 3, 1, plant)
  if (n % 11 === 0) {
    const next = chance(seed, n, 2)
    for (let i = 0; i < 30; i++) {
      const time = timeOf(n) - Math.floor((next() * DAY) / 1_000_000) * 1_000_000
      if (time >= T0) plant(1 + (i % 3), time, 5_000 + next())
    }
  }
  for (let i = 0; i < 10; i++) plant(VICTIM + epochOf(n), timeOf(n) + i * 20_000_000, n + i / 16)
  for (let i = 0; i < 5; i++) guest(1 + (i % 2), timeOf(n) + i * 1_000_000, n * 10 + i)
}

export interface Batches {
  readonly plant: SampleBatch
  readonly guest: SampleBatch
}

export function batchesOf(seed: number, n: number): Batches {
  const plant = new BatchBuilder(256)
  const guest = new BatchBuilder(16)
  writeBatch(
    seed,
    n,
    (series, time, value, status) => plant.add(series, time, value, status),
    (series, time, value, status) => guest.add(series, time, value, status),
  )
  return { plant: plant.take(), guest: guest.take() }
}

/** The first batch whose rows can still be there when batch `n` is in and what is older than `before` was removed. */
export const firstOf = (before: number): number => Math.max(1, Math.floor((before - T0) / SPAN) - 5)
