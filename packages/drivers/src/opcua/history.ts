import {
  BatchBuilder,
  type Clock,
  Fault,
  type Log,
  type Micros,
  type SampleBatch,
  sayFault,
  type Timer,
} from '@millrace/core'
import { AttributeIds } from 'node-opcua-client'
import type { DriverCounters } from '../kit/driver.ts'
import type { PositionFile } from '../kit/position-file.ts'
import { countError } from '../kit/trace.ts'
import {
  type Answer,
  type Gap,
  type HistorySession,
  isFinal,
  MOST_VALUES,
  readRaw,
  releasePoints,
} from './history-read.ts'
import { fileOf, type Hole, type Told, toldFrom, withHole } from './holes.ts'
import type { ValueItem } from './items.ts'
import { toRead } from './nodes.ts'
import { addValue, timeOf } from './values.ts'
import { limited } from './waiting.ts'
import '../kit/faults.ts'

/** Bit of the attribute AccessLevel (Part 3 §8.57): the node's history can be read. */
const HISTORY_READ = 0x4
/** Nodes of one request: their holes lie close together, as one request has one span of time. */
const MOST_NODES = 20
const SPREAD: Micros = 60_000_000
/** What is told twice after a power cut has the same times, so it need not be kept more often, ms. */
const KEEP_EVERY_MS = 60_000
/** Answers in a row that bring a node nothing and say that there is more. */
const MOST_EMPTY = 3
const PAUSE_MS = 1_000
const MOST_FAILURES = 6
const LAST_BATCH_MS = 500
const HOUR: Micros = 3_600_000_000

interface Track {
  readonly item: ValueItem
  /** How far it was told over the connections before; undefined for a tag that is new. */
  readonly before: Told | undefined
  /** Undefined until its first value of this connection shows where the hole ends. */
  holes: readonly Hole[] | undefined
}

/** A hole that is being filled; `empty`: answers in a row that brought nothing. */
interface Open {
  readonly gap: Gap
  readonly point: Buffer | undefined
  readonly empty: number
}

export interface HistoryNeeds {
  readonly session: HistorySession
  readonly clock: Clock
  readonly log: Log
  readonly counters: DriverCounters
  readonly file: Pick<PositionFile, 'read' | 'write'>
  /** How far back is asked, hours. */
  readonly hours: number
  /** Values of the past. */
  readonly samples: (batch: SampleBatch) => void | Promise<void>
  /** Resolves when every value that was handed on has been taken. */
  readonly taken: () => Promise<void>
}

/**
 * Fills what a loss of the connection left open, from what the server kept (Part 11): between the newest value of each tag
 * before and its first one now. One request at a time; the next waits until the values of the last have been taken. What
 * is open survives in a file, so a loss during the filling or an end of the edge leaves nothing out.
 */
export class History {
  readonly #needs: HistoryNeeds
  readonly #tracks = new Map<ValueItem, Track>()
  readonly #ending = new AbortController()
  #stored: Map<string, Told>
  /** Tracks without a first value. */
  #waiting = new Set<Track>()
  #timer: Timer | undefined
  #filling: Promise<void> | undefined
  #keeping: Promise<void> = Promise.resolve()
  #most = { nodes: MOST_NODES, values: MOST_VALUES }
  #off = false

  private constructor(needs: HistoryNeeds, stored: Map<string, Told>) {
    this.#needs = needs
    this.#stored = stored
    this.#most.nodes = Math.min(MOST_NODES, needs.session.limits.history)
  }

  static async open(needs: HistoryNeeds): Promise<History> {
    return new History(needs, toldFrom(await needs.file.read()))
  }

