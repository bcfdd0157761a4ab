import type { TextTable } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { ColumnWork, MomentWork } from '../kind.ts'
import { Buffer, type Columns } from './columns.ts'
import { makingOf } from './making.ts'
import { type ActionBody, Moment } from './moment.ts'
import { type Conversion, conversionOf, type FlowLimits, type PlannedNode } from './program.ts'
import { Sweep } from './sweep.ts'
import type { FlowTexts } from './texts.ts'

export interface RunningNeeds {
  readonly texts: FlowTexts
  readonly limits: FlowLimits
  /** Columns by place of the node and of its output. */
  readonly outputsOf: (node: number) => readonly Buffer[]
  readonly grown: (node: string) => never
  readonly act: (node: string, at: Micros, body: ActionBody) => void
  readonly trouble: (node: string, says: string) => void
}

const nothing = new Buffer(1)

const shared = new WeakMap<PlannedNode, MomentWork | ColumnWork>()

/**
 * What works keep is in moments and within one call, so that all runs of a program in this thread share them; but for those that took
 * the number of a text, which is of one run.
 */
function workOf(planned: PlannedNode, { texts }: RunningNeeds): MomentWork | ColumnWork {
  const known = shared.get(planned)
  if (known) return known
  let ownTexts = false
  const table: TextTable = {
    numberOf: (text) => {
      ownTexts = true
      return texts.numberOf(text)
    },
    textOf: (number) => texts.textOf(number),
  }
  const work = planned.typed.kind.make(makingOf(planned, table))
  if (!ownTexts) shared.set(planned, work)
  return work
}

/** One node of a run: its work, what it remembers, and the columns that it reads and writes. */
export class RunningNode {
  readonly path: string
  readonly print: string
  readonly moment: Moment
  readonly outputs: readonly Buffer[]
  readonly period: Micros
  /** Texts go in or out: what it remembers may be numbers of them. */
  readonly texted: boolean
  readonly #inputs: readonly Columns[]
  readonly #conversions: readonly Conversion[]
  readonly #sweep: Sweep | undefined
  readonly #columns: ColumnWork | undefined
  readonly #work: MomentWork | ColumnWork
  readonly #scratch: (Buffer | undefined)[]

  constructor(planned: PlannedNode, outputs: readonly Buffer[], needs: RunningNeeds) {
    const { typed, print } = planned
    this.path = typed.path
    this.print = print
    this.outputs = outputs
    this.texted = [...typed.inputs, ...typed.outputs].some(({ type }) => type?.type === 'text')
    const wires = typed.inputs.flatMap(({ type, wires: sources }) =>
      sources.length === 0
        ? [undefined]
        : sources.map((source) => ({ source, conversion: conversionOf(source.type, type!) })),
    )
    this.#inputs = wires.map((wire) => (wire ? needs.outputsOf(wire.source.node)[wire.source.output]! : nothing))
    this.#conversions = wires.map((wire) => wire?.conversion)
    this.#scratch = this.#conversions.map((conversion) => (conversion ? new Buffer() : undefined))
    const work = workOf(planned, needs)
    this.#work = work
    const isMoments = 'at' in work
    this.moment = new Moment({
      inputs: wires.length,
      cells: isMoments ? (work.cells ?? 0) : 0,
      queues: isMoments ? (work.queues ?? 0) : 0,
      mostQueued: needs.limits.samples,
      full: () => needs.grown(typed.path),
      texts: needs.texts,
      outputs,
      act: (at, body) => needs.act(typed.path, at, body),
      trouble: (says) => needs.trouble(typed.path, says),
    })
    this.period = (isMoments ? work.period : undefined) ?? Number.POSITIVE_INFINITY
    this.#sweep = isMoments ? new Sweep(work, this.moment, this.#conversions) : undefined
    this.#columns = isMoments ? undefined : work
  }

  begin(at: Micros): void {
    this.moment.at = at
    if ('begin' in this.#work) this.#work.begin?.(this.moment)
  }

  run(until: Micros): void {
    for (const output of this.outputs) output.clear()
    if (this.#sweep) this.#sweep.run(this.#inputs, until)
    else
      this.#columns!.columns(
        this.#inputs.map((_, i) => this.input(i)),
        this.outputs,
        this.moment,
      )
  }

  /** Samples that came in with this slice. */
  get came(): number {
    return this.#inputs.reduce((sum, { length }) => sum + length, 0)
  }

  /** What came in at a slot, in the unit of the port. */
  input(slot: number): Columns {
    const given = this.#inputs[slot]!
    const conversion = this.#conversions[slot]
    const scratch = this.#scratch[slot]
    if (!conversion || !scratch) return given
    scratch.clear()
    for (let i = 0; i < given.length; i++) {
      const value = given.value[i]!
      scratch.put(
        given.time[i]!,
        'factor' in conversion ? value * conversion.factor : conversion.convert(value),
        given.status[i]!,
      )
    }
    return scratch
  }
}
