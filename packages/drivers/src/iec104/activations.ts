import { type Clock, Fault, Status, type Timer } from '@millrace/core'
import type { DriverCounters } from '../kit/driver.ts'
import '../kit/faults.ts'
import type { Refusal } from '../kit/requests.ts'
import { countAnswer, countError, countLate, countTimeout } from '../kit/trace.ts'
import { type AsduHeader, encodeAsdu, type FieldSizes, globalAddress } from './asdu.ts'
import { Cause } from './types.ts'

/** What is asked of a station: a command, an interrogation, a time. */
export interface Asked {
  /** For messages: `C_SC_NA_1 of 1:6001`. */
  readonly name: string
  readonly type: number
  readonly common: number
  readonly object: number
  readonly element: Uint8Array
  /** Octets of the element that the station must repeat; what follows (a time) may differ. */
  readonly repeated: number
}

/** How a station answered an activation. */
export type Verdict =
  | { readonly refusal: Refusal; readonly cause: number }
  | {
      readonly refusal?: undefined
      /** Resolves with true when the station tells the end, false when it tells a failure, undefined after `ms`. */
      ended(ms: number): Promise<boolean | undefined>
    }

interface Pending {
  readonly asked: Asked
  readonly confirmed: PromiseWithResolvers<Verdict>
  readonly ended: PromiseWithResolvers<boolean>
  confirmedYet: boolean
}

const refusals: ReadonlyMap<number, Refusal> = new Map([
  [Cause.unknownType, { status: Status.BadNotSupported, message: 'The station does not know this type.' }],
  [Cause.unknownCause, { status: Status.BadNotSupported, message: 'The station does not know this cause.' }],
  [Cause.unknownCommon, { status: Status.BadNodeIdUnknown, message: 'The station does not have this common address.' }],
  [Cause.unknownObject, { status: Status.BadNodeIdUnknown, message: 'The station does not have this object address.' }],
])

interface ActivationsNeeds {
  readonly clock: Clock
  readonly counters: DriverCounters
  readonly sizes: FieldSizes
  readonly originator: number
  /** Time for a confirmation, ms. */
  readonly timeoutMs: number
  send(asdu: Uint8Array): void
}

/** Activations and what the station says to them (IEC 60870-5-101 §7.2.3): confirmation, refusal, termination. */
export class Activations {
  readonly #needs: ActivationsNeeds
  readonly #pending = new Map<string, Pending>()
  /** Commands without a confirmation: a late one would be believed to answer the next, for lack of numbers. */
  readonly #unanswered = new Set<string>()
  #end: Fault | undefined

  constructor(needs: ActivationsNeeds) {
    this.#needs = needs
  }

  /** True if a confirmation of the same activation may still come. */
  doubtful(asked: Asked): boolean {
    return this.#unanswered.has(keyOf(asked, asked.object))
  }

  /** One activation; throws `driver.timeout` without a confirmation, and the link's or the signal's reason. */
  async activate(asked: Asked, signal: AbortSignal): Promise<Verdict> {
    const { clock, sizes, originator, timeoutMs, counters } = this.#needs
    signal.throwIfAborted()
    if (this.#end) throw this.#end
    const key = keyOf(asked, asked.object)
    const confirmed = Promise.withResolvers<Verdict>()
    const pending = { asked, confirmed, ended: Promise.withResolvers<boolean>(), confirmedYet: false }
    this.#pending.set(key, pending)
    const giveUp = (reason: unknown): void => {
      if (pending.confirmedYet || this.#pending.get(key) !== pending) return
      this.#pending.delete(key)
      this.#unanswered.add(key)
      confirmed.reject(reason)
    }
    const abort = (): void => giveUp(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    const sentAt = clock.monotonic()
    const timer = clock.after(timeoutMs, () => {
      countTimeout(counters)
      giveUp(new Fault('driver.timeout', { asked: asked.name, ms: timeoutMs }))
    })
    try {
      const header = { type: asked.type, cause: Cause.activation, negative: false, test: false, originator }
      this.#needs.send(encodeAsdu({ ...header, common: asked.common }, [asked], sizes))
      const verdict = await confirmed.promise
      countAnswer(counters, clock.monotonic() - sentAt)
      return verdict
    } catch (reason) {
      this.#pending.delete(key)
      throw reason
    } finally {
      timer.cancel()
      signal.removeEventListener('abort', abort)
    }
  }

  /** What a station says in control direction. */
  reply(header: AsduHeader, object: number, element: Uint8Array): void {
    let key = keyOf(header, object)
    // Stations answer what was asked of all of them by their own addresses.
    if (!this.#pending.has(key)) key = keyOf({ ...header, common: globalAddress(this.#needs.sizes) }, object)
    const pending = this.#pending.get(key)
    if (!pending) {
      if (header.cause !== Cause.activationTermination) this.#unanswered.delete(keyOf(header, object))
      countLate(this.#needs.counters)
      return
    }
    if (header.cause === Cause.activationTermination) {
      if (!pending.confirmedYet) return
      this.#pending.delete(key)
      pending.ended.resolve(!header.negative)
      return
    }
    if (pending.confirmedYet) return
    const unknown = refusals.get(header.cause)
    if (unknown) this.#refuse(key, pending, unknown, header.cause)
    else if (header.cause !== Cause.activationConfirmation)
      countError(this.#needs.counters, 'iec104.cause', String(header.cause))
    else if (header.negative) {
      this.#refuse(key, pending, { status: Status.BadInvalidState, message: 'The station refused.' }, header.cause)
    } else if (!repeats(element, pending.asked)) {
      const message = `The station confirmed ${hex(element)} in place of ${hex(pending.asked.element)}.`
      this.#refuse(key, pending, { status: Status.BadDecodingError, message }, header.cause)
    } else {
      pending.confirmedYet = true
      pending.confirmed.resolve({ ended: (ms) => this.#ended(key, pending, ms) })
    }
  }

  /** The link is gone: what waits is rejected with its reason. */
  end(reason: Fault): void {
    this.#end = reason
    for (const { confirmed, ended } of this.#pending.values()) {
      confirmed.reject(reason)
      // Nobody may be waiting for this end.
      ended.promise.catch(() => undefined)
      ended.reject(reason)
    }
    this.#pending.clear()
  }

  #refuse(key: string, pending: Pending, refusal: Refusal, cause: number): void {
    this.#pending.delete(key)
    countError(this.#needs.counters, 'iec104.refused', `cause ${cause}`)
    pending.confirmed.resolve({ refusal, cause })
  }

  async #ended(key: string, pending: Pending, ms: number): Promise<boolean | undefined> {
    const late = Promise.withResolvers<undefined>()
    const timer: Timer = this.#needs.clock.after(ms, () => late.resolve(undefined))
    try {
      return await Promise.race([pending.ended.promise, late.promise])
    } finally {
      timer.cancel()
      if (this.#pending.get(key) === pending) this.#pending.delete(key)
    }
  }
}

function keyOf({ type, common }: { readonly type: number; readonly common: number }, object: number): string {
  return `${type} ${common} ${object}`
}

function repeats(element: Uint8Array, { element: own, repeated }: Asked): boolean {
  for (let i = 0; i < repeated; i++) if (element[i] !== own[i]) return false
  return true
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
