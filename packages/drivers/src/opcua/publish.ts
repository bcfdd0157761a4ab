import { type Clock, Fault } from '@millrace/core'
import {
  type NotificationMessage,
  PublishRequest,
  type PublishRequestOptions,
  type PublishResponse,
  RepublishRequest,
  type RepublishResponse,
} from 'node-opcua-client'
import { seenIn } from './engine-faults.ts'
import type { EngineSession } from './session.ts'
import './faults.ts'

/** Requests that wait at the server beyond one for each subscription, so that it never waits for one of ours. */
const SPARE_REQUESTS = 2
const MOST_REQUESTS = 20
/** Messages that are asked for again in one gap; with more, a new connection is quicker. */
const MOST_REPUBLISHED = 100
const LEAST_TIMEOUT_MS = 60_000
const LAST_SEQUENCE = 4_294_967_295

type Acknowledgement = NonNullable<PublishRequestOptions['subscriptionAcknowledgements']>[number]

interface Watched {
  readonly keepAliveMs: number
  heard: number
  /** Sequence number of the next message; 0 before the first. */
  expected: number
}

export interface PublishNeeds {
  readonly session: {
    readonly engine: Pick<EngineSession, 'publish' | 'republish'>
    fail(reason: Fault): void
  }
  readonly clock: Clock
  /** Called in order; the next message waits for the promise, and so does the server. */
  readonly receive: (subscription: number, message: NotificationMessage) => void | Promise<void>
}

/**
 * Keeps publish requests waiting at the server (Part 4 §5.14.5), hands on what comes in the order of its sequence
 * numbers, asks again for messages that did not come, and knows which subscription has fallen silent.
 */
export class PublishLoop {
  readonly #needs: PublishNeeds
  readonly #subscriptions = new Map<number, Watched>()
  #acknowledgements: Acknowledgement[] = []
  #waiting = 0
  #most = MOST_REQUESTS
  #handling: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(needs: PublishNeeds) {
    this.#needs = needs
  }

  add(subscription: number, keepAliveMs: number): void {
    this.#subscriptions.set(subscription, { keepAliveMs, heard: this.#needs.clock.monotonic(), expected: 0 })
    this.#send()
  }

  remove(subscription: number): void {
    this.#subscriptions.delete(subscription)
    this.#acknowledgements = this.#acknowledgements.filter(({ subscriptionId }) => subscriptionId !== subscription)
  }

  /** False when a subscription has said nothing, not even that it is alive, for three of its keep-alive periods. */
  get healthy(): boolean {
    const now = this.#needs.clock.monotonic()
    for (const { heard, keepAliveMs } of this.#subscriptions.values()) if (now - heard > 3 * keepAliveMs) return false
    return true
  }

  /** No message is handed on after it resolves. */
  stop(): Promise<void> {
    this.#stopped = true
    return this.#handling
  }

  #send(): void {
    const wanted = Math.min(this.#most, this.#subscriptions.size + SPARE_REQUESTS)
    while (!this.#stopped && this.#subscriptions.size > 0 && this.#waiting < wanted) {
      this.#waiting++
      const acknowledged = this.#acknowledgements
      this.#acknowledgements = []
      const request = new PublishRequest({
        requestHeader: { timeoutHint: this.#timeoutMs(wanted) },
        subscriptionAcknowledgements: acknowledged,
      })
      this.#needs.session.engine.publish(request, (error, response) => {
        this.#waiting--
        if (this.#stopped) return
        if (error || !response) this.#failed(error, acknowledged)
        else this.#queue(response)
      })
    }
  }

  /** Requests queue up at a quiet server: the last one waits for as many keep-alives as there are before it. */
  #timeoutMs(waiting: number): number {
    let slowest = 0
    for (const { keepAliveMs } of this.#subscriptions.values()) slowest = Math.max(slowest, keepAliveMs)
    return Math.max(LEAST_TIMEOUT_MS, (waiting + 1) * slowest * 3)
  }

  #failed(error: Error | null, acknowledged: readonly Acknowledgement[]): void {
    const seen = seenIn(error)
    if (/BadTooManyPublishRequests/.test(seen) && this.#waiting > 0) {
      this.#most = this.#waiting
      this.#acknowledgements.push(...acknowledged)
    } else if (this.#subscriptions.size > 0) this.#lose(seen)
  }

  #queue(response: PublishResponse): void {
    const watched = this.#subscriptions.get(response.subscriptionId)
    if (watched) watched.heard = this.#needs.clock.monotonic()
    this.#handling = this.#handling
      .then(async () => {
        if (this.#stopped) return
        await this.#handle(response)
        this.#send()
      })
      .catch((reason: unknown) => {
        if (!this.#stopped) this.#lose(reason)
      })
  }

  async #handle({ subscriptionId, notificationMessage: message }: PublishResponse): Promise<void> {
    const watched = this.#subscriptions.get(subscriptionId)
    if (!watched) return
    const { sequenceNumber } = message
    // A keep-alive carries the number of the message to come (Part 4 §5.14.1.1).
    const isKeepAlive = (message.notificationData ?? []).length === 0
    if (watched.expected !== 0 && sequenceNumber !== watched.expected)
      await this.#catchUp(subscriptionId, watched, sequenceNumber)
    if (isKeepAlive) {
      watched.expected = sequenceNumber
      return
    }
    watched.expected = nextOf(sequenceNumber)
    this.#acknowledgements.push({ subscriptionId, sequenceNumber })
    await this.#needs.receive(subscriptionId, message)
  }

  /** Asks again for what lies between the expected and the seen message. */
  async #catchUp(subscriptionId: number, watched: Watched, seen: number): Promise<void> {
    const first = watched.expected
    let next = first
    for (let count = 0; next !== seen && count < MOST_REPUBLISHED; count++) {
      const message = await this.#republish(subscriptionId, next)
      if (!message) break
      this.#acknowledgements.push({ subscriptionId, sequenceNumber: next })
      await this.#needs.receive(subscriptionId, message)
      next = nextOf(next)
    }
    if (next !== seen) throw new Fault('opcua.notifications_lost', { expected: next, seen })
  }

  #republish(subscriptionId: number, retransmitSequenceNumber: number): Promise<NotificationMessage | undefined> {
    const request = new RepublishRequest({ subscriptionId, retransmitSequenceNumber })
    return new Promise((resolve) => {
      this.#needs.session.engine.republish(request, (_error: Error | null, response?: RepublishResponse) => {
        const message = response?.notificationMessage
        resolve(message && (message.notificationData ?? []).length > 0 ? message : undefined)
      })
    })
  }

  #lose(reason: unknown): void {
    this.#stopped = true
    this.#needs.session.fail(
      reason instanceof Fault ? reason : new Fault('opcua.subscription_ended', { seen: seenIn(reason) }, reason),
    )
  }
}

/** Sequence numbers begin again at 1, never 0 (Part 4 §7.9). */
function nextOf(sequence: number): number {
  return sequence >= LAST_SEQUENCE ? 1 : sequence + 1
}
