import { BatchBuilder, type Clock, Fault, type Log, type SampleBatch } from '@millrace/core'
import { DataChangeNotification, type NotificationMessage, StatusChangeNotification } from 'node-opcua-client'
import type { BrowsePage, DriverCounters, TagSpec, TagVerdict, WriteRequest, WriteResult } from '../kit/driver.ts'
import { Browser } from './browse.ts'
import { DataTypes } from './nodes.ts'
import { PublishLoop } from './publish.ts'
import { OpcuaSession, type SessionNeeds } from './session.ts'
import { Subscriber } from './subscribe.ts'
import { addValue } from './values.ts'
import { Writer } from './write.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'

/** InfoType DataValue with the bit Overflow (Part 4 §7.39.1): the server threw values away before this one. */
const OVERFLOW = 0x480
const REPORT_MS = 60_000

export interface ConnectionNeeds extends SessionNeeds {
  readonly samples: (batch: SampleBatch) => void | Promise<void>
}

/** An open session with what stands on it: subscriptions, writing, browsing. */
export class Connection {
  readonly #session: OpcuaSession
  readonly #loop: PublishLoop
  readonly #subscriber: Subscriber
  readonly #writer: Writer
  readonly #browser: Browser
  readonly #clock: Clock
  readonly #log: Log
  readonly #counters: DriverCounters
  readonly #samples: ConnectionNeeds['samples']
  readonly #builder = new BatchBuilder()
  #overflowed = 0
  #reportedAt = Number.NEGATIVE_INFINITY

  private constructor(session: OpcuaSession, needs: ConnectionNeeds) {
    const { clock, log, counters, config, samples } = needs
    this.#session = session
    this.#clock = clock
    this.#log = log
    this.#counters = counters
    this.#samples = samples
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
    this.#browser = new Browser(session, types)
  }

  /** One attempt. Throws faults of `opcua.*`, or the signal's reason. */
  static async open(needs: ConnectionNeeds, signal: AbortSignal): Promise<Connection> {
    return new Connection(await OpcuaSession.open(needs, signal), needs)
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

  setTags(tags: readonly TagSpec[]): Promise<readonly TagVerdict[]> {
    return this.#subscriber.setTags(tags)
  }

  write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#writer.write(requests, signal)
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
    await this.#session.close()
  }

  #receive(message: NotificationMessage): void | Promise<void> {
    const now = this.#clock.now()
    for (const notification of message.notificationData ?? []) {
      if (notification instanceof DataChangeNotification) {
        for (const { clientHandle, value } of notification.monitoredItems ?? []) {
          const item = this.#subscriber.byHandle(clientHandle)
          if (!item) continue
          addValue(this.#builder, item, value, now)
          if ((value.statusCode.value & OVERFLOW) === OVERFLOW) {
            countError(this.#counters, 'opcua.queue_overflow')
            this.#overflowed++
          }
        }
      } else if (notification instanceof StatusChangeNotification && !notification.status.isGood()) {
        throw new Fault('opcua.subscription_ended', { seen: notification.status.name })
      }
    }
    if (this.#overflowed > 0) this.#reportOverflow()
    if (this.#builder.length === 0) return
    this.#counters.reads += this.#builder.length
    return this.#samples(this.#builder.take())
  }

  #reportOverflow(): void {
    const now = this.#clock.monotonic()
    if (now - this.#reportedAt < REPORT_MS) return
    this.#log.warn('the server threw values away before they were fetched', { times: this.#overflowed })
    this.#overflowed = 0
    this.#reportedAt = now
  }
}
