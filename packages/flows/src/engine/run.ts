import { Fault, isBad, type Micros, systemClock } from '@millrace/core'
import '../faults.ts'
import { Buffer, type Columns, upTo } from './columns.ts'
import { type ComponentUse, Meters } from './meters.ts'
import type { ActionBody } from './moment.ts'
import { conversionOf, type FlowLimits, type FlowOutput, type FlowProgram, flowLimitsUnlessTold } from './program.ts'
import { RunningNode } from './running.ts'
import { loadRun, type RunTimes, saveRun } from './saved.ts'
import { FlowTexts } from './texts.ts'

/** Samples that come in. Of a text port `value` is the place in `text`. */
export interface FlowSamples extends Columns {
  readonly text?: readonly string[]
}

export interface FlowAction {
  /** Path of the node. */
  readonly node: string
  /** Its type: out.notice, out.write … */
  readonly kind: string
  readonly at: Micros
  /** Of several actions of one node at one instant: with node and time it names the action once and for all. */
  readonly ordinal: number
  readonly body: ActionBody
}

/** Who is told what comes out. Columns are used again after the call: who keeps them copies. */
export interface Told {
  samples(output: FlowOutput, columns: FlowSamples): void
  action(action: FlowAction): void
  /** What went by on a wire that is traced. */
  wire?(node: string, port: string, columns: FlowSamples): void
  /** A node did not do what it should, and the flow goes on. */
  trouble?(node: string, says: string): void
}

export interface FlowRunOptions {
  readonly limits?: Partial<FlowLimits>
  /** When flow time begins; the first sample unless told. */
  readonly begin?: Micros
}

export interface NodeCost {
  readonly node: string
  /** Samples that came in. */
  readonly took: number
  /** Samples that it gave. */
  readonly gave: number
  readonly ms: number
}

interface Port {
  readonly node: string
  readonly port: string
}

/** Rows of all inputs that are worked on at a time, at the most: columns stay in the cache, and limits are looked at between. */
const SLICE = 4_096
const FIRST_SLICE = 512
const LEAST_SLICE = 64
/** A slice that takes longer is followed by shorter ones, so that whoever has a budget keeps to it. */
const SLICE_MS = 20

const noSamples = (text: (number: number) => string | undefined, columns: Columns): FlowSamples => {
  const texts: string[] = []
  const value = new Float64Array(columns.length)
  for (let i = 0; i < columns.length; i++) {
    value[i] = texts.length
    texts.push(isBad(columns.status[i]!) ? '' : (text(columns.value[i]!) ?? ''))
  }
  return { length: columns.length, time: columns.time, value, status: columns.status, text: texts }
}

const wires = new WeakMap<FlowProgram, readonly (readonly Buffer[])[]>()

/** Columns of a program's wires hold something within a slice alone: all its runs in this thread share them. */
function outputsOf(program: FlowProgram): readonly (readonly Buffer[])[] {
  const known = wires.get(program) ?? program.nodes.map(({ typed }) => typed.outputs.map(() => new Buffer()))
  wires.set(program, known)
  return known
}

/** One flow at one asset. What it gives does not depend on how samples were cut into groups, nor on saving and loading between. */
export class FlowRun {
  readonly #program: FlowProgram
  readonly #limits: FlowLimits
  readonly #texts: FlowTexts
  readonly #nodes: readonly RunningNode[]
  readonly #pending: readonly Buffer[]
  readonly #times: RunTimes = { reached: -Infinity, newest: -Infinity, begun: false, late: 0 }
  readonly #begin: Micros | undefined
  readonly #period: Micros
  readonly #took: Float64Array
  readonly #gave: Float64Array
  readonly #ms: Float64Array
  readonly #meters: Meters
  /** `as`: the output of a subflow that it feeds. */
  #traced: readonly { readonly node: number; readonly port: string; readonly as?: Port }[] = []
  #told: Told | undefined
  #actions = 0
  #rows = FIRST_SLICE
  #lastAction = { node: '', at: 0, ordinal: 0 }
  #stopped: Fault | undefined

