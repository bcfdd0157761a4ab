import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  type SampleBatch,
  Status,
  sayFault,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { LatestValues } from '../live/latest.ts'
import { type Refusal, type RefusalReason, Refusals } from './admit.ts'
import './faults.ts'
import { Gather } from './gather.ts'
import { type Journal, openJournal } from './journal.ts'
import { RecordType } from './journal-segment.ts'
import { writeTail } from './journal-tail.ts'
import { Telemetry } from './json.ts'
import { type Broker, type MqttDoors, openBroker } from './mqtt.ts'
import type { Route } from './mqtt-link.ts'
import type {
  CredentialBook,
  DeploymentBook,
  DeviceBook,
  LiveFeed,
  MessageBook,
  Sender,
  SeriesDirectory,
  Source,
  TenantQuota,
  Watch,
} from './needs.ts'
import { PendingOrders, type WriteAnswer, type WriteOrder } from './orders.ts'
import { Positions } from './positions.ts'
import { type DiagnosisAnswer, PendingQuestions } from './questions.ts'
import { decodeCheckpoint, decodeSamples, encodeCheckpoint } from './record.ts'
import { SparkplugHost } from './sparkplug.ts'

export type { RefusalReason } from './admit.ts'
export type {
  CredentialBook,
  DeviceBook,
  LiveFeed,
  PointDescription,
  PointType,
  Registration,
  Revoked,
  Sender,
  SeriesDirectory,
  Source,
  SourceDescription,
  SourceReport,
  SourceState,
  TenantQuota,
  Watch,
} from './needs.ts'
export type { WriteAnswer, WriteOrder } from './orders.ts'
export type { DiagnosisAnswer } from './questions.ts'
export { freezeJournal } from './stopped-journal.ts'

const RELEASE_MS = 10_000
/** After so long it is looked again whether live values leave room for others. */
const BUSY_MS = 25
/** HTTP bodies, as the MQTT limit of a device. */
const BODY_BYTES = 256 * 1_024

export interface IngestNeeds {
  /** Folder of the journal; made if missing. */
  readonly journal: string
  readonly history: HistoryStore
  readonly credentials: CredentialBook
  readonly directory: SeriesDirectory
  readonly devices: DeviceBook
  readonly watch: Watch
  readonly latest: LatestValues
  /** Without one nothing is evaluated as it comes. */
  readonly live?: LiveFeed
  readonly quota: TenantQuota
  /** Without one devices send telemetry alone. */
  readonly messages?: MessageBook
  /** Without one nobody hears of what is deployed at edge nodes. */
  readonly deployments?: DeploymentBook
  readonly clock: Clock
  readonly log: Log
  readonly mqtt: MqttDoors
}

export interface IngestCounters {
  /** Values taken in since the start. */
  readonly values: number
  /** Positioned messages that were already there. */
  readonly duplicates: number
  readonly refusals: ReadonlyMap<RefusalReason, number>
  readonly connections: number
  /** Edge nodes that are born. */
  readonly edgeNodes: number
  readonly journalSegments: number
  readonly journalBytes: number
  /** Commits of the journal since the start. */
  readonly journalGroups: number
  readonly unsyncedBytes: number
  /** Rows that are durable but not yet seen by queries. */
  readonly historyLagRows: number
  readonly historyRefusedRows: number
  /** Code of the fault because of which nothing is written now. */
  readonly fault?: string
}

