import { BatchBuilder, type Clock, Fault, type Log, Status, sayFault, type TenantId, ValueKind } from '@millrace/core'
import {
  DEPLOYMENTS,
  DIAGNOSIS,
  FLOOR,
  type HostEvent,
  HostNode,
  isTextTooLong,
  type MessageType,
  type Metric,
  type MetricDefinition,
  MOST_TEXT_BYTES,
  RESERVED_PREFIX,
  STREAM,
  WRITE_RESULT,
} from '@millrace/wire'
import { admitTime, type RefusalReason, type Refusals } from './admit.ts'
import type { Gather } from './gather.ts'
import type { DeploymentBook, DeviceBook, SeriesDirectory, Source } from './needs.ts'
import type { PendingOrders } from './orders.ts'
import type { Positions, Stream } from './positions.ts'
import type { PendingQuestions } from './questions.ts'
import { type BirthReading, kindOfPoint, plainValue, readBirth, reportOf } from './sparkplug-source.ts'

const RETRY_MS = 1_000
const noSeries = new Uint32Array(0)
const UUID = /^[0-9a-f-]{36}$/i

export interface NodeNeeds {
  readonly gather: Gather
  readonly directory: SeriesDirectory
  readonly devices: DeviceBook
  readonly positions: Positions
  readonly refusals: Refusals
  /** Writes that wait for the node's word. */
  readonly orders: PendingOrders
  /** Questions about devices that wait for it. */
  readonly questions: PendingQuestions
  /** Who hears how what is deployed at nodes stands. */
  readonly deployments?: DeploymentBook
  readonly clock: Clock
  readonly log: Log
  /** Ends what is tried again and again. */
  readonly closing: AbortSignal
  /** The tags of a dead source turn uncertain where they are shown. */
  degrade(tenant: string, series: readonly number[]): void
  /** A source is born again: what it has not changed meanwhile counts as it was. */
  restore(tenant: string, series: readonly number[]): void
}

export interface NodeId {
  readonly tenant: TenantId
  readonly group: string
  readonly node: string
}

type Birth = Extract<HostEvent, { is: 'birth' }>
type Data = Extract<HostEvent, { is: 'data' }>

export const nodeKey = ({ tenant, group, node }: NodeId): string => JSON.stringify([tenant, group, node])

/**
 * One Sparkplug edge node as its host sees it: births are numbered by the directory, data is turned from slots to series
 * row by row. Messages are taken in their order; while a birth is being numbered, later ones wait.
 */
export class SparkplugNode {
  readonly session: HostNode
  readonly id: NodeId
  /** The buffer our own edge told of in its birth; foreign nodes have none. */
  stream: Stream | undefined
  duplicates = 0
  /** Devices that spoke since it was last told; the empty name is the node itself. */
  readonly heard = new Set<string>()
  readonly #needs: NodeNeeds
  #seriesOfSlot = new Uint32Array(64)
  /** Kind of value of the point in a slot; 0 where there is no point. */
  #kindOfSlot = new Uint8Array(64)
  readonly #ownNames = new Map<number, string>()
  readonly #described = new Map<string, string>()
  readonly #seriesOf = new Map<string, readonly number[]>()
  #busy: Promise<void> | undefined

  constructor(id: NodeId, needs: NodeNeeds) {
    this.id = id
    this.#needs = needs
    this.session = new HostNode(needs.clock)
  }

  /** Who answers for this node's writes. */
  get key(): string {
    return nodeKey(this.id)
  }

  /** The metric by which a point can be written now; undefined while its source is away or has no such point. */
  metricOf(device: string | undefined, name: string): MetricDefinition | undefined {
    const { session } = this
    if (!session.born || (device !== undefined && !session.devices.has(device))) return undefined
    const slot = session.table.slotOfName(device, name)
    return slot < 0 || this.#kindOfSlot[slot] === 0 ? undefined : session.table.definitions[slot]
  }

  /** A promise means that the message, and whatever the link brings later, waits for numbers. */
  receive(
    type: MessageType,
    device: string | undefined,
    bytes: Buffer,
    start: number,
    end: number,
  ): Promise<void> | undefined {
    if (this.#busy) return this.#later(type, device, Buffer.from(bytes.subarray(start, end)))
    let event: HostEvent
    try {
      event = this.session.receive(type, device, bytes.subarray(start, end))
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      this.#refuse('malformed_payload', failure.message, device)
      return undefined
    }
    this.heard.add('')
    if (device !== undefined && event.is !== 'ignored') this.heard.add(device)
    switch (event.is) {
      case 'birth':
        return this.#born(event)
      case 'data':
        this.#take(event)
        return undefined
      case 'death':
        this.#died(event.device)
        return undefined
      default:
        if (event.reason === 'not_born')
          this.#refuse('before_birth', `${type} came before a birth; asked for rebirth.`, device)
        return undefined
    }
  }

  async #later(type: MessageType, device: string | undefined, bytes: Buffer): Promise<void> {
    while (this.#busy) await this.#busy
    await this.receive(type, device, bytes, 0, bytes.length)
  }

  #source(device?: string): Source {
    const { group, node } = this.id
    return device === undefined ? { group, node } : { group, node, device }
  }

