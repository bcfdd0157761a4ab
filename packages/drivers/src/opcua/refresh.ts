import { type Clock, type Log, sayFault } from '@millrace/core'
import { coerceNodeId, DataType, Variant } from 'node-opcua-client'
import type { Item } from './items.ts'
import type { OpcuaSession } from './session.ts'

/** ConditionType and its method ConditionRefresh (Part 9 §5.5.7), which has no instance. */
const CONDITION_TYPE = 'ns=0;i=2782'
const CONDITION_REFRESH = 'ns=0;i=3875'

/** A server that asks for a refresh after each one is not asked more often than this, ms. */
const PAUSE_MS = 10_000

/**
 * Asks the server to tell the conditions that hold now (Part 9 §5.5.7): they began before we listened. Not waited for, as
 * they come like all events; a server without conditions refuses, and is left alone.
 */
export class Refresher {
  readonly #session: OpcuaSession
  readonly #log: Log
  readonly #clock: Clock
  /** By subscription. */
  readonly #asking = new Set<number>()

  constructor({ session, log, clock }: { readonly session: OpcuaSession; readonly log: Log; readonly clock: Clock }) {
    this.#session = session
    this.#log = log
    this.#clock = clock
  }

  /** For the subscriptions of those of the items that are events. */
  refresh(items: readonly Item[]): void {
    for (const { is, subscription } of items) {
      if (is !== 'event' || !subscription || this.#asking.has(subscription.id)) continue
      this.#asking.add(subscription.id)
      this.#ask(subscription.id)
        .catch((reason: unknown) => this.#log.debug('conditions were not refreshed', { reason: sayFault(reason) }))
        .finally(() => this.#clock.after(PAUSE_MS, () => this.#asking.delete(subscription.id)))
    }
  }

  async #ask(subscription: number): Promise<void> {
    const { engine } = this.#session
    const inputArguments = [new Variant({ dataType: DataType.UInt32, value: subscription })]
    const { statusCode } = await this.#session.request('ConditionRefresh', undefined, () =>
      engine.call({
        objectId: coerceNodeId(CONDITION_TYPE),
        methodId: coerceNodeId(CONDITION_REFRESH),
        inputArguments,
      }),
    )
    if (!statusCode.isGood()) this.#log.debug('the server refreshes no conditions', { seen: statusCode.name })
  }
}
