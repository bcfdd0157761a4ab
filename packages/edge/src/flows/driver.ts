import {
  BatchBuilder,
  decodeBatch,
  encodeBatch,
  Fault,
  type SampleBatch,
  Status,
  sayFault,
  type Timer,
} from '@millrace/core'
import {
  type Driver,
  type DriverEnvironment,
  type DriverSink,
  noCounts,
  type TagSpec,
  type WriteRequest,
  type WriteResult,
} from '@millrace/drivers'
import { BufferReader } from '../buffer/buffer-reader.ts'
import type { FlowBinding } from './binding.ts'
import type { FlowsNeeds } from './flows.ts'
import type { BoundEnd, FlowWork, Word } from './messages.ts'
import { FlowThread } from './thread.ts'
import { Told } from './told.ts'

/** What a flow remembers is saved so often; after a kill it works out again what came since. */
const SAVE_MS = 10_000
const LOOK_MS = 1_000
/** Where nothing comes, source time goes on this far behind the newest sample. */
const IDLE_MS = 5_000
/** After a start devices have to find back first, and tell what they kept. */
const FIND_BACK_MS = 60_000
/** Records on their way to the thread; what is more waits in the buffer. */
const MOST_WAITING = 16
/** Records that are looked at in one turn: others have theirs. */
const MOST_A_TURN = 500

export interface FlowSurroundings extends Omit<FlowsNeeds, 'clock' | 'log'> {
  readonly endOf: (binding: FlowBinding) => Fault | undefined
  readonly ended: (binding: FlowBinding, fault: Fault) => void
  readonly follow: (driver: FlowDriver) => void
  readonly leave: (driver: FlowDriver) => void
}

/**
 * A flow as a device: it follows the records of the buffer, and what it gives are its points. Its checkpoint is what it remembers of
 * all records up to a position; after a kill it reads on from there, works out the same at the same source times, and tells what it
 * had not told.
 */
export class FlowDriver implements Driver {
  readonly counters = noCounts()
  readonly #binding: FlowBinding
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #around: FlowSurroundings
  readonly #device: string
  readonly #reader: BufferReader
  readonly #told = new Told()
  #thread: FlowThread | undefined
  #devices: ReadonlySet<number> = new Set()
  #tags: ReadonlySet<number> = new Set()
  /** Of the last record that was handed on, or passed over. */
  #position = 0
  #savedPosition = 0
  #savedAt = 0
  #askedPosition: number | undefined
  #saving: Promise<void> = Promise.resolve()
  #delivering: Promise<unknown> = Promise.resolve()
  #fedAt = 0
  #isFollowing = false
  /** Nothing of the buffer is left to hand on. */
  #isAtEnd = false
  #isTurnDue = false
  #troubleToldAt = Number.NEGATIVE_INFINITY
  #timer: Timer | undefined
  #closed = false

  constructor(binding: FlowBinding, sink: DriverSink, environment: DriverEnvironment, around: FlowSurroundings) {
    this.#binding = binding
    this.#sink = sink
    this.#environment = environment
    this.#around = around
    this.#device = environment.device ?? ''
    this.#reader = new BufferReader(around.buffer)
  }

  async connect(): Promise<void> {
    const fault = this.#binding.flow instanceof Fault ? this.#binding.flow : this.#around.endOf(this.#binding)
    if (fault) throw fault
  }