  #refuse(reason: RefusalReason, detail: string, device?: string): void {
    this.#needs.refusals.count({ reason, detail }, { tenant: this.id.tenant, source: this.#source(device) })
  }

  #born(event: Birth): Promise<void> {
    const { device, metrics, slots } = event
    if (device === undefined) this.#openStream(metrics)
    const reading = readBirth(this.#source(device), metrics, slots)
    for (const { reason, detail } of reading.refused) this.#refuse(reason, detail, device)
    metrics.forEach(({ name }, i) => {
      if (name?.startsWith(RESERVED_PREFIX)) this.#ownNames.set(slots[i] as number, name)
    })
    this.#busy = this.#number(event, reading).finally(() => {
      this.#busy = undefined
    })
    return this.#busy
  }

  #openStream(metrics: readonly Metric[]): void {
    const stream = metrics.find(({ name }) => name === STREAM)?.value
    const floor = metrics.find(({ name }) => name === FLOOR)?.value
    this.stream = undefined
    if (typeof stream !== 'string' || !UUID.test(stream)) return
    const { tenant, group, node } = this.id
    this.stream = this.#needs.positions.open(tenant, group, node, stream)
    if (typeof floor === 'bigint' && floor > 0n && floor <= BigInt(Number.MAX_SAFE_INTEGER))
      this.stream.settleBelow(Number(floor))
    this.stream.told = -1
  }

  /** Until the directory answers: the link is held back meanwhile, and TCP holds back the node. */
  async #number(event: Birth, reading: BirthReading): Promise<void> {
    const { tenant } = this.id
    const key = event.device ?? ''
    const text = JSON.stringify(reading.description)
    let series = this.#seriesOf.get(key) ?? []
    while (this.#described.get(key) !== text) {
      try {
        series = (await this.#needs.directory.register(tenant, reading.description)).series
        this.#described.set(key, text)
        this.#seriesOf.set(key, series)
      } catch (failure) {
        this.#needs.log.error('series not numbered, will be tried again', {
          fault: sayFault(failure),
          source: reading.description.source,
        })
        this.#needs.devices.report(tenant, reading.description.source, {
          seen: this.#needs.clock.now(),
          lastError: sayFault(failure),
        })
        await this.#needs.clock.sleep(RETRY_MS, this.#needs.closing)
      }
    }
    reading.slots.forEach((slot, i) => {
      this.#setSlot(slot, series[i] as number, kindOfPoint[reading.description.points[i]?.type ?? 'double'])
    })
    this.#needs.devices.report(tenant, reading.description.source, {
      state: 'online',
      lastError: reading.refused[0]?.detail ?? '',
      seen: this.#needs.clock.now(),
      ...this.#birthHealth(event),
    })
    const deployed = event.device === undefined && event.metrics.find(({ name }) => name === DEPLOYMENTS)?.value
    if (typeof deployed === 'string') this.#needs.deployments?.told(tenant, this.id, deployed, true)
    // Births of our edge bring no samples, and it sends only what is new: the rest holds.
    if (this.stream) this.#needs.restore(tenant, series)
    this.#takeBirth(event)
  }

  #birthHealth({ metrics }: Birth): object {
    const reports = metrics.flatMap(({ name, value }) =>
      name?.startsWith(RESERVED_PREFIX) &&
      (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
        ? [reportOf(name, typeof value === 'bigint' ? Number(value) : value)]
        : [],
    )
    const health = Object.assign({}, ...reports.map((report) => report?.health))
    return Object.assign({}, ...reports, Object.keys(health).length > 0 ? { health } : {})
  }

  #setSlot(slot: number, series: number, kind: ValueKind): void {
    if (slot >= this.#kindOfSlot.length) {
      const size = Math.max(slot + 1, this.#kindOfSlot.length * 2)
      const { seriesOfSlot, kindOfSlot } = { seriesOfSlot: this.#seriesOfSlot, kindOfSlot: this.#kindOfSlot }
      this.#seriesOfSlot = new Uint32Array(size)
      this.#seriesOfSlot.set(seriesOfSlot)
      this.#kindOfSlot = new Uint8Array(size)
      this.#kindOfSlot.set(kindOfSlot)
    }
    this.#seriesOfSlot[slot] = series
    this.#kindOfSlot[slot] = kind
  }

  /**
   * A foreign node reports by exception, so the values of its birth are samples like any other. Our edge sends each of
   * its samples with a position; its births repeat them for others, and would double them here.
   */
  #takeBirth({ metrics, slots, timestamp, device }: Birth): void {
    if (this.stream) return
    const rows = new BatchBuilder(metrics.length)
    metrics.forEach((metric, i) => {
      const { value, isNull, datatype } = metric
      const kind = this.#kindOfSlot[slots[i] as number]
      if (!kind || datatype === undefined) return
      const time = (metric.timestamp ?? timestamp) * 1_000
      const slot = slots[i] as number
      if (isNull || value === undefined || value === null) rows.addNone(slot, time, Status.Bad)
      else if (typeof value === 'number' && kind === ValueKind.int64)
        rows.addInt64(slot, time, BigInt(Math.trunc(value)))
      else if (typeof value === 'bigint' && value > 0x7fffffffffffffffn) rows.addNone(slot, time, Status.BadOutOfRange)
      else if (typeof value !== 'object') rows.add(slot, time, value)
    })
    this.#addRows(rows.take(), undefined, device)
  }

  #take({ columns, unknown, inOrder, device }: Data): void {
    const { position } = columns
    if (!inOrder) this.#refuse('sequence_gap', 'A message is missing in the sequence; asked for rebirth.', device)
    if (unknown > 0) this.#refuse('unknown_alias', `${unknown} metrics no birth named; asked for rebirth.`, device)
    if (columns.skipped > 0)
      this.#refuse('unsupported_metric_type', `${columns.skipped} metrics are no single values.`, device)
    const { stream } = this
    if (stream && position >= 0) {
      if (position > Number.MAX_SAFE_INTEGER) {
        this.#refuse('position_out_of_range', `Saw position ${position}.`, device)
        return
      }
      if (stream.has(position)) {
        this.duplicates++
        return
      }
      // What it names will be known after the rebirth; the edge then sends it again, as it was not told as stored.
      if (unknown > 0) return
      stream.begin(position)
      const { positions } = this.#needs.gather.share(this.id.tenant)
      const list = positions.get(stream)
      if (list) list.push(position)
      else positions.set(stream, [position])
    }
    this.#addRows(columns.asBatch(noSeries), columns.slot, device)
  }

  /** Rows whose slot is in `slots` or, where there are none, in the batch's series column. */
  #addRows(batch: ReturnType<BatchBuilder['take']>, slots: Int32Array | undefined, device: string | undefined): void {
    const { length, kind, time, double, int64, status, text } = batch
    const { rows } = this.#needs.gather.share(this.id.tenant)
    const now = this.#needs.clock.now()
    let taken = 0
    for (let i = 0; i < length; i++) {
      const slot = (slots ?? batch.series)[i] as number
      const expected = slot < 0 || slot >= this.#kindOfSlot.length ? 0 : (this.#kindOfSlot[slot] as number)
      if (expected === 0) {
        if (slot >= 0 && this.#ownNames.has(slot)) this.#tellOwn(slot, batch, i, device)
        continue
      }
      const at = time[i] as number
      const badTime = admitTime(at, now)
      if (badTime) {
        this.#refuse(badTime, `Expected a time from 1990 to a day ahead, saw ${at / 1_000} ms since 1970.`, device)
        continue
      }
      const series = this.#seriesOfSlot[slot] as number
      const seen = kind[i]
      if (seen === ValueKind.none) rows.addNone(series, at, status[i] as number)
      else if (seen !== expected) {
        this.#refuse('type_mismatch', `A value is of another type than its birth said (metric ${slot}).`, device)
        continue
      } else if (seen === ValueKind.double) {
        if (Number.isFinite(double[i])) rows.addDouble(series, at, double[i] as number, status[i])
        else {
          // NaN is no measurement and would spoil every mean; that there was one, at that time, is kept.
          this.#refuse('nan_value', 'A value is NaN or infinite; kept without a value as BadOutOfRange.', device)
          rows.addNone(series, at, Status.BadOutOfRange)
        }
      } else if (seen === ValueKind.int64) rows.addInt64(series, at, int64[i] as bigint, status[i])
      else if (seen === ValueKind.boolean) rows.addBoolean(series, at, double[i] !== 0, status[i])
      else {
        const value = text[Number(int64[i])] as string
        if (isTextTooLong(value)) {
          this.#refuse('string_too_long', `Expected at most ${MOST_TEXT_BYTES} bytes.`, device)
          continue
        }
        rows.addString(series, at, value, status[i])
      }
      taken++
    }
    this.#needs.gather.added(taken)
  }

  #tellOwn(slot: number, batch: ReturnType<BatchBuilder['take']>, i: number, device: string | undefined): void {
    const value = plainValue(batch, i)
    const name = this.#ownNames.get(slot) as string
    if (name === DEPLOYMENTS) {
      if (typeof value === 'string' && device === undefined)
        this.#needs.deployments?.told(this.id.tenant, this.id, value, false)
      return
    }
    if (name === WRITE_RESULT || name === DIAGNOSIS) {
      const waiting = name === WRITE_RESULT ? this.#needs.orders : this.#needs.questions
      if (typeof value === 'string') waiting.told(this.key, value)
      return
    }
    const report = value === undefined ? undefined : reportOf(name, value)
    if (report)
      this.#needs.devices.report(this.id.tenant, this.#source(device), { seen: this.#needs.clock.now(), ...report })
  }

  #died(device: string | undefined): void {
    const { tenant } = this.id
    const seen = this.#needs.clock.now()
    const keys = device === undefined ? [...this.#seriesOf.keys()] : [device]
    for (const key of keys) {
      this.#needs.devices.report(tenant, this.#source(key === '' ? undefined : key), { state: 'offline', seen })
      this.#needs.degrade(tenant, this.#seriesOf.get(key) ?? [])
    }
  }
}
