import { Fault, Status } from '@millrace/core'
import type {
  BrowsePage,
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
import { HttpClient } from '../kit/http.ts'
import { PositionFile } from '../kit/position-file.ts'
import { Reports } from '../kit/reports.ts'
import { noCounts } from '../kit/supervisor.ts'
import { writeVerdict } from '../kit/verdicts.ts'
import { parseAddress } from './address.ts'
import { Agent } from './agent.ts'
import { Follower } from './follower.ts'
import { browseItems, DataItems } from './items.ts'
import './faults.ts'

/** What the edge configuration says about an MTConnect agent. */
export interface MtconnectConfig {
  /** `http://cell7:5000` */
  readonly url: string
  readonly device?: string
  readonly path?: string
  readonly mode?: 'stream' | 'poll'
  readonly intervalMs?: number
  readonly heartbeatMs?: number
  readonly count?: number
  readonly timeoutMs?: number
  readonly mostBytes?: number
  readonly ca?: string
  readonly authorization?: string
}

const READ_ONLY = 'MTConnect is read only.'

const configSchema = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  properties: {
    url: {
      type: 'string',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      maxLength: 500,
      description: 'Of the agent, such as http://cell7:5000',
    },
    device: {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      description: 'Name or uuid of the only device asked for; all of the agent unless told',
    },
    path: {
      type: 'string',
      minLength: 1,
      maxLength: 2_000,
      description: 'XPath of what the agent sends, such as //Axes; everything unless told',
    },
    mode: {
      enum: ['stream', 'poll'],
      default: 'stream',
      description: 'An agent that cannot stream is polled in any case',
    },
    intervalMs: {
      type: 'integer',
      minimum: 10,
      maximum: 3_600_000,
      default: 1_000,
      description: 'Least time between two documents, ms',
    },
    heartbeatMs: {
      type: 'integer',
      minimum: 100,
      maximum: 600_000,
      default: 10_000,
      description: 'The agent speaks at least this often, ms',
    },
    count: {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
      default: 1_000,
      description: 'Most observations of one document',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 50,
      maximum: 60_000,
      default: 5_000,
      description: 'Time for one answer, ms',
    },
    mostBytes: {
      type: 'integer',
      minimum: 1_000,
      maximum: 200_000_000,
      default: 16_000_000,
      description: 'Longer documents are refused',
    },
    ca: { type: 'string', description: 'Authorities for https instead of the system’s, PEM' },
    authorization: {
      type: 'string',
      maxLength: 4_000,
      writeOnly: true,
      description: 'The Authorization header, such as Bearer …',
    },
  },
} as const

class MtconnectDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: MtconnectConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #http: HttpClient
  readonly #agent: Agent
  readonly #reports: Reports
  readonly #follower: Follower
  readonly #silenceMs: number
  #items: DataItems | undefined
  #aliveAt = Number.NEGATIVE_INFINITY
  #following: { readonly ending: AbortController; readonly ended: Promise<void> } | undefined

  constructor(config: MtconnectConfig, sink: DriverSink, environment: DriverEnvironment) {
    const { url, ca, authorization, timeoutMs = 5_000, mostBytes = 16_000_000 } = config
    const { intervalMs = 1_000, heartbeatMs = 10_000, mode = 'stream', count = 1_000 } = config
    const { clock } = environment
    this.#config = config
    this.#sink = sink
    this.#environment = environment
    this.#http = new HttpClient({
      baseUrl: url,
      ...(ca === undefined ? {} : { ca }),
      ...(authorization === undefined ? {} : { headers: { authorization } }),
      timeoutMs,
      mostBytes,
      clock,
      counters: this.counters,
    })
    this.#agent = new Agent(this.#http, { ...config, mostBytes })
    this.#reports = new Reports(clock, (batch) => sink.samples(batch))
    this.#silenceMs = 3 * Math.max(heartbeatMs, intervalMs) + timeoutMs
    this.#follower = new Follower({
      agent: this.#agent,
      clock,
      reports: this.#reports,
      file: new PositionFile('mtconnect', environment, `${url} ${config.device ?? ''} ${config.path ?? ''}`),
      mode,
      count,
      intervalMs,
      heartbeatMs,
      alive: () => {
        this.#aliveAt = clock.monotonic()
      },
    })
  }

  async connect(signal: AbortSignal): Promise<void> {
    this.#items = new DataItems(await this.#agent.probe(signal))
    this.#aliveAt = this.#environment.clock.monotonic()
  }

  async setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    await this.#stopFollowing()
    const byItem = new Map<string, TagSpec[]>()
    const verdicts = tags.map((spec): TagVerdict => {
      try {
        const { id } = this.#known.find(spec.address, this.#config.device)
        byItem.set(id, [...(byItem.get(id) ?? []), spec])
        return writeVerdict(spec, READ_ONLY)
      } catch (failure) {
        if (!(failure instanceof Fault)) throw failure
        const status =
          failure.code === 'mtconnect.item_unknown' ? Status.BadNodeIdUnknown : Status.BadConfigurationError
        return { tag: spec.id, status, message: failure.message }
      }
    })
    const ending = new AbortController()
    const ended = this.#follower.run(byItem, ending.signal).catch((reason: unknown) => {
      if (!ending.signal.aborted) this.#sink.lost(reason)
    })
    this.#following = { ending, ended }
    return { groups: [], verdicts }
  }

  async write(requests: readonly WriteRequest[]): Promise<readonly WriteResult[]> {
    return requests.map(({ operation }) => ({ operation, status: Status.BadNotWritable, message: READ_ONLY }))
  }

  async browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<BrowsePage> {
    return browseItems(this.#known.devices, parent, page)
  }

  healthy(): boolean {
    return this.#environment.clock.monotonic() - this.#aliveAt < this.#silenceMs
  }

  async close(): Promise<void> {
    await this.#stopFollowing()
    this.#http.close()
    this.#reports.stop()
  }

  get #known(): DataItems {
    if (!this.#items) throw new Fault('driver.not_connected', { state: 'closed' })
    return this.#items
  }

  async #stopFollowing(): Promise<void> {
    const following = this.#following
    this.#following = undefined
    if (!following) return
    following.ending.abort(new Fault('driver.closing'))
    await following.ended
    await this.#follower.keep()
  }
}

/** MTConnect (ANSI/MTC1.4 and later), as a client of an agent. */
export const mtconnect: DriverFactory<MtconnectConfig> = {
  kind: 'mtconnect',
  configSchema,
  capabilities: { push: true, browse: true, write: false, deviceTime: true, records: true },
  busOf: ({ url }) => `mtconnect:${url}`,
  checkAddress: (address) => void parseAddress(address),
  create: (config, sink, environment) => new MtconnectDriver(config, sink, environment),
}