  async setTags(tags: readonly TagSpec[]) {
    const { flow, inputs, outputs, parameters } = this.#binding
    if (flow instanceof Fault) throw flow
    const { checkpoints, buffer, deviceOf, tagOf } = this.#around
    const { clock, log } = this.#environment
    const kept = checkpoints.read(this.#device)
    this.#position = kept?.position ?? buffer.head - 1
    this.#lookBack()
    const own = new Map(tags.map(({ address, id }) => [address, id]))
    const bound = inputs.flatMap((input): BoundEnd[] => {
      const tag = tagOf(input.device, input.point)
      return tag === undefined ? [] : [{ ...input, tag }]
    })
    this.#tags = new Set(bound.map(({ tag }) => tag))
    this.#devices = new Set(inputs.flatMap(({ device }) => deviceOf(device) ?? []))
    const stood = kept ? kept.stood : this.#stood(bound)
    // From now on it is known from where it reads, however soon it is killed.
    if (!kept) checkpoints.write(this.#device, { position: this.#position, ...(stood ? { stood } : {}) })
    const work: FlowWork = {
      document: flow.document,
      models: flow.models,
      parameters,
      inputs: bound,
      outputs: outputs.flatMap(({ node, name, type }) => {
        const tag = own.get(name)
        return tag === undefined ? [] : [{ node, tag, type }]
      }),
      ...(kept?.state ? { state: kept.state } : {}),
      ...(stood ? { stood } : {}),
      now: clock.now(),
    }
    const { anew } = await this.#begin(work)
    if (anew) log.warn('a flow begins without what it remembered', { device: this.#device })
    this.#savedPosition = this.#position
    this.#savedAt = clock.monotonic()
    this.#fedAt = clock.monotonic() + (kept ? FIND_BACK_MS - IDLE_MS : 0)
    this.#reader.seek(this.#position + 1)
    this.#isFollowing = true
    this.#around.follow(this)
    this.#timer = clock.every(LOOK_MS, () => this.#look())
    this.pump()
    return { groups: [], verdicts: tags.map(({ id }) => ({ tag: id, status: Status.Good })) }
  }

  /** Hands on what the buffer has and the thread has room for. */
  pump(): void {
    const thread = this.#thread
    if (!thread || !this.#isFollowing || this.#closed) return
    this.#isAtEnd = false
    for (let turn = 0; thread.waiting < MOST_WAITING; turn++) {
      if (turn >= MOST_A_TURN) {
        this.#pumpLater()
        return
      }
      if (!this.#reader.next((position) => position <= this.#position)) {
        this.#isAtEnd = true
        return
      }
      const { position, device } = this.#reader.head!
      this.#position = position
      if (!this.#devices.has(device)) continue
      const batch = this.#record()
      if (!batch || batch.length === 0) continue
      this.counters.reads++
      this.#fedAt = Math.max(this.#fedAt, this.#environment.clock.monotonic())
      thread.post({ is: 'feed', batch: encodeBatch(batch) })
    }
  }

  healthy(): boolean {
    return true
  }

  async write(requests: readonly WriteRequest[]): Promise<WriteResult[]> {
    return requests.map(({ operation }) => ({ operation, status: Status.BadNotWritable }))
  }

  /** Nothing is saved: what is on its way was not told yet, and comes again. */
  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    this.#around.leave(this)
    this.#reader.close()
    await this.#thread?.close()
    await this.#saving
  }

  /** Resolves when the thread is ready to run it; rejects with why it cannot. */
  #begin(work: FlowWork): Promise<Extract<Word, { is: 'ready' }>> {
    const ready = Promise.withResolvers<Extract<Word, { is: 'ready' }>>()
    this.#thread = new FlowThread(work, {
      clock: this.#environment.clock,
      heard: (word) => (word.is === 'ready' ? ready.resolve(word) : this.#heard(word)),
      ended: (fault) => {
        if (this.#closed) return
        this.#environment.log.warn('a flow was ended', { device: this.#device, reason: fault.message })
        this.#around.ended(this.#binding, fault)
        this.counters.errors++
        ready.reject(fault)
        this.#sink.lost(fault)
      },
    })
    return ready.promise
  }

  #heard(word: Exclude<Word, { is: 'ready' | 'ended' }>): void {
    if (this.#closed) return
    if (word.is === 'saved') {
      const position = this.#askedPosition
      this.#askedPosition = undefined
      if (position !== undefined) this.#saving = this.#save(position, word.state)
      return
    }
    if (word.trouble !== undefined) this.#tellTrouble(word.trouble)
    const batch = word.batch && this.#told.fresh(decodeBatch(word.batch))
    if (batch && batch.length > 0) {
      const delivered = Promise.resolve(this.#sink.samples(batch))
      this.#delivering = Promise.all([this.#delivering, delivered])
    }
    this.pump()
  }

  #look(): void {
    const thread = this.#thread
    const { clock } = this.#environment
    const now = clock.monotonic()
    if (!thread || this.#closed) return
    const isCaughtUp = thread.waiting === 0 && this.#isAtEnd
    const idleMs = now - this.#fedAt - IDLE_MS
    if (isCaughtUp && (this.#binding.inputs.length === 0 || idleMs > 0))
      thread.post({ is: 'time', idleMs, now: clock.now() })
    const isSavingDue = now - this.#savedAt >= SAVE_MS && this.#askedPosition === undefined
    // A flow of time alone changes without a record.
    if (!isSavingDue || (this.#position === this.#savedPosition && this.#binding.inputs.length > 0)) return
    this.#savedAt = now
    this.#askedPosition = this.#position
    thread.post({ is: 'save' })
  }

  /** What came of the records up to there is in the buffer before it is said that they are done. */
  async #save(position: number, state: Uint8Array): Promise<void> {
    const { checkpoints, settle, buffer } = this.#around
    try {
      await this.#delivering
      await settle()
      if (this.#closed) return
      checkpoints.write(this.#device, { position, state })
      this.#savedPosition = position
      buffer.release()
    } catch (reason) {
      const { log } = this.#environment
      log.warn('what a flow remembers was not saved', { device: this.#device, reason: sayFault(reason) })
    }
  }

  /** What it told after its checkpoint, before the edge was ended. */
  #lookBack(): void {
    const own = this.#around.deviceOf(this.#device)
    const reader = new BufferReader(this.#around.buffer)
    try {
      reader.seek(this.#position + 1)
      while (reader.next((position) => position <= this.#position))
        if (reader.head!.device === own) this.#told.add(reader.samples())
    } finally {
      reader.close()
    }
  }

  /** The rows of the present record that it takes in; one that is damaged is passed over. */
  #record(): SampleBatch | undefined {
    try {
      const batch = this.#reader.samples()
      const builder = new BatchBuilder(batch.length)
      for (let i = 0; i < batch.length; i++)
        if (this.#tags.has(batch.series[i]!)) builder.addRow(batch.series[i]!, batch, i)
      return builder.take()
    } catch (reason) {
      const { log } = this.#environment
      log.warn('a record is passed over by a flow', { device: this.#device, reason: sayFault(reason) })
      return undefined
    }
  }

  /** What stands at its inputs when it is new, at the time of the newest of them. */
  #stood(inputs: readonly BoundEnd[]): Uint8Array | undefined {
    const { image } = this.#around
    const standing = inputs.filter(({ tag }) => image.time(tag) > 0)
    if (standing.length === 0) return undefined
    const time = Math.max(...standing.map(({ tag }) => image.time(tag)))
    const builder = new BatchBuilder(standing.length)
    for (const tag of new Set(standing.map(({ tag }) => tag)))
      builder.add(tag, time, image.value(tag), image.status(tag))
    return encodeBatch(builder.take())
  }

  #tellTrouble(trouble: string): void {
    this.counters.errors++
    const { clock, log } = this.#environment
    if (clock.monotonic() - this.#troubleToldAt < FIND_BACK_MS) return
    this.#troubleToldAt = clock.monotonic()
    log.warn('a node of a flow did not do what it should', { device: this.#device, reason: trouble })
  }

  #pumpLater(): void {
    if (this.#isTurnDue) return
    this.#isTurnDue = true
    setImmediate(() => {
      this.#isTurnDue = false
      this.pump()
    })
  }
}
