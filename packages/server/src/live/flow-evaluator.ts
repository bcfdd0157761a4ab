import { BatchBuilder, Fault, MICROS_PER_MS, type Micros, type SampleBatch, sayFault } from '@millrace/core'
import {
  addFlowSamples,
  type ComponentUse,
  compileFlow,
  FlowColumns,
  type FlowProgram,
  FlowRun,
  type Told,
} from '@millrace/flows'
import type { Evaluator, Making } from './evaluator.ts'
import './faults.ts'
import { lastOf } from './flow-columns.ts'
import { encodeFlowNews } from './flow-news.ts'
import { decodeFlowStates, encodeFlowStates } from './flow-states.ts'
import type { FlowAction, FlowDefinition, FlowGlance, FlowSeries, FlowUse } from './needs.ts'

/** Time goes on by itself this far behind the newest sample: what comes a little later than usual is not late. */
const IDLE_MS = 5_000
/** After a start who sends has to find back first, and tells what it kept from where it was cut off. */
const FIND_BACK_MS = 60_000
/** How a run stands, and what is on wires, is told so often. */
const TELL_MS = 200
/** A flow that takes more than this of its thread over this long is suspended, if it is not for the mass of what came. */
const COST_OVER_MS = 10_000
const LEAST_PER_S = 500
/** A run works so long at a time, and those of one organisation together; then others have their turn. */
const RUN_MS = 20
const TURN_MS = 50
/** Samples of a run that wait; what is more is worked on at once. */
const MOST_WAITING = 100_000
/** What that may take of the thread until the run has caught up. */
const MOST_HELD_MS = 10_000
const MOST_SAYS = 300
/** Programs that are kept ready: runs of one version share theirs. */
const MOST_PROGRAMS = 200

interface Running {
  readonly definition: FlowDefinition
  readonly program: FlowProgram
  readonly run: FlowRun
  readonly told: Told
  readonly inputs: readonly (Pick<FlowSeries, 'series' | 'type'> & { readonly slot: number })[]
  newest: Micros
  /** Monotonic; of the newest sample. */
  arrivedAt: number
  samples: number
  costMs: number
  costSamples: number
  /** ms that others waited for it, since it last had nothing to do. */
  heldMs: number
  troubles: number
  trouble?: { readonly node: string; readonly says: string }
  isTold: boolean
  /** What its components had done when that was last told. */
  used: readonly ComponentUse[]
}

/** Flows of one tenant, each at its assets; what they give goes out as points, actions and how they stand. */
export class FlowEvaluator implements Evaluator<FlowDefinition> {
  readonly #making: Making
  readonly #running = new Map<number, Running>()
  /** Those that have something to do, the next in turn first. */
  readonly #due = new Set<Running>()
  readonly #programs = new Map<string, Promise<FlowProgram>>()
  /** By series, where it goes. */
  #wanted = new Map<number, { readonly one: Running; readonly slot: number }[]>()
  /** What the journal had at the start is worked on. */
  #isCurrent = false
  readonly #samples = new BatchBuilder()
  #actions: FlowAction[] = []
  readonly #glances = new Map<string, FlowGlance>()
  /** Of runs that are gone. */
  #uses: FlowUse[] = []
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(making: Making) {
    this.#making = making
  }

  async put(definitions: readonly FlowDefinition[], now: Micros): Promise<void> {
    for (const definition of definitions)
      try {
        await this.#put(definition, now)
      } catch (thrown) {
        this.#suspend(definition.number, thrown)
      }
    this.#index()
  }

  remove(numbers: readonly number[]): void {
    for (const number of numbers) this.#drop(number)
    this.#index()
  }

