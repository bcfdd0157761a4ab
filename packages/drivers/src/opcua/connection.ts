import { BatchBuilder, type Clock, Fault, isBad, type Log, type Micros, type SampleBatch, Status } from '@millrace/core'
import {
  DataChangeNotification,
  type DataValue,
  EventNotificationList,
  type NotificationMessage,
  StatusChangeNotification,
} from 'node-opcua-client'
import type {
  BrowsePage,
  DriverCounters,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'
import type { PositionFile } from '../kit/position-file.ts'
import { Browser } from './browse.ts'
import { Caller } from './call.ts'
import { EventTeller } from './events.ts'
import { History } from './history.ts'
import type { Item, ValueItem } from './items.ts'
import { DataTypes } from './nodes.ts'
import { PublishLoop } from './publish.ts'
import { Refresher } from './refresh.ts'
import { OpcuaSession, type SessionNeeds } from './session.ts'
import { Subscriber } from './subscribe.ts'
import { addValue } from './values.ts'
import { Writer } from './write.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'

/** InfoType DataValue with the bit Overflow (Part 4 §7.39.1): the server threw values away before this one. */
const OVERFLOW = 0x480
const REPORT_MS = 60_000

/** Unless told, hours. */
const BACKFILL_HOURS = 24

export interface ConnectionNeeds extends SessionNeeds {
  /** `past` is true of values that the server kept while there was no connection. */
  readonly samples: (batch: SampleBatch, past?: boolean) => void | Promise<void>
  /** Whether a value of this time would be told as one of now. */
  readonly restates: (tag: TagId, time: Micros) => boolean
  /** Where it survives how far each tag has been told. */
  readonly file: PositionFile
}

/** An open session with what stands on it: subscriptions, history, writing, calling, browsing. */
export class Connection {
  readonly #session: OpcuaSession
  readonly #loop: PublishLoop
  readonly #subscriber: Subscriber
  readonly #writer: Writer
  readonly #caller: Caller
  readonly #browser: Browser
  readonly #events: EventTeller
  readonly #refresher: Refresher
  readonly #history: History | undefined
  readonly #clock: Clock
  readonly #log: Log
  readonly #counters: DriverCounters
  readonly #samples: ConnectionNeeds['samples']
  readonly #restates: ConnectionNeeds['restates']
  /** Aborted when nobody takes values of this connection any more. */
  readonly #link: AbortSignal
  readonly #builder = new BatchBuilder()
  #handed: Promise<void> | undefined
  #overflowed = 0
  #reportedAt = Number.NEGATIVE_INFINITY

  private constructor(session: OpcuaSession, history: History | undefined, needs: ConnectionNeeds, link: AbortSignal) {
    const { clock, log, counters, config, samples, restates } = needs
    this.#session = session
    this.#history = history
    this.#link = link
    this.#clock = clock
    this.#log = log
    this.#counters = counters
    this.#samples = samples
    this.#restates = restates
    this.#loop = new PublishLoop({ session, clock, receive: (_id, message) => this.#receive(message) })
    this.#subscriber = new Subscriber({
      session,
      loop: this.#loop,
      clock,
      log,
      keepAliveMs: config.keepAliveMs ?? 5_000,
      ...(config.publishingMs === undefined ? {} : { publishingMs: config.publishingMs }),
    })
    const types = new DataTypes(session)
    this.#writer = new Writer({ session, types, clock, find: (tag) => this.#subscriber.byTag(tag) })
    this.#caller = new Caller({ session, types, clock })
    this.#browser = new Browser(session, types)
    this.#refresher = new Refresher({ session, log, clock: needs.clock })
    this.#events = new EventTeller({
      clock,
      namespaces: session.namespaces,
      overflowed: () => this.#countOverflow(),
      refresh: () => this.#refresher.refresh(this.#subscriber.items),
    })
  }

  /** One attempt. Throws faults of `opcua.*`, or the signal's reason. The signal lives as long as the link. */
  static async open(needs: ConnectionNeeds, signal: AbortSignal): Promise<Connection> {
    const session = await OpcuaSession.open(needs, signal)
    let connection: Connection | undefined
    const { backfillHours: hours = BACKFILL_HOURS } = needs.config
    const history =
      hours > 0
        ? await History.open({
            ...needs,
            session,
            hours,
            samples: (batch) => needs.samples(batch, true),
            taken: async () => connection && (await connection.#handed),
          })
        : undefined
    connection = new Connection(session, history, needs, signal)
    return connection
  }

  get healthy(): boolean {
    return this.#session.healthy && this.#loop.healthy
  }

  get bytesIn(): number {
    return this.#session.bytesIn
  }

  get bytesOut(): number {
    return this.#session.bytesOut
  }

  async setTags(tags: readonly TagSpec[]): Promise<readonly TagVerdict[]> {
    const before = new Set(this.#subscriber.items)
    const verdicts = await this.#subscriber.setTags(tags)
    const taken = this.#subscriber.items.filter(({ refusal }) => !isBad(refusal))
    const fresh = taken.filter((item) => !before.has(item))
    this.#events.keep(new Set(taken))
    this.#refresher.refresh(fresh)
    this.#history?.take(taken.filter((item) => item.is === 'value'))
    await this.#tellWaiting(fresh)
    return verdicts
  }

  /** Values first, then calls, one after the other. */
  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    const results = new Map<WriteRequest, WriteResult>()
    const calls = requests.flatMap((request) => {
      const item = this.#subscriber.byTag(request.tag)
      return item?.is === 'call' ? [{ request, item }] : []
    })
    const called = new Set(calls.map(({ request }) => request))
    const values = requests.filter((request) => !called.has(request))
    const written = values.length > 0 ? await this.#writer.write(values, signal) : []
    for (const [i, request] of values.entries()) results.set(request, written[i]!)
    for (const { request, item } of calls) results.set(request, await this.#caller.call(request, item, signal))
    return requests.map((request) => results.get(request)!)
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return this.#browser.browse(parent, page, signal)
  }

  async close(): Promise<void> {
    this.#subscriber.stop()
    void this.#loop.stop()
    await Promise.all([this.#history?.stop(), this.#session.close()])
  }

  /** Events and answers of methods are no states: until one comes there is none, whatever was told before a loss. */
  #tellWaiting(items: readonly Item[]): void | Promise<void> {
    const builder = new BatchBuilder(items.length)
    const now = this.#clock.now()
    for (const item of items) {
      if (item.is === 'value' || (item.is === 'event' && this.#events.hasTold(item))) continue
      builder.addNone(item.spec.id, now, Status.BadWaitingForInitialData)
    }
    if (builder.length > 0) return this.#samples(builder.take())
  }

  #receive(message: NotificationMessage): void | Promise<void> {
    const now = this.#clock.now()
    for (const notification of message.notificationData ?? []) {
      if (notification instanceof DataChangeNotification) {
        for (const { clientHandle, value } of notification.monitoredItems ?? []) {
          const item = this.#subscriber.byHandle(clientHandle)
          if (item?.is === 'value') this.#addValue(item, value, now)
        }
      } else if (notification instanceof EventNotificationList) {
        for (const { clientHandle, eventFields } of notification.events ?? []) {
          const item = this.#subscriber.byHandle(clientHandle)
          if (item?.is === 'event') this.#events.add(this.#builder, item, eventFields ?? [])
        }
      } else if (notification instanceof StatusChangeNotification && !notification.status.isGood()) {
        throw new Fault('opcua.subscription_ended', { seen: notification.status.name })
      }
    }
    if (this.#overflowed > 0) this.#reportOverflow()
    this.#history?.heard()
    if (this.#builder.length === 0) return
    this.#counters.reads += this.#builder.length
    this.#handed = this.#samples(this.#builder.take()) ?? undefined
    return this.#handed
  }

  #addValue(item: ValueItem, value: DataValue, now: Micros): void {
    const time = addValue(this.#builder, item, value, now)
    const overflowed = (value.statusCode.value & OVERFLOW) === OVERFLOW
    if (overflowed) this.#countOverflow()
    // What comes after the end of the link is not taken: it must be asked for again.
    if (this.#link.aborted) return
    const before = item.seen
    if (before === undefined) {
      item.first = time
      item.restated = this.#restates(item.spec.id, time)
    }
    item.seen = time
    if (overflowed && before !== undefined) this.#history?.overflowed(item, before, time)
  }

  #countOverflow(): void {
    countError(this.#counters, 'opcua.queue_overflow')
    this.#overflowed++
  }

  #reportOverflow(): void {
    const now = this.#clock.monotonic()
    if (now - this.#reportedAt < REPORT_MS) return
    this.#log.warn('the server threw values away before they were fetched', { times: this.#overflowed })
    this.#overflowed = 0
    this.#reportedAt = now
  }
}