export interface Ingest extends Closable {
  /** The MQTT port; 0 before {@link Ingest.start}. */
  readonly port: number
  /** The port of MQTT over TLS; undefined without, and before {@link Ingest.start}. */
  readonly securePort: number | undefined
  /** Gives the history, and the latest values, what the journal has beyond `history.durable()`. Before {@link Ingest.start}. */
  recover(): Promise<void>
  /** Opens the MQTT port and says STATE online. Throws `ingest.listen_failed`. */
  start(): Promise<void>
  /**
   * Telemetry of a device by HTTP, in any of the JSON forms; resolves when it is durable. Throws `ingest.refused` with
   * the reason, `ingest.not_a_device`, `ingest.overloaded`, `ingest.journal_full`, `ingest.journal_unwritable`.
   */
  acceptTelemetry(sender: Sender, body: Uint8Array): Promise<void>
  /**
   * Samples that somebody brings in from elsewhere, for series that are theirs; resolves when they are durable. Waits while
   * live values need the way. Throws `ingest.refused` (over_quota), the journal's fault, or the signal's reason.
   */
  bring(tenant: TenantId, batch: SampleBatch, signal: AbortSignal): Promise<void>
  /** Sends a write to the machine; resolves with what became of it within 15 s. */
  write(tenant: TenantId, order: WriteOrder): Promise<WriteAnswer>
  /** Asks the edge of a device how it stands; resolves within 5 s. */
  diagnose(tenant: TenantId, source: Source): Promise<DiagnosisAnswer>
  /** Puts on the topic of an edge node what it is to run; it stands there until it is another. */
  assign(node: { readonly group: string; readonly node: string }, payload: Uint8Array): Promise<void>
  /**
   * Lets `take` get hold of the history while no segment of the journal goes, then writes what the journal has beyond that
   * into `folder`, as a journal of its own: together they are all that was acknowledged before the call.
   */
  freeze<Held extends { readonly durable: number }>(folder: string, take: () => Promise<Held>): Promise<Held>
  counters(): IngestCounters
}

class House implements Ingest {
  readonly #needs: IngestNeeds
  readonly #journal: Journal
  readonly #positions: Positions
  readonly #refusals: Refusals
  readonly #gather: Gather
  readonly #telemetry: Telemetry
  readonly #sparkplug: SparkplugHost
  readonly #timer: Timer
  readonly #closeSignal = new AbortController()
  #broker: Broker | undefined
  #releasing = false
  #freezes = 0
  #closing: Promise<void> | undefined

