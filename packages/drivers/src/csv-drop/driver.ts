import { Fault, Status } from '@millrace/core'
import type {
  Driver,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  DriverSink,
  ScanGroup,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'
import { PositionFile } from '../kit/position-file.ts'
import { Reports } from '../kit/reports.ts'
import { noCounts } from '../kit/supervisor.ts'
import { verdictsOf } from '../kit/verdicts.ts'
import { parseAddress } from './address.ts'
import { timeReader } from './codec.ts'
import { type CsvDropConfig, configSchema } from './config.ts'
import { DropFolder, namesIn } from './folder.ts'
import './faults.ts'

const READ_ONLY = 'Files are read only.'
/** A large file may take long between two looks at the folder, ms. */
const SILENCE_MS = 600_000

class CsvDropDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: CsvDropConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #reports: Reports
  #aliveAt = Number.NEGATIVE_INFINITY
  #looking: { readonly ending: AbortController; readonly ended: Promise<void> } | undefined

  constructor(config: CsvDropConfig, sink: DriverSink, environment: DriverEnvironment) {
    timeReader(config.timeFormat ?? 'iso', config.utcOffset ?? 'Z')
    this.#config = config
    this.#sink = sink
    this.#environment = environment
    this.#reports = new Reports(environment.clock, (batch) => sink.samples(batch))
  }

  async connect(signal: AbortSignal): Promise<void> {
    await namesIn(this.#config.folder)
    signal.throwIfAborted()
    this.#alive()
  }

  async setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    await this.#stopLooking()
    const byName = new Map<string, TagSpec[]>()
    const verdicts = verdictsOf(tags, (spec) => {
      const name = parseAddress(spec.address)
      byName.set(name, [...(byName.get(name) ?? []), spec])
      return READ_ONLY
    })
    const { clock, log } = this.#environment
    const folder = new DropFolder({
      config: this.#config,
      clock,
      log,
      file: new PositionFile('csv-drop', this.#environment, this.#config.folder),
      tags: byName,
      reports: this.#reports,
      alive: () => this.#alive(),
      read: (bytes) => {
        this.counters.bytesIn += bytes
        this.#alive()
      },
    })
    const ending = new AbortController()
    const ended = folder.run(ending.signal).catch((reason: unknown) => {
      if (!ending.signal.aborted) this.#sink.lost(reason)
    })
    this.#looking = { ending, ended }
    return { groups: [], verdicts }
  }

  async write(requests: readonly WriteRequest[]): Promise<readonly WriteResult[]> {
    return requests.map(({ operation }) => ({ operation, status: Status.BadNotWritable, message: READ_ONLY }))
  }

  healthy(): boolean {
    return this.#environment.clock.monotonic() - this.#aliveAt < SILENCE_MS + (this.#config.scanMs ?? 0) * 3
  }

  async close(): Promise<void> {
    await this.#stopLooking()
    this.#reports.stop()
  }

  #alive(): void {
    this.#aliveAt = this.#environment.clock.monotonic()
  }

  async #stopLooking(): Promise<void> {
    const looking = this.#looking
    this.#looking = undefined
    looking?.ending.abort(new Fault('driver.closing'))
    await looking?.ended
  }
}

/** Files of comma-separated values (RFC 4180) that machines and people drop into a folder. */
export const csvDrop: DriverFactory<CsvDropConfig> = {
  kind: 'csv-drop',
  configSchema,
  capabilities: { push: true, browse: false, write: false, deviceTime: true, records: true },
  busOf: ({ folder }) => `csv-drop:${folder}`,
  checkAddress: (address) => void parseAddress(address),
  create: (config, sink, environment) => new CsvDropDriver(config, sink, environment),
}