  /** The tags of the configuration. Which of them have a history is asked meanwhile. */
  take(items: readonly ValueItem[]): void {
    const kept = new Set(items)
    const keys = new Set(items.map(keyOf))
    for (const item of this.#tracks.keys()) if (!kept.has(item)) this.#tracks.delete(item)
    for (const track of this.#waiting) if (!kept.has(track.item)) this.#waiting.delete(track)
    for (const key of this.#stored.keys()) if (!keys.has(key)) this.#stored.delete(key)
    const fresh = items.filter((item) => !this.#tracks.has(item))
    if (fresh.length === 0) return
    this.#learn(fresh).catch((reason: unknown) => {
      if (!this.#ending.signal.aborted)
        this.#needs.log.debug('it is not known which nodes have a history', { reason: sayFault(reason) })
    })
  }

  /** Values have come: holes whose end they show are filled. */
  heard(): void {
    if (this.#waiting.size === 0) return
    for (const track of this.#waiting) {
      const { item, before } = track
      if (item.first === undefined) continue
      const end = item.restated ? item.first + 1 : item.first
      track.holes = this.#off ? [] : withHole(before?.holes ?? [], before?.seen ?? item.first, end, this.#oldest())
      this.#waiting.delete(track)
    }
    this.#fill()
  }

  /** The server threw values away between these two. */
  overflowed(item: ValueItem, from: Micros, to: Micros): void {
    const track = this.#tracks.get(item)
    if (!track?.holes || this.#off) return
    track.holes = withHole(track.holes, from, to, this.#oldest())
    this.#fill()
  }

  /** Keeps how far each tag has been told. */
  async stop(): Promise<void> {
    this.#timer?.cancel()
    this.#ending.abort(new Fault('driver.closing'))
    if (this.#filling) await limited(this.#needs.clock, LAST_BATCH_MS, this.#filling)
    if (this.#tracks.size > 0) await this.#keep()
  }

  async #learn(items: readonly ValueItem[]): Promise<void> {
    const { session, clock } = this.#needs
    const levels = await session.read(
      items.map(({ node }) => toRead(node, AttributeIds.AccessLevel)),
      this.#ending.signal,
    )
    for (const [i, item] of items.entries()) {
      if ((Number(levels[i]?.value?.value ?? 0) & HISTORY_READ) === 0) continue
      const track: Track = { item, before: this.#stored.get(keyOf(item)), holes: undefined }
      this.#tracks.set(item, track)
      this.#waiting.add(track)
    }
    if (this.#tracks.size === 0 || this.#ending.signal.aborted) return
    this.#timer ??= clock.every(KEEP_EVERY_MS, () => void this.#keep())
    this.heard()
  }

  #oldest(): Micros {
    return this.#needs.clock.now() - this.#needs.hours * HOUR
  }

  #fill(): void {
    if (this.#filling || this.#off) return
    this.#filling = this.#fillAll().finally(() => {
      this.#filling = undefined
    })
  }

  /** Ends when nothing is open, or when the server fails again and again: then the next connection goes on. */
  async #fillAll(): Promise<void> {
    const { log, clock } = this.#needs
    const { signal } = this.#ending
    let failures = 0
    for (let groups = this.#groups(); groups.length > 0 && !signal.aborted; groups = this.#groups()) {
      try {
        for (const group of groups) {
          await this.#fillGroup(group)
          failures = 0
        }
      } catch (reason) {
        if (signal.aborted) return
        if (isFinal(reason)) {
          this.#off = true
          for (const track of this.#tracks.values()) if (track.holes) track.holes = []
          log.warn('the server gives no history', { reason: sayFault(reason) })
          return
        }
        if (++failures === MOST_FAILURES) {
          log.warn('history could not be read; the next connection tries again', { reason: sayFault(reason) })
          return
        }
        // It may have been too much at once.
        this.#most = { nodes: Math.ceil(this.#most.nodes / 2), values: Math.ceil(this.#most.values / 2) }
        await clock.sleep(PAUSE_MS * failures, signal).catch((ended: unknown) => ended)
      }
    }
  }

  /** What is open, oldest first, so many at a time as one request may ask for. */
  #groups(): Gap[][] {
    const gaps: Gap[] = []
    for (const { item, holes } of this.#tracks.values()) for (const hole of holes ?? []) gaps.push({ item, hole })
    gaps.sort((a, b) => a.hole.from - b.hole.from)
    const groups: Gap[][] = []
    for (const gap of gaps) {
      const group = groups.at(-1)
      const first = group?.[0]?.hole
      const isNear = first && gap.hole.from - first.from <= SPREAD && Math.abs(gap.hole.to - first.to) <= SPREAD
      // One node has one place in a request.
      const fits = isNear && group!.length < this.#most.nodes && !group!.some(({ item }) => item === gap.item)
      if (fits) group!.push(gap)
      else groups.push([gap])
    }
    return groups
  }

  async #fillGroup(group: readonly Gap[]): Promise<void> {
    const { session } = this.#needs
    const alone = new Set<Gap>()
    let open: Open[] = group.map((gap) => ({ gap, point: undefined, empty: 0 }))
    while (open.length > 0) {
      const most = this.#most.values
      let answers: Answer[]
      try {
        answers = await readRaw(session, open, { most, signal: this.#ending.signal })
      } catch (reason) {
        this.#release(open)
        throw reason
      }
      const next: Open[] = []
      for (const [i, answer] of answers.entries()) {
        const { gap, point, values } = answer
        const from = gap.hole.from
        const goesOn = await this.#takeAnswer(answer)
        const empty = gap.hole.from === from ? open[i]!.empty + 1 : 0
        if (goesOn && point && empty < MOST_EMPTY) next.push({ gap, point, empty })
        else if (goesOn && point) {
          this.#release([{ gap, point }])
          this.#drop(gap, 'no progress')
        } else if (point) this.#release([{ gap, point }])
        else if (goesOn && (answer.forgotten || values.length >= most)) {
          // Some servers give no point where there is more: ask anew, from where this ended, without the others' span.
          const stuck = gap.hole.from === from && open.length === 1 && open[i]!.point === undefined
          if (stuck) this.#drop(gap, 'no progress')
          else alone.add(gap)
        } else if (goesOn) this.#close(gap)
      }
      open = next
      if (open.length === 0 && alone.size > 0) {
        const [gap] = alone
        alone.delete(gap!)
        open = [{ gap: gap!, point: undefined, empty: 0 }]
      }
    }
  }

  /** Hands on what lies in the hole. False if nobody wants more of it. */
  async #takeAnswer({ gap, values, refused }: Answer): Promise<boolean> {
    const { item, hole } = gap
    const { clock, counters, samples } = this.#needs
    if (!this.#tracks.has(item) || this.#ending.signal.aborted) return false
    if (refused !== undefined) {
      this.#drop(gap, refused)
      return false
    }
    const builder = new BatchBuilder(values.length)
    const now = clock.now()
    let last = hole.from
    for (const value of values) {
      const time = timeOf(value, now)
      if (time <= last || time >= hole.to) continue
      addValue(builder, item, value, now)
      last = time
    }
    if (builder.length > 0) {
      counters.reads += builder.length
      await samples(builder.take())
    }
    hole.from = last
    return true
  }

  #drop(gap: Gap, seen: string): void {
    countError(this.#needs.counters, 'opcua.history_refused', seen)
    this.#needs.log.warn('a hole in the history stays open', { address: gap.item.spec.address, seen })
    this.#close(gap)
  }

  #close({ item, hole }: Gap): void {
    const track = this.#tracks.get(item)
    if (track?.holes) track.holes = track.holes.filter((one) => one !== hole)
  }

  #release(open: readonly { readonly gap: Gap; readonly point: Buffer | undefined }[]): void {
    if (this.#ending.signal.aborted) return
    releasePoints(
      this.#needs.session,
      open.flatMap(({ gap, point }) => (point ? [{ gap, point }] : [])),
    )
  }

  /** Never rejects: what cannot be kept is told twice after a restart. */
  #keep(): Promise<void> {
    const { file, log, taken } = this.#needs
    const told = new Map(this.#stored)
    for (const { item, holes } of this.#tracks.values())
      if (holes && item.seen !== undefined) told.set(keyOf(item), { seen: item.seen, holes })
    const position = fileOf(told)
    this.#keeping = this.#keeping
      .then(async () => {
        await taken()
        await file.write(position)
      })
      .catch((reason: unknown) => log.warn('it could not be kept how far was read', { reason: sayFault(reason) }))
    return this.#keeping
  }
}

function keyOf({ spec }: ValueItem): string {
  return `${spec.id} ${spec.address}`
}
