import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { batchOf } from '@millrace/core'
import { type Bucket, bucketsOf, everything, type Oracle, type Row, rowsOf } from './contract-oracle.ts'
import type { Buckets, HistoryStore } from './history.ts'

/** A store's storage: empty at first, kept between `open`s. */
export interface Storage {
  /** One store at a time: the one before was closed. */
  open(): Promise<HistoryStore>
  /** Has the store do at once what it does in the background by and by. */
  settle?(store: HistoryStore): Promise<void>
  remove(): Promise<void>
}

export const DAY = 86_400_000_000

/** Adds a case: a sentence and what shows it. */
export type Contract = (says: string, check: (on: Subject) => Promise<void>) => void
export type Steps = readonly (readonly Row[] | 'seal' | 'settle')[]

/** The store of one case. */
export class Subject {
  readonly #storage: Storage
  store: HistoryStore
  position = 0
  #tenants = 0

  constructor(storage: Storage, store: HistoryStore) {
    this.#storage = storage
    this.store = store
  }

  newTenant(): string {
    return `tenant-${++this.#tenants}`
  }

  append(tenant: string, rows: readonly Row[]): Promise<void> {
    return this.store.append(tenant, batchOf(rows), ++this.position)
  }

  async raw(tenant: string, series: readonly number[]): Promise<Row[]> {
    return rowsOf(await this.store.raw({ tenant, series, ...everything }))
  }

  async reopen(): Promise<void> {
    await this.store.close()
    this.store = await this.#storage.open()
  }

  async settle(): Promise<void> {
    await this.#storage.settle?.(this.store)
  }

  /** The same assertion on hot rows, on sealed ones, after the store was opened again, and after it did what it does in the background. */
  async inEveryState(check: () => Promise<void>): Promise<void> {
    await check()
    await this.store.seal()
    await check()
    await this.reopen()
    await check()
    await this.settle()
    await check()
  }
}

/** Of lists the first items that differ are told: to tell the difference of long ones takes most of a minute. */
export function same(seen: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(seen, wanted)) return
  if (Array.isArray(seen) && Array.isArray(wanted)) {
    const at = wanted.findIndex((one, i) => !isDeepStrictEqual(seen[i], one))
    assert.deepEqual([at, seen[at], seen.length], [at, wanted[at], wanted.length])
  }
  assert.deepEqual(seen, wanted)
}

export const is =
  (reason: unknown) =>
  (seen: unknown): boolean =>
    seen === reason

export function sameBuckets(seen: Buckets, wanted: readonly Bucket[]): void {
  // Engines add in different orders: a mean agrees to twelve digits.
  const close = (rows: readonly Bucket[]): unknown[] =>
    rows.map((row) => ({ ...row, mean: Number.isFinite(row.mean) ? Number(row.mean.toPrecision(12)) : row.mean }))
  same(close(bucketsOf(seen)), close(wanted))
}

/** Writes in steps, for the oracle too. */
export async function write(on: Subject, tenant: string, steps: Steps, oracle?: Oracle): Promise<void> {
  for (const step of steps) {
    if (step === 'seal') await on.store.seal()
    else if (step === 'settle') await on.settle()
    else {
      await on.append(tenant, step)
      oracle?.append(step)
    }
  }
}
