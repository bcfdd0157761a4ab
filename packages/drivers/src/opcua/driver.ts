import { Fault, Status } from '@millrace/core'
import type {
  BrowsePage,
  DataType,
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
import '../kit/faults.ts'
import { PositionFile } from '../kit/position-file.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress } from './address.ts'
import { configSchema, type OpcuaConfig } from './config.ts'
import type { Connection } from './connection.ts'

class OpcuaDriver implements Driver {
  readonly #counts: DriverCounters = noCounts()
  readonly #config: OpcuaConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  #connection: Connection | undefined
  #closed = false

  constructor(config: OpcuaConfig, sink: DriverSink, environment: DriverEnvironment) {
    this.#config = config
    this.#sink = sink
    this.#environment = environment
  }

  get counters(): Readonly<DriverCounters> {
    if (this.#connection) {
      this.#counts.bytesIn = this.#connection.bytesIn
      this.#counts.bytesOut = this.#connection.bytesOut
    }
    return this.#counts
  }

  async connect(signal: AbortSignal): Promise<void> {
    const { clock, log, folder } = this.#environment
    // The library takes half a second and 90 MB to load: an edge without OPC UA devices never pays for it.
    const { Connection } = await import('./connection.ts')
    const connection = await Connection.open(
      {
        config: this.#config,
        clock,
        log,
        folder,
        counters: this.#counts,
        lost: (reason) => this.#sink.lost(reason),
        samples: (batch, past) => this.#sink.samples(batch, past),
        restates: (tag, time) => this.#sink.restates?.(tag, time) ?? false,
        file: new PositionFile('opcua', this.#environment, this.#config.url),
      },
      signal,
    )
    this.#connection = connection
    if (this.#closed) await connection.close()
  }

  async setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    return { groups: [], verdicts: await this.#open.setTags(tags) }
  }

  write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#open.write(requests, signal).then((results) => {
      for (const { status } of results) if (status === Status.Good) this.#counts.writes++
      return results
    })
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return this.#open.browse(parent, page, signal)
  }

  healthy(): boolean {
    return this.#connection?.healthy ?? false
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#connection?.close()
  }

  get #open(): Connection {
    if (!this.#connection || this.#closed) throw new Fault('driver.not_connected', { state: 'closed' })
    return this.#connection
  }
}

/** Throws `opcua.address_malformed`, `opcua.events_are_text`. */
function checkAddress(address: string, type: DataType): void {
  if (parseAddress(address).is === 'event' && type !== 'string') throw new Fault('opcua.events_are_text', { type })
}

/** OPC UA (IEC 62541) over opc.tcp, as a client that subscribes. */
export const opcua: DriverFactory<OpcuaConfig> = {
  kind: 'opcua',
  configSchema,
  capabilities: { push: true, browse: true, write: true, deviceTime: true },
  busOf: ({ url }) => `opcua:${url}`,
  checkAddress,
  create: (config, sink, environment) => new OpcuaDriver(config, sink, environment),
}
