import { type Clock, Fault, type Micros, Status } from '@millrace/core'
import type { TagSpec } from '../kit/driver.ts'
import type { PositionFile } from '../kit/position-file.ts'
import type { Reports } from '../kit/reports.ts'
import { type Agent, OutOfRange, type SampleNeeds, type Streams } from './agent.ts'
import type { Observation } from './codec.ts'
import { Conditions, readingOf, type Told } from './values.ts'
import './faults.ts'

/** The position is kept at most so often, ms: what is told twice after a restart has the same times. */
const KEEP_EVERY_MS = 5_000
/** An agent's clock that is this far from ours is not ours: what it tells of now is told by its clock, µs. */
const MOST_SKEW: Micros = 5_000_000

/** How far the agent's buffer has been read. A new instance of the agent counts anew (Part 1, instanceId). */
interface Position {
  readonly instanceId: string
  readonly next: number
  /** Of the newest observation that was told. */
  readonly time: Micros
}

export interface FollowerNeeds {
  readonly agent: Agent
  readonly clock: Clock
  readonly reports: Reports
  readonly file: PositionFile
  readonly mode: 'stream' | 'poll'
  readonly count: number
  readonly intervalMs: number
  readonly heartbeatMs: number
  /** Told of every sign of life. */
  readonly alive: () => void
}

/**
 * Follows the agent's sequence: what is true now, then every observation once, in order. Where the agent no longer has
 * what comes next, or has begun anew, the tags are told to have lost data and are read afresh.
 */
export class Follower {
  readonly #needs: FollowerNeeds
  readonly #conditions = new Conditions()
  #tags: ReadonlyMap<string, readonly TagSpec[]> = new Map()
  #position: Position | undefined
  #keptAt = Number.NEGATIVE_INFINITY

  constructor(needs: FollowerNeeds) {
    this.#needs = needs
  }

  /** Runs until the signal is aborted or the link is of no more use; rejects with why. */
  async run(tags: ReadonlyMap<string, readonly TagSpec[]>, signal: AbortSignal): Promise<never> {
    this.#tags = tags
    this.#position ??= positionOf(await this.#needs.file.read())
    let { mode } = this.#needs
    for (;;) {
      await this.#begin(signal)
      const stopped = mode === 'stream' ? await this.#stream(signal) : await this.#poll(signal)
      if (stopped === 'whole') mode = 'poll'
      else await this.#needs.clock.sleep(this.#needs.intervalMs, signal)
    }
  }

