import { type Clock, type Closable, type Micros, Status, type Timer, type Value } from '@millrace/core'
import { SparkplugType } from '@millrace/wire'
import type { Source } from './needs.ts'

/** A value that a machine is to take: one metric of one source. */
export interface WriteOrder {
  /** UUID; our edge carries out an operation once, however often it comes. */
  readonly operation: string
  readonly source: Source
  /** Name of the point. */
  readonly point: string
  /** In the unit of the point. */
  readonly value: Value
}

/** What became of an order. Only `told` says what the machine did. */
export type WriteAnswer =
  /** Nothing was sent. */
  | { readonly is: 'unreachable' }
  /** The edge says so: OPC UA status, and what the machine holds afterwards if it was read back. */
  | { readonly is: 'told'; readonly status: number; readonly value?: Value; readonly message?: string }
  /** It went out to a node that tells nothing of writes; what the point reports next shows it. */
  | { readonly is: 'sent'; readonly at: Micros }
  /** It went out, and no answer came in time: it is not known whether the machine took it. */
  | { readonly is: 'silent' }

/** The edge gives a write ten seconds; its answer has five to come. */
const ANSWER_MS = 15_000

/** Orders that went out and wait for the word of their node. Each is bounded in time, so their number is by the rate of asking. */
export class PendingOrders implements Closable {
  readonly #clock: Clock
  readonly #waiting = new Map<string, { settle(answer: WriteAnswer): void; readonly timer: Timer }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `node` names who may answer: nobody settles the order of another. */
  wait(node: string, operation: string): Promise<WriteAnswer> {
    const key = `${node} ${operation}`
    return new Promise((resolve) => {
      const settle = (answer: WriteAnswer): void => {
        this.#waiting.get(key)?.timer.cancel()
        this.#waiting.delete(key)
        resolve(answer)
      }
      this.#waiting.set(key, { settle, timer: this.#clock.after(ANSWER_MS, () => settle({ is: 'silent' })) })
    })
  }

  /** The text of a write result; one that is malformed or that nobody waits for is let go. */
  told(node: string, text: string): void {
    const outcome = outcomeOf(text)
    if (outcome) this.#waiting.get(`${node} ${outcome.operation}`)?.settle({ is: 'told', ...outcome.answer })
  }

  close(): void {
    for (const { settle } of [...this.#waiting.values()]) settle({ is: 'silent' })
  }
}

interface Outcome {
  readonly operation: string
  readonly answer: Omit<Extract<WriteAnswer, { is: 'told' }>, 'is'>
}

const MOST_MESSAGE = 500

function outcomeOf(text: string): Outcome | undefined {
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    // An edge of another version, or the empty text of a birth: no answer to anything.
    return undefined
  }
  if (typeof told !== 'object' || told === null) return undefined
  const { operation, status, value, message } = told as Record<string, unknown>
  if (typeof operation !== 'string' || !Number.isInteger(status)) return undefined
  const plain = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
  return {
    // The payload's uuid with the number of its metric; an order has one.
    operation: operation.replace(/:0$/, ''),
    answer: {
      status: (status as number) >>> 0,
      ...(plain ? { value } : {}),
      ...(typeof message === 'string' ? { message: message.slice(0, MOST_MESSAGE) } : {}),
    },
  }
}

/** What each whole-number type holds (Sparkplug B 3.0 §6.4.16). */
const ranges: Readonly<Partial<Record<SparkplugType, readonly [low: bigint, high: bigint]>>> = {
  [SparkplugType.Int8]: [-0x80n, 0x7fn],
  [SparkplugType.Int16]: [-0x8000n, 0x7fffn],
  [SparkplugType.Int32]: [-0x8000_0000n, 0x7fff_ffffn],
  [SparkplugType.Int64]: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  [SparkplugType.UInt8]: [0n, 0xffn],
  [SparkplugType.UInt16]: [0n, 0xffffn],
  [SparkplugType.UInt32]: [0n, 0xffff_ffffn],
  [SparkplugType.UInt64]: [0n, 0xffff_ffff_ffff_ffffn],
  [SparkplugType.DateTime]: [0n, 0x7fff_ffff_ffff_ffffn],
}

const MOST_FLOAT = 3.4028234663852886e38

/** Why a metric of this type cannot hold the value: silently cut to its size it would be another one. Undefined if it can. */
export function misfit(type: SparkplugType, value: Value): Extract<WriteAnswer, { is: 'told' }> | undefined {
  const range = ranges[type]
  const held =
    typeof value === 'bigint' && range
      ? value >= range[0] && value <= range[1]
      : !(type === SparkplugType.Float && typeof value === 'number' && Math.abs(value) > MOST_FLOAT)
  if (held) return undefined
  const expected = range ? `a whole number from ${range[0]} to ${range[1]}` : 'a 32-bit floating-point number'
  return {
    is: 'told',
    status: Status.BadOutOfRange,
    message: `The metric holds ${expected}, saw ${value}; nothing was sent.`,
  }
}
