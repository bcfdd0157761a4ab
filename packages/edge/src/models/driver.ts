import { BatchBuilder, Fault, type Micros, Status, sayFault, type Timer } from '@millrace/core'
import {
  type Driver,
  type DriverEnvironment,
  type DriverSink,
  noCounts,
  PositionFile,
  type TagSpec,
  type WriteRequest,
  type WriteResult,
} from '@millrace/drivers'
import type { ModelAnswer, ModelHost, ModelPackage, sayReason } from '@millrace/runtime'
import type { Image } from '../acquire/image.ts'
import { type ModelBinding, REASON } from './binding.ts'
import { addOutputs, type BoundInput, boundInput, rowOf } from './columns.ts'
import { reasonsOf } from './reasons.ts'

/** What a model remembers is saved at most so often, and when it ends. */
const SAVE_MS = 10_000
/** After these there is no model any more: it is started again. */
const endings = new Set(['model.slow', 'model.greedy', 'model.died'])

/** What runs models, once it is loaded. */
export interface ModelRuntime {
  readonly host: ModelHost
  readonly sayReason: typeof sayReason
}

export interface ModelSurroundings {
  readonly image: Image
  /** Number of a point; undefined if there is none. */
  readonly tagOf: (device: string, point: string) => number | undefined
  readonly runtime: () => Promise<ModelRuntime>
  /** Calls {@link ModelDriver.mark} when one of the tags has a new sample, until `close` of the model. */
  readonly watch: (tags: readonly number[], driver: ModelDriver) => void
  readonly unwatch: (driver: ModelDriver) => void
}

/**
 * A model as a device: its outputs are read of what other points hold. One that hangs, dies or cannot be started is lost as a
 * device is, and its supervisor starts it again after growing pauses.
 */
export class ModelDriver implements Driver {
  readonly counters = noCounts()
  readonly #binding: ModelBinding
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #around: ModelSurroundings
  readonly #file: PositionFile
  #inputs: readonly BoundInput[] = []
  #tags: ReadonlyMap<string, number> = new Map()
  #timer: Timer | undefined
  /** Of the grid, ms. */
  #tick = 0
  /** Of the last row. */
  #time: Micros = 0
  #running: Promise<void> | undefined
  #marked = false
  #state: Uint8Array | undefined
  #isStateSaved = true
  #savedAt = 0
  #saving: Promise<void> = Promise.resolve()
  #told: string | undefined
  #closed = false

  constructor(binding: ModelBinding, sink: DriverSink, environment: DriverEnvironment, around: ModelSurroundings) {
    this.#binding = binding
    this.#sink = sink
    this.#environment = environment
    this.#around = around
    this.#file = new PositionFile('model', environment, binding.model instanceof Fault ? '' : binding.model.digest)
  }

  async connect(): Promise<void> {
    const { model } = this.#binding
    if (model instanceof Fault) throw model
    if (!model.manifest.stateful) return
    const kept = await this.#file.read()
    if (typeof kept === 'string') this.#state = Buffer.from(kept, 'base64')
    this.#savedAt = this.#environment.clock.monotonic()
  }

  async setTags(tags: readonly TagSpec[]) {
    const { inputs, every } = this.#binding
    this.#tags = new Map(tags.map(({ address, id }) => [address, id]))
    this.#inputs = inputs.map((input) => boundInput(input, this.#around.tagOf(input.device, input.point)))
    this.#timer?.cancel()
    if (every === 'change') {
      const watched = this.#inputs.flatMap(({ tag }) => (tag === undefined ? [] : [tag]))
      this.#around.watch(watched, this)
      this.mark()
    } else this.#wait(every)
    return { groups: [], verdicts: tags.map(({ id }) => ({ tag: id, status: Status.Good })) }
  }