  /** Keeps the position for the next connection. */
  async keep(): Promise<void> {
    if (this.#position) await this.#needs.file.write(this.#position)
  }

  async #begin(signal: AbortSignal): Promise<void> {
    const { agent, reports, clock } = this.#needs
    const now = await agent.current(undefined, signal)
    if (now instanceof OutOfRange)
      throw new Fault('mtconnect.agent_refused', { asked: 'current', code: 'OUT_OF_RANGE', text: '' })
    this.#needs.alive()
    const { header, observations } = now
    const old = this.#position
    const resumed =
      old !== undefined &&
      old.instanceId === header.instanceId &&
      old.next >= header.firstSequence &&
      old.next <= header.nextSequence
    if (old && !resumed && old.time > 0) this.#tellLost(old.time + 1)
    const heard =
      header.created !== undefined && Math.abs(header.created - clock.now()) > MOST_SKEW ? header.created : clock.now()
    const from = resumed ? old.next : header.nextSequence
    this.#conditions.forget()
    const then = resumed && from > header.firstSequence ? await this.#stateAt(from - 1, signal) : []
    let time = old?.time ?? 0
    const toldOf = new Map<string, { readonly told: Told; readonly observation: Observation }>()
    for (const observation of observations) {
      if (!this.#tags.has(observation.dataItemId)) continue
      toldOf.set(observation.dataItemId, { told: this.#told(observation), observation })
    }
    for (const { told, observation } of toldOf.values()) {
      if (observation.sequence >= from) continue
      // What it has held since then, and that it holds it now.
      if (!resumed && observation.time < heard && observation.time > time)
        this.#report(observation, told, observation.time)
      this.#report(observation, told, Math.max(heard, observation.time))
    }
    if (!resumed) time = Math.max(time, ...observations.map((observation) => observation.time))
    this.#conditions.forget()
    for (const observation of resumed ? then : observations) this.#told(observation)
    await reports.flush()
    this.#position = { instanceId: header.instanceId, next: from, time }
  }

  /** The conditions as they were where reading goes on; an agent that cannot say leaves them empty. */
  async #stateAt(at: number, signal: AbortSignal): Promise<readonly Observation[]> {
    try {
      const then = await this.#needs.agent.current(at, signal)
      return then instanceof OutOfRange ? [] : then.observations
    } catch (failure) {
      if (failure instanceof Fault && failure.code === 'mtconnect.agent_refused') return []
      throw failure
    }
  }

  async #stream(signal: AbortSignal): Promise<'whole' | 'stopped'> {
    const { agent, alive } = this.#needs
    const end = await agent.stream(this.#sampleNeeds(), (streams) => this.#take(streams), alive, signal)
    if (end === 'ended') throw new Fault('driver.link_lost', { place: 'the agent', seen: 'the stream ended' })
    return end
  }

  async #poll(signal: AbortSignal): Promise<'stopped'> {
    const { agent, clock, alive, intervalMs } = this.#needs
    for (;;) {
      const before = this.#position!.next
      const streams = await agent.sample(this.#sampleNeeds(), signal)
      alive()
      if ((await this.#take(streams)) === 'stop') return 'stopped'
      // A full answer has more behind it.
      if (this.#position!.next - before < this.#needs.count) await clock.sleep(intervalMs, signal)
    }
  }

  #sampleNeeds(): SampleNeeds {
    const { count, intervalMs, heartbeatMs } = this.#needs
    return { from: this.#position!.next, count, intervalMs, heartbeatMs }
  }

  /** Stops where observations are missing: `current` must be read again. */
  async #take(streams: Streams | OutOfRange): Promise<'go on' | 'stop'> {
    const position = this.#position!
    if (streams instanceof OutOfRange) {
      // An agent that forgot what we asked for may still be the same instance; what it lost is lost all the same.
      this.#position = { ...position, instanceId: '' }
      return 'stop'
    }
    const { header, observations } = streams
    if (header.instanceId !== position.instanceId || header.firstSequence > position.next) return 'stop'
    let { time } = position
    for (const observation of observations) {
      if (observation.sequence < position.next) continue
      time = Math.max(time, observation.time)
      if (this.#tags.has(observation.dataItemId)) this.#report(observation, this.#told(observation), observation.time)
      if (this.#needs.reports.full) await this.#needs.reports.flush()
    }
    await this.#needs.reports.flush()
    this.#position = { ...position, next: Math.max(position.next, header.nextSequence), time }
    const now = this.#needs.clock.monotonic()
    if (now - this.#keptAt >= KEEP_EVERY_MS && time > position.time) {
      this.#keptAt = now
      await this.keep()
    }
    return 'go on'
  }

  #told(observation: Observation): Told {
    if (observation.category === 'condition') return this.#conditions.take(observation)
    return { value: null, status: Status.Good }
  }

  #report(observation: Observation, condition: Told, time: Micros): void {
    for (const tag of this.#tags.get(observation.dataItemId) ?? []) {
      const { value, status } = observation.category === 'condition' ? condition : readingOf(observation, tag.type)
      this.#needs.reports.add(tag, value, status, time)
    }
  }

  #tellLost(time: Micros): void {
    for (const tag of [...this.#tags.values()].flat()) this.#needs.reports.add(tag, null, Status.BadDataLost, time)
  }
}

function positionOf(kept: unknown): Position | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { instanceId, next, time } = kept as Partial<Position>
  if (typeof instanceId !== 'string' || !Number.isSafeInteger(next) || !Number.isSafeInteger(time)) return undefined
  return { instanceId, next: next!, time: time! }
}