  feed(batch: SampleBatch): void {
    const gathered = new Map<Running, Map<number, FlowColumns>>()
    for (let row = 0; row < batch.length; row++)
      for (const { one, slot } of this.#wanted.get(batch.series[row]!) ?? []) {
        if (batch.time[row]! <= one.definition.since) continue
        let slots = gathered.get(one)
        if (!slots) {
          slots = new Map()
          gathered.set(one, slots)
        }
        let columns = slots.get(slot)
        if (!columns) {
          columns = new FlowColumns(one.inputs.find((input) => input.slot === slot)!.type)
          slots.set(slot, columns)
        }
        columns.add(batch, row)
      }
    const monotonic = this.#making.monotonic()
    for (const [one, slots] of gathered)
      this.#work(one, () => {
        this.#makeRoom(one)
        for (const [slot, columns] of slots) {
          one.run.feed(slot, columns.samples())
          one.samples += columns.length
          one.costSamples += columns.length
          one.newest = Math.max(one.newest, columns.newest)
        }
        one.arrivedAt = monotonic
        this.#due.add(one)
      })
    this.turn()
  }

  /** Where nothing comes, source time goes on as that of the machine does. */
  tick(now: Micros): void {
    const monotonic = this.#making.monotonic()
    if (!this.#isCurrent) for (const one of this.#running.values()) one.arrivedAt = monotonic + FIND_BACK_MS - IDLE_MS
    this.#isCurrent = true
    for (const one of this.#running.values()) {
      const idle = monotonic - one.arrivedAt - IDLE_MS
      // Time does not go on over what waits.
      if (this.#due.has(one)) continue
      if (one.inputs.length > 0 && (idle <= 0 || one.newest === Number.NEGATIVE_INFINITY)) continue
      this.#work(one, () => {
        one.run.tick(one.inputs.length === 0 ? now : one.newest + Math.round(idle * MICROS_PER_MS))
        this.#due.add(one)
      })
    }
    this.turn()
  }

  turn(): boolean {
    const { monotonic } = this.#making
    const begun = monotonic()
    for (const one of [...this.#due]) {
      this.#due.delete(one)
      const before = one.run.reached
      this.#work(one, () => {
        one.run.advance(one.run.ready, one.told, RUN_MS)
        // Behind all others: none is always last.
        if (one.run.reached < one.run.ready && one.run.reached !== before) this.#due.add(one)
        else one.heldMs = 0
      })
      if (monotonic() - begun > TURN_MS) break
    }
    return this.#due.size > 0
  }

  /** What was left out is as if it had not been: nodes go on with what comes. */
  skipped(): void {}

  take(): Float64Array<ArrayBuffer> | undefined {
    const monotonic = this.#making.monotonic()
    const isDue = monotonic - this.#toldAt >= TELL_MS
    const changed = [...this.#running.values()].filter(({ isTold }) => !isTold)
    if (
      this.#samples.length === 0 &&
      this.#actions.length === 0 &&
      !(isDue && (changed.length > 0 || this.#glances.size > 0 || this.#uses.length > 0))
    )
      return undefined
    const standings = isDue
      ? changed.map(({ definition: { number }, run, samples, troubles, trouble }) => ({
          number,
          time: Number.isFinite(run.reached) ? run.reached : null,
          samples,
          late: run.late,
          troubles,
          ...(trouble ? { trouble } : {}),
        }))
      : []
    const glances = isDue ? [...this.#glances.values()] : []
    const uses = isDue ? [...this.#uses, ...changed.flatMap(usesOf)] : []
    if (isDue) {
      this.#uses = []
      for (const one of changed) one.isTold = true
      this.#glances.clear()
      this.#toldAt = monotonic
    }
    const actions = this.#actions
    this.#actions = []
    return encodeFlowNews({ samples: this.#samples.take(), actions, standings, glances, uses })
  }

  /** Nothing to make equal: what comes again changes nothing. */
  reconcile(): void {}

  save(): Uint8Array {
    const states: [number, Uint8Array][] = []
    for (const one of this.#running.values())
      this.#work(one, () => states.push([one.definition.number, one.run.save()]))
    return encodeFlowStates(states)
  }

  load(bytes: Uint8Array): void {
    const saved = decodeFlowStates(bytes)
    for (const one of [...this.#running.values()]) {
      const state = saved.get(one.definition.number)
      if (state) this.#takeUp(one, state)
    }
    this.#index()
  }

  async #put(definition: FlowDefinition, now: Micros): Promise<void> {
    const before = this.#running.get(definition.number)
    if (before && isSame(before.definition, definition)) {
      // Only who looks on is another.
      const isDue = this.#due.delete(before)
      const looked = this.#look({ ...before, definition })
      this.#running.set(definition.number, looked)
      if (isDue) this.#due.add(looked)
      return
    }
    this.#making.works(definition.number)
    const program = await this.#program(definition).finally(() => this.#making.works(0))
    // What has its time is worked on by the version that was; what still waits goes with the state, where its input is the same.
    if (before) this.#work(before, () => before.run.advance(before.run.ready, before.told))
    const state = before ? savedOf(before.run) : undefined
    const one = this.#start(definition, program, now)
    if (!before) this.#feedStood(one)
    if (before) {
      one.newest = before.newest
      one.arrivedAt = before.arrivedAt
    }
    if (state) this.#takeUp(one, state)
  }

  #start(definition: FlowDefinition, program: FlowProgram, now: Micros): Running {
    const outputs = new Map(definition.outputs.map((output) => [output.node, output]))
    const types = new Map(program.nodes.map(({ typed }) => [typed.path, typed]))
    const typeOf = (node: string, port: string) => {
      const typed = types.get(node)
      return [...(typed?.outputs ?? []), ...(typed?.inputs ?? [])].find(({ face }) => face.name === port)?.type?.type
    }
    const { number } = definition
    const inputs = program.inputs.flatMap(({ slot, node }) => {
      const input = definition.inputs.find((known) => known.node === node)
      return input ? [{ slot, series: input.series, type: input.type }] : []
    })
    const one: Running = this.#look({
      definition,
      program,
      // Without inputs time is the machine's, and begins now.
      run: new FlowRun(program, inputs.length === 0 ? { begin: now } : {}),
      inputs,
      told: {
        samples: ({ node }, columns) => {
          const output = outputs.get(node)
          if (output) addFlowSamples(this.#samples, output, columns)
        },
        action: (action) => {
          this.#actions.push({ number, ...action })
        },
        trouble: (node, says) => {
          const own = this.#running.get(number)
          if (!own) return
          own.troubles++
          own.trouble = { node, says: says.slice(0, MOST_SAYS) }
        },
        wire: (node, port, columns) => {
          const wire = `${node}.${port}`
          this.#glances.set(`${number} ${wire}`, { number, wire, ...lastOf(columns, typeOf(node, port)) })
        },
      },
      newest: Number.NEGATIVE_INFINITY,
      arrivedAt: this.#making.monotonic(),
      samples: 0,
      costMs: 0,
      costSamples: 0,
      heldMs: 0,
      troubles: 0,
      isTold: false,
      used: [],
    })
    this.#drop(number)
    this.#running.set(number, one)
    return one
  }

  /** What stood at the inputs when it came into force stands at its beginning. */
  #feedStood(one: Running): void {
    const { inputs, stood = {}, since } = one.definition
    const builder = new BatchBuilder(1)
    for (const { slot, series, type } of one.inputs) {
      const { node } = inputs.find((input) => input.series === series && one.program.inputs[slot]?.node === input.node)!
      const sample = stood[node]
      if (!sample) continue
      builder.add(series, since, sample.value, sample.status)
      const columns = new FlowColumns(type)
      columns.add(builder.take(), 0)
      one.run.feed(slot, columns.samples())
      one.newest = since
      this.#due.add(one)
    }
  }

  #look(one: Running): Running {
    const { watch = [] } = one.definition
    const ports = watch.map((wire) => {
      const dot = wire.lastIndexOf('.')
      return { node: wire.slice(0, dot), port: wire.slice(dot + 1) }
    })
    one.run.trace(watch.includes('*') ? 'all' : ports)
    return one
  }

  /** Goes on from what was saved; where that is of another flow, anew. */
  #takeUp(one: Running, state: Uint8Array): void {
    try {
      one.run.load(state)
      one.newest = Math.max(one.newest, one.run.ready + one.program.lateness)
      one.arrivedAt = this.#making.monotonic()
      this.#due.add(one)
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      const fresh = this.#start(one.definition, one.program, one.run.ready)
      fresh.arrivedAt = one.arrivedAt
    }
  }

  #program({ document, parameters, models = {}, inputs }: FlowDefinition): Promise<FlowProgram> {
    const points = Object.fromEntries(
      inputs.map(({ node, type, unit }) => [node, { type, ...(unit === undefined ? {} : { unit }) }]),
    )
    const digests = Object.values(models).map(({ digest }) => digest)
    const key = JSON.stringify([document, parameters, points, digests])
    const known = this.#programs.get(key)
    if (known) return known
    const made = compileFlow(JSON.parse(document), parameters, { points, models })
    this.#programs.set(key, made)
    // The oldest goes; one that is wanted again is made again.
    if (this.#programs.size > MOST_PROGRAMS) this.#programs.delete(this.#programs.keys().next().value as string)
    return made
  }

  #index(): void {
    this.#wanted = new Map()
    for (const one of this.#running.values())
      for (const { slot, series } of one.inputs) {
        const all = this.#wanted.get(series)
        if (all) all.push({ one, slot })
        else this.#wanted.set(series, [{ one, slot }])
      }
  }

  /** What it may take before it is stopped by name. */
  #work(one: Running, work: () => void): void {
    const { monotonic, works } = this.#making
    const begun = monotonic()
    const before = one.run.reached
    works(one.definition.number)
    try {
      work()
      one.costMs += monotonic() - begun
      if (one.costMs > COST_OVER_MS) {
        const perSecond = (one.costSamples / one.costMs) * 1_000
        one.costMs = 0
        one.costSamples = 0
        if (perSecond < LEAST_PER_S)
          throw new Fault('live.flow_slow', { seen: Math.round(perSecond), least: LEAST_PER_S })
      }
    } catch (thrown) {
      this.#suspend(one.definition.number, thrown)
      this.#index()
    } finally {
      works(0)
    }
    if (one.run.reached !== before || one.samples > 0) one.isTold = false
  }

  /** Works on what waits until there is room for more; others wait meanwhile, and not for long. Throws `live.flow_behind`. */
  #makeRoom(one: Running): void {
    const { monotonic } = this.#making
    const begun = monotonic()
    while (one.run.waiting > MOST_WAITING) {
      const before = one.run.reached
      one.run.advance(one.run.ready, one.told, RUN_MS)
      if (one.run.reached === before) break
      if (one.heldMs + monotonic() - begun > MOST_HELD_MS)
        throw new Fault('live.flow_behind', { seen: one.run.waiting })
    }
    one.heldMs += monotonic() - begun
  }

  #drop(number: number): void {
    const one = this.#running.get(number)
    if (one) {
      this.#due.delete(one)
      this.#uses.push(...usesOf(one))
    }
    this.#running.delete(number)
  }

  #suspend(number: number, thrown: unknown): void {
    this.#drop(number)
    this.#making.suspended(
      number,
      thrown instanceof Fault ? thrown : new Fault('live.flow_failed', { seen: sayFault(thrown) }, thrown),
    )
  }
}

/** What its components did since that was last told; now it is. */
function usesOf(one: Running): FlowUse[] {
  if (one.program.components.length === 0) return []
  const now = one.run.uses
  const components = now.flatMap((use, i) => {
    const before = one.used[i]
    const calls = use.calls - (before?.calls ?? 0)
    const errors = use.errors - (before?.errors ?? 0)
    if (calls === 0 && errors === 0) return []
    const { component } = use
    return [{ component, calls, values: use.values - (before?.values ?? 0), ms: use.ms - (before?.ms ?? 0), errors }]
  })
  if (components.length === 0) return []
  one.used = now
  return [{ number: one.definition.number, components }]
}

/** Since when it is in force is of no matter to one that runs. */
const isSame = (
  { watch: _, since: __, stood: ___, ...a }: FlowDefinition,
  { watch: ____, since: _____, stood: ______, ...b }: FlowDefinition,
): boolean => JSON.stringify(a) === JSON.stringify(b)

function savedOf(run: FlowRun): Uint8Array | undefined {
  try {
    return run.save()
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined
    throw thrown
  }
}