  constructor(program: FlowProgram, { limits, begin }: FlowRunOptions = {}) {
    this.#program = program
    this.#limits = { ...flowLimitsUnlessTold, ...limits }
    this.#begin = begin
    this.#texts = new FlowTexts(this.#limits.texts)
    this.#pending = program.inputs.map(() => new Buffer())
    const outputs = outputsOf(program)
    const needs = {
      texts: this.#texts,
      limits: this.#limits,
      outputsOf: (node: number) => outputs[node]!,
      grown: (node: string): never => {
        throw new Fault('flow.growing', { node, what: 'samples', most: this.#limits.samples })
      },
      act: (node: string, at: Micros, body: ActionBody) => this.#act(node, at, body),
      trouble: (node: string, says: string) => {
        this.#meters.trouble(node)
        this.#told?.trouble?.(node, says)
      },
    }
    this.#meters = new Meters(program.components)
    this.#nodes = program.nodes.map((planned, i) => new RunningNode(planned, outputs[i]!, needs))
    this.#texts.keep()
    this.#period = Math.min(...this.#nodes.map(({ period }) => period), Number.POSITIVE_INFINITY)
    this.#took = new Float64Array(this.#nodes.length)
    this.#gave = new Float64Array(this.#nodes.length)
    this.#ms = new Float64Array(this.#nodes.length)
  }

  /** Why it was stopped; it does nothing more. */
  get stopped(): Fault | undefined {
    return this.#stopped
  }

  /** All with source times up to here has been worked on; −∞ before the first. */
  get reached(): Micros {
    return this.#times.reached
  }

  /** How far it may go: the newest source time less the lateness of the flow. */
  get ready(): Micros {
    return this.#times.newest - this.#program.lateness
  }

  /** Samples that came too late to count. */
  get late(): number {
    return this.#times.late
  }

  /** Samples that wait. */
  get waiting(): number {
    return this.#pending.reduce((sum, { length }) => sum + length, 0)
  }

  get costs(): readonly NodeCost[] {
    return this.#nodes.map(({ path }, i) => ({
      node: path,
      took: this.#took[i]!,
      gave: this.#gave[i]!,
      ms: this.#ms[i]!,
    }))
  }

  /** By place of the component; none where the flow uses none. */
  get uses(): readonly ComponentUse[] {
    return this.#meters.uses(this.#ms)
  }

  /**
   * Samples of an input, in any order; of one source time the last counts. Returns how many of them were too late. Throws
   * `flow.growing` when more wait than may, `flow.*` if it was stopped.
   */
  feed(slot: number, samples: FlowSamples): number {
    if (this.#stopped) throw this.#stopped
    const input = this.#program.inputs[slot]!
    const buffer = this.#pending[slot]!
    if (buffer.length + samples.length > this.#limits.samples)
      throw this.#stop(new Fault('flow.growing', { node: input.node, what: 'samples', most: this.#limits.samples }))
    const { reached } = this.#times
    const { length, time, value, status, text } = samples
    let late = 0
    for (let i = 0; i < length; i++) {
      const at = time[i]!
      if (at <= reached) {
        late++
        continue
      }
      if (at > this.#times.newest) this.#times.newest = at
      const bad = isBad(status[i]!)
      const number = bad ? Number.NaN : text ? this.#texts.numberOf(text[value[i]!] ?? '') : value[i]!
      buffer.insert(at, number, status[i]!)
    }
    this.#times.late += late
    return late
  }

  /** Source time goes on without samples. */
  tick(now: Micros): void {
    if (now > this.#times.newest) this.#times.newest = now
  }

  /**
   * Works on all up to a source time, at the most up to {@link ready} unless that is told to be all. Returns how far it came: less than
   * `until` only where the budget was used up. Not to be called by who is told. Throws `flow.slow`, `flow.growing`, `flow.script_stopped`; it is stopped then.
   */
  advance(until: Micros, told: Told, budgetMs = Number.POSITIVE_INFINITY): Micros {
    if (this.#stopped) throw this.#stopped
    const begun = systemClock.monotonic()
    this.#told = told
    try {
      if (!this.#start(until)) return this.#times.reached
      while (this.#times.reached < until) {
        this.#slice(this.#cut(until))
        if (systemClock.monotonic() - begun > budgetMs) break
      }
    } catch (thrown) {
      throw this.#stop(thrown)
    } finally {
      this.#told = undefined
    }
    if (this.#texts.isFull) this.#forgetTexts()
    return this.#times.reached
  }

  /** What goes by on these ports is told as `wire`; on all of them, or on none. */
  trace(ports: readonly Port[] | 'all'): void {
    const all = this.#program.nodes.flatMap(({ typed }, node) =>
      [...typed.inputs, ...typed.outputs].map(({ face }) => ({ node, path: typed.path, port: face.name })),
    )
    const isWanted = ({ node, port }: Port) =>
      ports === 'all' || ports.some((one) => one.node === node && one.port === port)
    const through = [...this.#program.through].flatMap(([key, from]) => {
      const dot = key.lastIndexOf('.')
      const as = { node: key.slice(0, dot), port: key.slice(dot + 1) }
      const node = this.#program.nodes.findIndex(({ typed }) => typed.path === from.node)
      return isWanted(as) ? [{ node, port: from.port, as }] : []
    })
    this.#traced = [...all.filter(({ path, port }) => isWanted({ node: path, port })), ...through]
  }

  /** Throws `flow.growing`. */
  save(): Uint8Array<ArrayBuffer> {
    const bytes = saveRun(this.#parts)
    if (bytes.length > this.#limits.state)
      throw this.#stop(
        new Fault('flow.growing', { node: 'the whole flow', what: 'bytes of state', most: this.#limits.state }),
      )
    return bytes
  }

  /** Returns the nodes that begin anew. Throws `flow.state_foreign`; the run is then not to be used. */
  load(bytes: Uint8Array): readonly string[] {
    return loadRun(this.#parts, bytes)
  }

  get #parts() {
    return {
      nodes: this.#nodes,
      pending: new Map(this.#program.inputs.map(({ node, slot }) => [node, this.#pending[slot]!])),
      texts: this.#texts,
      times: this.#times,
    }
  }

  #stop(thrown: unknown): Fault {
    if (!(thrown instanceof Fault)) throw thrown
    this.#stopped = thrown
    return thrown
  }

  /** Flow time begins once something has come, or a tick did. */
  #start(until: Micros): boolean {
    if (this.#times.begun) return true
    let first = this.#begin ?? Number.POSITIVE_INFINITY
    if (this.#begin === undefined)
      for (const { length, time } of this.#pending) if (length > 0 && time[0]! < first) first = time[0]!
    if (first === Number.POSITIVE_INFINITY && this.#times.newest > -Infinity) first = until
    if (!(first <= until) || !Number.isFinite(first)) return false
    this.#times.begun = true
    // What is older than the time that was told does not count.
    for (const buffer of this.#pending) {
      const old = upTo(buffer, first - 1)
      this.#times.late += old
      buffer.drop(old)
    }
    this.#times.reached = first - 1
    for (const node of this.#nodes) node.begin(first)
    return true
  }

  /** How far the next slice goes. */
  #cut(until: Micros): Micros {
    const { reached } = this.#times
    let to = until
    if (reached + this.#rows * this.#period < to) to = reached + this.#rows * this.#period
    const share = Math.max(16, Math.floor(this.#rows / Math.max(1, this.#pending.length)))
    for (const { length, time } of this.#pending) if (length > share && time[share - 1]! < to) to = time[share - 1]!
    return to
  }

  #slice(to: Micros): void {
    this.#actions = 0
    const begunAt = performance.now()
    for (let i = 0; i < this.#nodes.length; i++) {
      const node = this.#nodes[i]!
      const begun = performance.now()
      node.run(to)
      const took = performance.now() - begun
      this.#ms[i] = this.#ms[i]! + took
      this.#took[i] = this.#took[i]! + node.came
      if (took > this.#limits.stepMs)
        throw new Fault('flow.slow', { node: node.path, most: this.#limits.stepMs, seen: Math.round(took) })
      const slot = this.#program.inputSlots[i]!
      if (slot >= 0) this.#took[i] = this.#took[i]! + this.#enter(slot, node.outputs[0]!, to)
      for (const output of node.outputs) {
        this.#gave[i] = this.#gave[i]! + output.length
        if (output.length > this.#limits.samples)
          throw new Fault('flow.growing', { node: node.path, what: 'samples of one step', most: this.#limits.samples })
      }
    }
    this.#meters.step(this.#nodes)
    this.#times.reached = to
    this.#fit(performance.now() - begunAt)
    for (const output of this.#program.outputs) {
      const columns = this.#nodes[output.place]!.input(0)
      if (columns.length > 0) this.#told!.samples(output, this.#said(columns, output.type.type))
    }
    if (this.#traced.length > 0) this.#tellWires()
  }

  #fit(ms: number): void {
    if (ms > SLICE_MS) this.#rows = Math.max(LEAST_SLICE, this.#rows >> 1)
    else if (ms < SLICE_MS / 4) this.#rows = Math.min(SLICE, this.#rows * 2)
  }

  /** What waits at an input, up to a time, onto its wire. */
  #enter(slot: number, into: Buffer, to: Micros): number {
    const pending = this.#pending[slot]!
    const rows = upTo(pending, to)
    if (rows === 0) return 0
    const { type, given } = this.#program.inputs[slot]!
    const conversion = conversionOf(given, type)
    for (let i = 0; i < rows; i++) {
      const value = pending.value[i]!
      const told = !conversion ? value : 'factor' in conversion ? value * conversion.factor : conversion.convert(value)
      into.put(pending.time[i]!, told, pending.status[i]!)
    }
    pending.drop(rows)
    return rows
  }

  #said(columns: Columns, type: string): FlowSamples {
    return type === 'text' ? noSamples((number) => this.#texts.textOf(number), columns) : columns
  }

  #tellWires(): void {
    for (const { node, port, as } of this.#traced) {
      const { typed } = this.#program.nodes[node]!
      const told = as ?? { node: typed.path, port }
      const running = this.#nodes[node]!
      const output = typed.outputs.findIndex(({ face }) => face.name === port)
      if (output >= 0) this.#tellWire(told, running.outputs[output]!, typed.outputs[output]!.type?.type)
      let slot = 0
      for (const input of typed.inputs) {
        if (input.face.name === port && input.wires.length > 0)
          this.#tellWire(told, running.input(slot), input.type?.type)
        slot += Math.max(1, input.wires.length)
      }
    }
  }

  #tellWire({ node, port }: Port, columns: Columns, type = 'number'): void {
    if (columns.length > 0) this.#told!.wire?.(node, port, this.#said(columns, type))
  }

  #act(node: string, at: Micros, body: ActionBody): void {
    if (++this.#actions > this.#limits.actions)
      throw new Fault('flow.growing', { node, what: 'actions of one step', most: this.#limits.actions })
    const last = this.#lastAction
    const ordinal = last.node === node && last.at === at ? last.ordinal + 1 : 0
    this.#lastAction = { node, at, ordinal }
    const { typed } = this.#program.nodes.find((one) => one.typed.path === node)!
    this.#told!.action({ node, kind: typed.kind.face.type, at, ordinal, body })
  }

  /** Texts that no node and nothing that waits holds any more. Any number that may be one counts as one. */
  #forgetTexts(): void {
    const held = new Set<number>()
    const hold = (numbers: Float64Array): void => {
      for (const number of numbers) if (Number.isInteger(number)) held.add(number)
    }
    for (const { moment, texted } of this.#nodes) {
      if (!texted) continue
      hold(moment.value)
      hold(moment.cells)
      for (const queue of moment.queues) hold(queue.saved())
    }
    for (const { value, length } of this.#pending) hold(value.subarray(0, length))
    this.#texts.forget(held)
  }
}