  /** An input has a new sample. What comes at once, or while the model runs, is one row. */
  mark(): void {
    if (this.#marked) return
    this.#marked = true
    queueMicrotask(() => this.#takeMark())
  }

  healthy(): boolean {
    return true
  }

  async write(requests: readonly WriteRequest[]): Promise<WriteResult[]> {
    return requests.map(({ operation }) => ({ operation, status: Status.BadNotWritable }))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    this.#around.unwatch(this)
    await this.#saving
    if (!this.#isStateSaved) await this.#save()
  }

  #takeMark(): void {
    if (this.#closed || this.#running || !this.#marked) return
    this.#marked = false
    const newest = this.#inputs.reduce(
      (time, { tag }) => (tag === undefined ? time : Math.max(time, this.#around.image.time(tag))),
      0,
    )
    // Rows rise, and an input that came late makes a row of its own.
    this.#run(Math.max(newest || this.#environment.clock.now(), this.#time + 1))
  }

  #wait(every: number): void {
    const { clock } = this.#environment
    const now = clock.now() / 1_000
    const next = (Math.floor(now / every) + 1) * every
    // A timer may fire before its time.
    this.#tick = next === this.#tick ? next + every : next
    const tick = this.#tick
    this.#timer = clock.after(tick - now, () => {
      this.#wait(every)
      if (this.#running) this.counters.lateCycles++
      else this.#run(tick * 1_000)
    })
  }

  #run(time: Micros): void {
    const { model } = this.#binding
    if (model instanceof Fault) return
    this.#time = time
    this.#running = this.#call(model, time)
      .catch((reason: unknown) => this.#failed(reason))
      .finally(() => {
        this.#running = undefined
        this.#takeMark()
      })
  }

  async #call(model: ModelPackage, time: Micros): Promise<void> {
    const { clock, device = '' } = this.#environment
    const rows = rowOf(this.#inputs, this.#around.image, time)
    const { host, sayReason } = await this.#around.runtime()
    const begun = clock.monotonic()
    const state = this.#state
    const answer = await host.run(model, {
      rows,
      parameters: this.#binding.parameters,
      share: device,
      ...(state ? { state } : {}),
    })
    if (this.#closed) return
    this.counters.reads++
    this.counters.roundTripMs = clock.monotonic() - begun
    this.#remember(answer)
    this.#tell(model, answer, time, sayReason)
    const { fault } = answer.results
    if (fault) this.#failed(fault)
  }

  #tell({ manifest }: ModelPackage, { results }: ModelAnswer, time: Micros, say: typeof sayReason): void {
    const builder = new BatchBuilder(manifest.outputs.length + 1)
    addOutputs(builder, manifest.outputs, results, this.#tags, time)
    const { key, says } = reasonsOf(results, say)
    if (this.#told !== key) {
      const { log, device } = this.#environment
      if (says) log.warn('outputs of a model are not good', { device, reason: says })
      else if (this.#told) log.info('outputs of a model are good again', { device })
      this.#told = key
      const tag = manifest.outputs.some(({ name }) => name === REASON) ? undefined : this.#tags.get(REASON)
      if (tag !== undefined) builder.addString(tag, time, says)
    }
    void this.#sink.samples(builder.take())
  }

  #failed(reason: unknown): void {
    if (this.#closed) return
    const { log, device } = this.#environment
    const code = reason instanceof Fault ? reason.code : ''
    this.counters.errors++
    // Others of its share wait as well: the next row is another try.
    if (code === 'model.failed' || code === 'model.lied' || code === 'model.busy') return
    if (code === 'model.state_foreign') {
      log.warn('a model begins without what it remembered', { device, reason: sayFault(reason) })
      this.#state = undefined
    } else {
      if (endings.has(code)) log.warn('a model was stopped', { device, reason: sayFault(reason) })
      this.#sink.lost(reason)
    }
  }

  #remember({ state }: ModelAnswer): void {
    if (!state) return
    this.#state = state
    this.#isStateSaved = false
    if (this.#environment.clock.monotonic() - this.#savedAt >= SAVE_MS) this.#saving = this.#save()
  }

  async #save(): Promise<void> {
    this.#savedAt = this.#environment.clock.monotonic()
    this.#isStateSaved = true
    try {
      await this.#file.write(Buffer.from(this.#state!).toString('base64'))
    } catch (reason) {
      this.#isStateSaved = false
      const { log, device } = this.#environment
      log.warn('what a model remembers was not saved', { device, reason: sayFault(reason) })
    }
  }
}
