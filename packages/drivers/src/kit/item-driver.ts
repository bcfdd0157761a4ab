import { type Clock, Fault, isBad, type Micros, type SampleBatch, Status, type Value, valueAt } from '@millrace/core'
import type { TurnKind } from './bus.ts'
import type {
  BrowsePage,
  Driver,
  DriverCounters,
  ScanGroup,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from './driver.ts'
import { type Refusal, statusOf, TagWriter } from './requests.ts'
import { type ScanColumns, TagRows } from './rows.ts'
import { Stations } from './stations.ts'
import { planTags } from './verdicts.ts'
import './faults.ts'

/** A tag with its address read. */
export interface ItemTag {
  readonly spec: TagSpec
}

/** What the device said about one item. */
export interface ItemReading {
  /** Raw, before the scale; null where there is none. */
  readonly value: Value
  /** Good, uncertain (the value stands) or bad (it does not). */
  readonly status: number
  /** The device's own time; else the reply's. */
  readonly time?: Micros
}

export interface ItemReply {
  /** Middle of request and reply. */
  readonly time: Micros
  /** One for each tag that was asked, in that order. */
  readonly readings: readonly ItemReading[]
}

/** A protocol whose tags are asked for by name, several in one request: OIDs, objects, symbols, data items. */
export interface ItemProtocol<Tag extends ItemTag> {
  connect(signal: AbortSignal): Promise<void>
  /** Idempotent. */
  close(): Promise<void>
  readonly open: boolean
  /** Most items of one request, 1 or more. Asked after `connect`: some devices tell. */
  mostItems(): number
  /** Bytes that a tag takes of a request or of its answer, whichever is more, for protocols that bound them by size. */
  bytesOf?(tag: Tag): number
  /** Most bytes of the tags of one request; a tag that takes more is asked for alone. */
  mostBytes?(): number
  /** Throws the Fault that says what is wrong with the address. */
  plan(spec: TagSpec): Tag
  /** Why a tag that is configured `rw` cannot be written. */
  unwritable?(tag: Tag): string | undefined
  /** Tags of one request go to one station; 0 unless told. Stations fall silent one by one. */
  station?(tag: Tag): number
  /** Reads of a request that got no answer are repeated so often within the scan; writes never are. */
  readonly retries?: number
  /**
   * One request for one to `mostItems` tags of one station. Throws `driver.too_large` if fewer may be answered, what
   * {@link statusOf} knows for this request alone, anything else for the whole link.
   */
  read(kind: TurnKind, tags: readonly Tag[], signal: AbortSignal): Promise<ItemReply>
  /** Sends one raw value (the scale is undone), or says why not. */
  write(tag: Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined>
  browse?(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage>
}

/** A driver for an {@link ItemProtocol}: requests of as many items as the device bears, writes with read-back. */
export class ItemDriver<Tag extends ItemTag> implements Driver {
  readonly counters: DriverCounters
  readonly #protocol: ItemProtocol<Tag>
  readonly #clock: Clock
  readonly #stations: Stations
  readonly #writer: TagWriter<Tag>
  #groups: readonly ItemGroup<Tag>[] = []
  #most = Number.POSITIVE_INFINITY
  /** With one station, its silence is the link's. */
  #several = false

  constructor(protocol: ItemProtocol<Tag>, parts: { readonly clock: Clock; readonly counters: DriverCounters }) {
    this.counters = parts.counters
    this.#protocol = protocol
    this.#clock = parts.clock
    this.#stations = new Stations(parts.clock)
    this.#writer = new TagWriter({
      send: (tag, raw, signal) => protocol.write(tag, raw, signal),
      readBack: (tag, signal) => this.#readBack(tag, signal),
    })
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#protocol.connect(signal)
  }

  async setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    const { verdicts, byPeriod, stations } = planTags<Tag>(specs, this.#protocol)
    this.#several = stations > 1
    this.#most = this.#protocol.mostItems()
    this.#groups = [...byPeriod].map(([periodMs, members]) => new ItemGroup(periodMs, members))
    return { groups: this.#groups, verdicts }
  }

  async poll(group: ScanGroup, signal: AbortSignal): Promise<SampleBatch> {
    const { members, rows } = group as ItemGroup<Tag>
    const columns = rows.columns()
    for (const run of this.#runs(members)) await this.#read(run, { members, rows, columns }, signal)
    return rows.batch(columns)
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#writer.writeEach(requests, { find: (id) => this.#find(id), counters: this.counters, signal })
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    const { browse } = this.#protocol
    if (!browse) return Promise.reject(new Fault('driver.browse_unsupported', { kind: 'one without a directory' }))
    return browse.call(this.#protocol, parent, page, signal)
  }

  healthy(): boolean {
    return this.#protocol.open
  }

  close(): Promise<void> {
    return this.#protocol.close()
  }

  #station(tag: Tag): number {
    return this.#protocol.station?.(tag) ?? 0
  }

  #find(id: TagId): Tag | undefined {
    for (const { members } of this.#groups) {
      const found = members.find(({ spec }) => spec.id === id)
      if (found) return found
    }
    return undefined
  }

  /** The rows of each request: one station's, as many as it bears in number and in bytes. */
  #runs(members: readonly Tag[]): number[][] {
    const runs: number[][] = []
    const open = new Map<number, { readonly rows: number[]; bytes: number }>()
    const mostBytes = this.#protocol.mostBytes?.() ?? Number.POSITIVE_INFINITY
    for (const [row, tag] of members.entries()) {
      const station = this.#station(tag)
      const bytes = this.#protocol.bytesOf?.(tag) ?? 0
      const run = open.get(station)
      if (run && run.rows.length < this.#most && run.bytes + bytes <= mostBytes) {
        run.rows.push(row)
        run.bytes += bytes
      } else {
        const fresh = { rows: [row], bytes }
        open.set(station, fresh)
        runs.push(fresh.rows)
      }
    }
    return runs
  }

  async #read(run: readonly number[], scan: Scan<Tag>, signal: AbortSignal): Promise<void> {
    const tags = run.map((row) => scan.members[row]!)
    const station = this.#station(tags[0]!)
    const mood = this.#several ? this.#stations.mood(station) : 'ask'
    if (mood === 'skip') {
      fail(run, Status.BadNoCommunication, this.#clock.now(), scan)
      return
    }
    try {
      const reply = await this.#ask(tags, mood === 'probe' ? 'probe' : 'read', signal)
      this.counters.reads++
      this.#stations.answered(station)
      for (const [i, row] of run.entries()) take(row, reply.readings[i]!, reply.time, scan)
    } catch (reason) {
      if (reason instanceof Fault && reason.code === 'driver.too_large') {
        await this.#halves(run, scan, signal)
        return
      }
      const status = statusOf(reason)
      if (status === Status.BadTimeout) this.#stations.missed(station)
      fail(run, status, this.#clock.now(), scan)
    }
  }

  async #halves(run: readonly number[], scan: Scan<Tag>, signal: AbortSignal): Promise<void> {
    if (run.length === 1) {
      fail(run, Status.BadResourceUnavailable, this.#clock.now(), scan)
      return
    }
    const half = Math.ceil(run.length / 2)
    this.#most = Math.min(this.#most, half)
    await this.#read(run.slice(0, half), scan, signal)
    await this.#read(run.slice(half), scan, signal)
  }

  async #ask(tags: readonly Tag[], kind: TurnKind, signal: AbortSignal): Promise<ItemReply> {
    for (let left = kind === 'probe' ? 0 : (this.#protocol.retries ?? 0); ; left--) {
      try {
        return await this.#protocol.read(kind, tags, signal)
      } catch (reason) {
        if (left === 0) throw reason
        if (
          !(reason instanceof Fault && (reason.code === 'driver.timeout' || reason.code === 'driver.reply_malformed'))
        )
          throw reason
      }
    }
  }

  /** What the device holds now, in engineering units; undefined if it does not say or it is no value. */
  async #readBack(tag: Tag, signal: AbortSignal): Promise<Value | undefined> {
    const rows = new TagRows([tag.spec])
    const columns = rows.columns()
    const reply = await this.#protocol.read('write', [tag], signal)
    take(0, reply.readings[0]!, reply.time, { rows, columns })
    const batch = rows.batch(columns)
    return isBad(batch.status[0]!) ? undefined : valueAt(batch, 0)
  }
}

interface Scan<Tag> {
  readonly members: readonly Tag[]
  readonly rows: TagRows
  readonly columns: ScanColumns
}

function take(
  row: number,
  reading: ItemReading,
  time: Micros,
  { rows, columns }: Pick<Scan<unknown>, 'rows' | 'columns'>,
): void {
  columns.time[row] = reading.time ?? time
  if (isBad(reading.status)) {
    rows.none(row, reading.status, columns.time[row]!, columns)
    return
  }
  if (reading.status !== Status.Good) rows.status(row, reading.status, columns)
  rows.value(row, reading.value, columns)
}

function fail<Tag>(run: readonly number[], status: number, time: Micros, { rows, columns }: Scan<Tag>): void {
  for (const row of run) rows.none(row, status, time, columns)
}

class ItemGroup<Tag extends ItemTag> implements ScanGroup {
  readonly periodMs: number
  readonly members: readonly Tag[]
  readonly rows: TagRows

  constructor(periodMs: number, members: readonly Tag[]) {
    this.periodMs = periodMs
    this.members = members
    this.rows = new TagRows(members.map(({ spec }) => spec))
  }

  get tags(): readonly TagId[] {
    return this.rows.ids
  }
}
