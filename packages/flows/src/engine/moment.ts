import type { TextTable } from '@millrace/compute'
import { isBad, type Micros, Status } from '@millrace/core'
import type { Buffer } from './columns.ts'
import { Queue } from './queue.ts'

/** What an action says, by name; what to do with it is the platform's. */
export type ActionBody = Readonly<Record<string, number | boolean | string | null>>

/** What a node sees and keeps at an instant: its inputs as they stand, what it remembers, and where its results go. */
export class Moment {
  at: Micros = 0
  /** It had wished to be woken now. */
  woke = false
  /** When it wishes to be woken next. */
  wake: Micros = Number.POSITIVE_INFINITY
  /** Newest of each input, in the port's unit; NaN where bad. */
  readonly value: Float64Array
  readonly status: Uint32Array
  /** When the newest of each input was; −∞ before the first. */
  readonly since: Float64Array
  /** 1 where the input has a sample at this instant. */
  readonly came: Uint8Array
  /** Numbers that are remembered. */
  readonly cells: Float64Array
  readonly queues: readonly Queue[]
  readonly texts: TextTable
  readonly outputs: readonly Buffer[]
  /** What a column work remembers. */
  memory = ''
  readonly act: (at: Micros, body: ActionBody) => void
  readonly trouble: (says: string) => void

  constructor(needs: {
    readonly inputs: number
    readonly cells: number
    readonly queues: number
    readonly mostQueued: number
    readonly full: () => void
    readonly texts: TextTable
    readonly outputs: readonly Buffer[]
    readonly act: (at: Micros, body: ActionBody) => void
    readonly trouble: (says: string) => void
  }) {
    this.value = new Float64Array(needs.inputs).fill(Number.NaN)
    this.status = new Uint32Array(needs.inputs).fill(Status.BadWaitingForInitialData)
    this.since = new Float64Array(needs.inputs).fill(Number.NEGATIVE_INFINITY)
    this.came = new Uint8Array(needs.inputs)
    this.cells = new Float64Array(needs.cells)
    this.queues = Array.from({ length: needs.queues }, () => new Queue(needs.mostQueued, needs.full))
    this.texts = needs.texts
    this.outputs = needs.outputs
    this.act = needs.act
    this.trouble = needs.trouble
  }

  /** Gives a sample at this instant. A number that is none is out of range. */
  give(value: number, status: number, output = 0): void {
    if (isBad(status)) this.outputs[output]!.put(this.at, Number.NaN, status)
    else if (value - value !== 0) this.outputs[output]!.put(this.at, Number.NaN, Status.BadOutOfRange)
    else this.outputs[output]!.put(this.at, value, status)
  }

  /** Bad, for this reason. */
  giveBad(status: number, output = 0): void {
    this.outputs[output]!.put(this.at, Number.NaN, status)
  }

  text(input: number): string {
    return this.texts.textOf(this.value[input]!) ?? ''
  }

  giveText(text: string, status: number, output = 0): void {
    if (isBad(status)) this.giveBad(status, output)
    else this.give(this.texts.numberOf(text), status, output)
  }
}