  constructor(needs: IngestNeeds, journal: Journal, positions: Positions) {
    const { clock, log, directory, devices, watch, latest, live, history } = needs
    this.#needs = needs
    this.#journal = journal
    this.#positions = positions
    const closing = this.#closeSignal.signal
    const refusals = new Refusals({ devices, watch, clock })
    const gather = new Gather({ journal, history, latest, live, clock, log })
    live?.follow(() => journal.extent)
    this.#refusals = refusals
    this.#gather = gather
    this.#telemetry = new Telemetry({ gather, directory, devices, refusals, clock, log, closing })
    this.#sparkplug = new SparkplugHost({
      gather,
      directory,
      devices,
      positions,
      refusals,
      orders: new PendingOrders(clock),
      questions: new PendingQuestions(clock),
      ...(needs.deployments ? { deployments: needs.deployments } : {}),
      clock,
      log,
      closing,
      degrade: (tenant, series) => latest.degrade(tenant, series, Status.UncertainNoCommunicationLastUsableValue),
      restore: (tenant, series) => latest.restore(tenant, series),
      publish: async (topic, payload, options) => this.#broker?.publish(topic, payload, options),
    })
    this.#timer = clock.every(RELEASE_MS, () => this.#release())
  }

  get port(): number {
    return this.#broker?.port ?? 0
  }

  get securePort(): number | undefined {
    return this.#broker?.securePort
  }

  async recover(): Promise<void> {
    const after = this.#needs.history.durable()
    await this.#journal.replay(0, async ({ type, payload }, position, end) => {
      if (type === RecordType.checkpoint) {
        this.#positions.load(decodeCheckpoint(payload))
        return
      }
      const { tenant, positions, batch } = decodeSamples(payload)
      this.#positions.load(positions)
      if (end > after) await this.#gather.replay({ tenant, batch, position })
    })
    await this.#gather.drain()
  }

  async start(): Promise<void> {
    const { credentials, quota, clock, log, mqtt } = this.#needs
    this.#broker = await openBroker(
      {
        credentials,
        quota,
        clock,
        log,
        gather: this.#gather,
        refusals: this.#refusals,
        route: (sender, topic) => this.#route(sender, topic),
        mayWill: ({ speaks }, topic) => speaks.as === 'edge' && this.#sparkplug.mayWill(speaks, topic),
        maySubscribe: ({ speaks }, filter) =>
          speaks.as === 'edge' ? this.#sparkplug.maySubscribe(speaks, filter) : filter.startsWith(`v1/${speaks.name}/`),
        joined: (sender) => {
          if (sender.speaks.as === 'device') this.#telemetry.joined(sender, sender.speaks.name)
        },
        left: (sender) => {
          if (sender.speaks.as === 'device') this.#telemetry.left(sender, sender.speaks.name)
        },
      },
      mqtt,
    )
    await this.#sparkplug.online()
  }

  async acceptTelemetry(sender: Sender, body: Uint8Array): Promise<void> {
    const { speaks } = sender
    if (speaks.as !== 'device') throw new Fault('ingest.not_a_device')
    this.#admitBody(sender, body)
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
    const device = this.#telemetry.deviceOf(sender, speaks.name)
    const before = this.#gather.rows
    const refusal = await this.#telemetry.accept(device, bytes, 0, bytes.length)
    const wait = this.#needs.quota.spend(sender.tenant, this.#gather.rows - before)
    if (wait > 0) await this.#needs.clock.sleep(wait, this.#closeSignal.signal)
    if (refusal) throw new Fault('ingest.refused', { reason: refusal.reason, detail: refusal.detail })
    await this.#gather.committed()
  }

  async bring(tenant: TenantId, batch: SampleBatch, signal: AbortSignal): Promise<void> {
    const { clock, quota } = this.#needs
    for (;;) {
      const { fault } = this.#journal
      if (fault) throw fault
      const full = quota.full(tenant)
      if (full !== undefined) throw new Fault('ingest.refused', { reason: 'over_quota', detail: full })
      if (!this.#gather.isBusy) break
      await clock.sleep(BUSY_MS, signal)
    }
    const { rows } = this.#gather.share(tenant)
    for (let row = 0; row < batch.length; row++) rows.addRow(batch.series[row] as number, batch, row)
    this.#gather.added(batch.length)
    const wait = quota.spend(tenant, batch.length)
    await this.#gather.committed()
    if (wait > 0) await clock.sleep(wait, signal)
  }

  write(tenant: TenantId, order: WriteOrder): Promise<WriteAnswer> {
    return this.#sparkplug.write(tenant, order)
  }

  diagnose(tenant: TenantId, source: Source): Promise<DiagnosisAnswer> {
    return this.#sparkplug.diagnose(tenant, source)
  }

  assign(node: { readonly group: string; readonly node: string }, payload: Uint8Array): Promise<void> {
    return this.#sparkplug.assign(node, payload)
  }

  async freeze<Held extends { readonly durable: number }>(folder: string, take: () => Promise<Held>): Promise<Held> {
    this.#freezes++
    try {
      const held = await take()
      await writeTail(this.#journal.extent, {
        folder,
        after: held.durable,
        // Before the frames are read: what it calls stored is in one of them, or in what is held.
        checkpoint: encodeCheckpoint(this.#positions.all()),
      })
      return held
    } finally {
      this.#freezes--
    }
  }

  counters(): IngestCounters {
    const { fault } = this.#journal
    return {
      values: this.#gather.rows,
      duplicates: this.#sparkplug.duplicates,
      refusals: this.#refusals.counts(),
      connections: this.#broker?.connections ?? 0,
      edgeNodes: this.#sparkplug.nodes,
      journalSegments: this.#journal.segments,
      journalBytes: this.#journal.bytes,
      journalGroups: this.#journal.groups,
      unsyncedBytes: this.#gather.behind,
      historyLagRows: this.#gather.historyLag,
      historyRefusedRows: this.#gather.refusedByHistory,
      ...(fault ? { fault: fault.code } : {}),
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#timer.cancel()
    this.#closeSignal.abort(new Fault('ingest.journal_closed'))
    if (this.#broker) await this.#sparkplug.offline()
    this.#sparkplug.close()
    this.#telemetry.close()
    await this.#broker?.close()
    if (this.#journal.fault) this.#gather.stop()
    else await this.#gather.drain()
    await this.#journal.close()
    this.#refusals.close()
  }

  #admitBody(sender: Sender, body: Uint8Array): void {
    const { fault } = this.#journal
    if (fault) throw fault
    const full = this.#needs.quota.full(sender.tenant)
    if (full !== undefined) {
      this.#refusals.count({ reason: 'over_quota', detail: full })
      throw new Fault('ingest.refused', { reason: 'over_quota', detail: full })
    }
    if (this.#gather.blocked) throw new Fault('ingest.overloaded', { bytes: this.#gather.behind })
    if (body.length > BODY_BYTES && sender.speaks.as === 'device') {
      const refusal: Refusal = {
        reason: 'too_large',
        detail: `Expected at most ${BODY_BYTES} bytes, saw ${body.length}.`,
      }
      this.#refusals.count(refusal, { tenant: sender.tenant, source: { device: sender.speaks.name } })
      throw new Fault('ingest.refused', { reason: refusal.reason, detail: refusal.detail })
    }
  }

  #route(sender: Sender, topic: string): Route | Refusal {
    const { speaks } = sender
    if (/[+#]/.test(topic))
      return { reason: 'malformed_topic', detail: `Expected a topic without wildcards, saw ${topic.slice(0, 100)}.` }
    if (speaks.as === 'edge') return this.#sparkplug.route(sender, speaks, topic)
    if (topic === `v1/${speaks.name}/telemetry`) {
      const device = this.#telemetry.deviceOf(sender, speaks.name)
      return {
        accept: (bytes, start, end) => {
          const refused = this.#telemetry.accept(device, bytes, start, end)
          return refused instanceof Promise ? refused.then(() => undefined) : undefined
        },
      }
    }
    const own = topic.startsWith(`v1/${speaks.name}/`)
    if (own && this.#needs.messages?.listens(sender.tenant, topic)) return this.#messageRoute(sender, topic)
    return own
      ? { reason: 'unknown_topic', detail: `Expected v1/${speaks.name}/telemetry, saw ${topic.slice(0, 100)}.` }
      : { reason: 'not_authorised_topic', detail: `${speaks.name} may not publish to ${topic.slice(0, 100)}.` }
  }

  /** Acknowledged when what came is durable, as all is. */
  #messageRoute({ tenant }: Sender, topic: string): Route {
    const { messages, clock } = this.#needs
    return {
      accept: (bytes, start, end) => {
        const batch = messages?.samplesOf(tenant, { topic, payload: bytes.subarray(start, end) }, clock.now())
        if (!batch || batch.length === 0) return undefined
        const { rows } = this.#gather.share(tenant)
        for (let row = 0; row < batch.length; row++) rows.addRow(batch.series[row] as number, batch, row)
        this.#gather.added(batch.length)
        return this.#gather.blocked ? this.#gather.free() : undefined
      },
    }
  }

  #release(): void {
    if (this.#releasing || this.#freezes > 0) return
    this.#releasing = true
    const { history, live } = this.#needs
    this.#journal
      .release(Math.min(history.durable(), live?.kept ?? Number.POSITIVE_INFINITY))
      .catch((failure: unknown) => this.#needs.log.error('journal segments not deleted', { fault: sayFault(failure) }))
      .finally(() => {
        this.#releasing = false
      })
  }
}

/** Opens the journal of ingest; {@link Ingest.recover} and {@link Ingest.start} follow, in this order. */
export async function createIngest(needs: IngestNeeds): Promise<Ingest> {
  const positions = new Positions()
  const journal = await openJournal({
    folder: needs.journal,
    clock: needs.clock,
    log: needs.log,
    from: needs.history.durable(),
    checkpoint: () => encodeCheckpoint(positions.all()),
  })
  return new House(needs, journal, positions)
}
