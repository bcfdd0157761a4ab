import { type Clock, isBad, type Micros, type SampleBatch, Status, type Timer, type Value } from '@millrace/core'
import type { TagSpec } from './driver.ts'
import { TagRows } from './rows.ts'

/** Reports are gathered for so long before they are handed on, ms. */
const GATHER_MS = 20
/** … or until there are so many. */
const MOST_GATHERED = 10_000

interface Report {
  readonly spec: TagSpec
  readonly value: Value
  readonly status: number
  readonly time: Micros
}

/**
 * What a device says unasked, gathered into batches. Every report is kept, also several of one tag, in the order in
 * which they came.
 */
export class Reports {
  readonly #clock: Clock
  readonly #samples: (batch: SampleBatch) => void | Promise<void>
  #gathered: Report[] = []
  #timer: Timer | undefined
  #handing: Promise<void> | undefined

  constructor(clock: Clock, samples: (batch: SampleBatch) => void | Promise<void>) {
    this.#clock = clock
    this.#samples = samples
  }

  /** True while batches are not taken as fast as they come: stop reading from the device if that can be done. */
  get full(): boolean {
    return this.#gathered.length >= MOST_GATHERED
  }

  /** A raw value of one tag: the scale and the type are seen to here. `time` is the device's, or that of receipt. */
  add(spec: TagSpec, value: Value, status: number, time: Micros): void {
    this.#gathered.push({ spec, value, status, time })
    if (this.#gathered.length === MOST_GATHERED) void this.flush()
    else this.#timer ??= this.#clock.after(GATHER_MS, () => void this.flush())
  }

  /**
   * Hands on what was gathered; resolves when it has been taken. Rejects with the signal's reason if whoever waits gives
   * up; what was handed on stays handed on.
   */
  async flush(signal?: AbortSignal): Promise<void> {
    this.#timer?.cancel()
    this.#timer = undefined
    // Whoever waited for the same batch may have handed on the next one: that is ours to wait for, too.
    while (this.#handing) await unlessAborted(this.#handing, signal)
    const reports = this.#gathered
    if (reports.length === 0) return
    this.#gathered = []
    const handed = this.#samples(batchOfReports(reports))
    if (!handed) return
    const handing = handed.finally(() => {
      if (this.#handing === handing) this.#handing = undefined
    })
    this.#handing = handing
    await unlessAborted(handing, signal)
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#gathered = []
  }
}

function batchOfReports(reports: readonly Report[]): SampleBatch {
  const rows = new TagRows(reports.map(({ spec }) => spec))
  const columns = rows.columns()
  for (const [row, { value, status, time }] of reports.entries()) {
    columns.time[row] = time
    if (isBad(status)) {
      rows.none(row, status, time, columns)
      continue
    }
    if (status !== Status.Good) rows.status(row, status, columns)
    rows.value(row, value, columns)
  }
  return rows.batch(columns)
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
