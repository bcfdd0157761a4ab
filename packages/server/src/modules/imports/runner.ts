import { performance } from 'node:perf_hooks'
import {
  type AssetId,
  type Clock,
  type Closable,
  decodeBatch,
  Fault,
  type Log,
  type SampleBatch,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import './faults.ts'
import type { ImportFiles } from './files.ts'
import type { NoTarget, TargetPoint } from './mapping.ts'
import type { ReadChunk } from './reader.ts'
import { Reading } from './reading.ts'
import { RefusalReport } from './report.ts'
import * as store from './store.ts'

/** How often it is written down how far an import is: what lies between is read again after a crash, and changes nothing. */
const CHECKPOINT_MS = 1_000
/** An import makes room for one of another organisation after so long. */
const SLICE_MS = 30_000
/** Samples that go the way at once: live ones that share their commit hardly wait longer. */
const SLICE_ROWS = 2_048
/** A journal that cannot be written is tried again. */
const RETRY_MS = 5_000
/** The way of values is left to live ones for as long as an import has used it, and at least so long. */
const LEAST_PAUSE_MS = 5
/** Where the thread of that way has hardly a moment to itself, for so many times as long. */
const BUSY = 0.8
const BUSY_TIMES = 12
/** Faults that pass by themselves: the import waits as every sender does. */
const passing = /^ingest\.(journal_|overloaded)|^history\.|^database\./

/** Takes samples the way that live ones come: durable when it resolves. Throws the faults of ingest, or the signal's reason. */
export type Bring = (tenant: TenantId, batch: SampleBatch, signal: AbortSignal) => Promise<void>

interface Waiting {
  readonly tenant: TenantId
  readonly id: string
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly files: ImportFiles
  readonly bring: Bring
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** Runs imports, one at a time; organisations take turns. */
export class ImportRunner implements Closable {
  readonly #needs: Needs
  readonly #closing = new AbortController()
  #waiting: Waiting[] = []
  #current: (Waiting & { readonly stop: AbortController }) | undefined
  #loop: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  enqueue(tenant: TenantId, id: string): void {
    // One that is just ending may be told to go on: it is looked at again, and passed over unless it is to run.
    if (this.#waiting.some((one) => one.id === id)) return
    this.#waiting.push({ tenant, id })
    this.#loop ??= this.#run()
  }

  /** It is to be removed: resolves when nothing works on it any more. */
  async drop(id: string): Promise<void> {
    this.#waiting = this.#waiting.filter((one) => one.id !== id)
    if (this.#current?.id !== id) return
    this.#current.stop.abort(new Fault('imports.unknown', { id }))
    while (this.#current?.id === id) await this.#needs.clock.sleep(10)
  }

  async close(): Promise<void> {
    this.#closing.abort(new Fault('history.closed'))
    await this.#loop
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const next = this.#waiting.shift()
      if (!next) break
      const stop = new AbortController()
      this.#current = { ...next, stop }
      const signal = AbortSignal.any([stop.signal, this.#closing.signal])
      try {
        if (!(await this.#one(next, signal))) this.#again(next)
      } catch (thrown) {
        // What became of it could not be written down, so it counts as under way.
        if (!signal.aborted) {
          this.#needs.log.error('an import failed', { id: next.id, fault: sayFault(thrown) })
          this.#again(next)
          // Ending early, by its removal or with the platform, is seen above.
          await this.#needs.clock.sleep(RETRY_MS, signal).catch(() => undefined)
        }
      } finally {
        this.#current = undefined
      }
    }
    this.#loop = undefined
  }

  #again(one: Waiting): void {
    if (!this.#waiting.some(({ id }) => id === one.id)) this.#waiting.push(one)
  }

  /** False when it made room for another. */
  async #one({ tenant, id }: Waiting, signal: AbortSignal): Promise<boolean> {
    const { tenants, clock, files } = this.#needs
    const startedAt = new Date(clock.now() / 1_000)
    const row = await tenants.within(tenant, async (tx) => {
      const held = await store.byId(tx, id)
      if (!held || !['waiting', 'running'].includes(held.state)) return undefined
      return store.change(tx, id, { state: 'running', ...(held.startedAt ? {} : { startedAt }) })
    })
    if (!row) return true
    const reading = new Reading()
    // A restore brings the counts back, and no files: the report begins anew then.
    await files.begin(id)
    const report = await RefusalReport.open(files.report(id), await files.reportBytes(id, row.reportBytes))
    const work = new OneImport(this.#needs, row, report)
    try {
      return await work.run(reading, signal, () => this.#waiting.some((one) => one.tenant !== tenant))
    } catch (thrown) {
      // Ending with the platform or by its removal is no fault of the import.
      if (!signal.aborted) await work.stopped(thrown)
      return true
    } finally {
      await reading.close()
      await report.close()
    }
  }
}

/** Some rows of a batch; texts are shared. */
const sliceOf = (batch: SampleBatch, from: number, to: number): SampleBatch => ({
  length: to - from,
  series: batch.series.subarray(from, to),
  time: batch.time.subarray(from, to),
  kind: batch.kind.subarray(from, to),
  double: batch.double.subarray(from, to),
  int64: batch.int64.subarray(from, to),
  status: batch.status.subarray(from, to),
  text: batch.text,
})

/** One import on its way: what it has come to, and how that is kept. */
class OneImport {
  readonly #needs: Needs
  readonly #tenant: TenantId
  readonly #report: RefusalReport
  #row: store.ImportRow
  /** How busy this thread was up to the last batch. */
  #loop = performance.eventLoopUtilization()

  constructor(needs: Needs, row: store.ImportRow, report: RefusalReport) {
    this.#needs = needs
    this.#tenant = row.tenant as TenantId
    this.#row = { ...row, reasons: { ...row.reasons } }
    this.#report = report
  }

  async run(reading: Reading, signal: AbortSignal, isWanted: () => boolean): Promise<boolean> {
    const { clock, files } = this.#needs
    const { id, format, encoding, mapping, path, size, row, byte, line } = this.#row
    if (path === null) await files.check(id, size)
    const file = {
      path: path === null ? files.content(id) : (await files.given(this.#tenant, path)).path,
      format,
      encoding,
    }
    const begun = clock.monotonic()
    let kept = begun
    const job = { file, mapping, from: { row, byte, line } }
    for await (const chunk of reading.chunks(job, (names) => this.#targets(names), signal)) {
      await this.#take(chunk, signal)
      const now = clock.monotonic()
      if (now - kept < CHECKPOINT_MS) continue
      kept = now
      await this.#keep({})
      if (now - begun > SLICE_MS && isWanted()) return false
    }
    await this.#keep({ state: 'done', endedAt: new Date(clock.now() / 1_000), fault: null }, 'done')
    if (path === null) await files.dropContent(id)
    return true
  }

  async stopped(thrown: unknown): Promise<void> {
    const { log } = this.#needs
    const fault =
      thrown instanceof Fault ? thrown : new Fault('imports.reader_lost', { seen: sayFault(thrown) }, thrown)
    if (fault !== thrown)
      log.error('an import met what was not foreseen', { id: this.#row.id, fault: sayFault(thrown) })
    const { code, message, remedy } = fault
    await this.#keep({ state: 'stopped', fault: { code, detail: message, remedy } }, 'failed')
  }

  async #take(chunk: ReadChunk, signal: AbortSignal): Promise<void> {
    const { clock } = this.#needs
    const batch = decodeBatch(chunk.batch)
    if (!this.#row.dryRun)
      for (let from = 0; from < batch.length; from += SLICE_ROWS) {
        const begun = clock.monotonic()
        await this.#bring(sliceOf(batch, from, Math.min(batch.length, from + SLICE_ROWS)), signal)
        await clock.sleep(this.#pause(clock.monotonic() - begun), signal)
      }
    await this.#report.add(chunk.refusals)
    const row = this.#row
    row.stored += batch.length
    row.refused += chunk.refusals.length
    for (const { reason } of chunk.refusals) row.reasons[reason] = (row.reasons[reason] ?? 0) + 1
    ;({ row: row.row, byte: row.byte, line: row.line } = chunk.next)
  }

  /** For how long the way is left to others after it was used for so long, ms. */
  #pause(used: number): number {
    const before = this.#loop
    this.#loop = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(this.#loop, before)
    return Math.max(LEAST_PAUSE_MS, used * (utilization > BUSY ? BUSY_TIMES : 1))
  }

  async #bring(batch: SampleBatch, signal: AbortSignal): Promise<void> {
    const { bring, clock } = this.#needs
    for (;;) {
      try {
        return await bring(this.#tenant, batch, signal)
      } catch (thrown) {
        if (!(thrown instanceof Fault && passing.test(thrown.code)) || signal.aborted) throw thrown
        await clock.sleep(RETRY_MS, signal)
      }
    }
  }

  /**
   * What the report says is on disk before the place that counts on it; what the audit says of the end is there as soon as
   * the end is. Throws `imports.unknown` when it was removed.
   */
  async #keep(more: Parameters<typeof store.change>[2], outcome?: 'done' | 'failed'): Promise<void> {
    const { tenants, audit } = this.#needs
    const { id, name, by, dryRun, row, byte, line, stored, refused, reasons } = this.#row
    await this.#report.sync()
    const reportBytes = this.#report.bytes
    const to = { row, byte, line, stored, refused, reasons, reportBytes, ...more }
    await tenants.within(this.#tenant, async (tx) => {
      if (!(await store.change(tx, id, to))) throw new Fault('imports.unknown', { id })
      if (outcome === undefined || dryRun) return
      const target = { kind: 'import', id, name }
      await audit.record(tx, {
        actor: by,
        action: 'history.imported',
        outcome,
        target,
        detail: { rows: row, stored, refused },
      })
    })
  }

  async #targets(names: readonly string[]): Promise<(TargetPoint | NoTarget)[]> {
    const { below } = this.#row
    const reach: Reach = { tenant: this.#tenant, ...(below === null ? {} : { below: below as AssetId[] }) }
    const found = await this.#needs.assets.find(reach, names)
    return names.map((name) => {
      const point = found.get(name)
      if (point === undefined) return 'point_unknown'
      if (point === 'several') return 'point_ambiguous'
      return { series: point.series, type: point.point.type, unit: point.point.unit }
    })
  }
}
