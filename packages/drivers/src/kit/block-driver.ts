import { type Clock, Fault, isBad, type Micros, type SampleBatch, Status, type Value, valueAt } from '@millrace/core'
import { type Block, type BlockLimits, type Extent, Holes, planBlocks, splitBlock } from './block-plan.ts'
import { BlockSizes } from './block-sizes.ts'
import type { TurnKind } from './bus.ts'
import type {
  Driver,
  DriverCounters,
  ScanGroup,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from './driver.ts'
import { type Refusal, statusOf, TagWriter, writeVerdict } from './requests.ts'
import { type ScanColumns, TagRows } from './rows.ts'
import { Stations } from './stations.ts'

/** A tag that the device refused is asked for again after this, ms: it may have been given the address meanwhile. */
const RETRY_REFUSED_MS = 60_000

/** A block that is not answered is cut in two so often for a try whether a piece of it is. */
const PIECE_CUTS = 3

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface BlockTag extends Extent {
  readonly spec: TagSpec
}

/** What the device said to the request for one block. */
export interface BlockReply {
  readonly time: Micros
  /** Good, or why the device refused. */
  readonly status: number
  /** Where it refused: a part of the block might still be read. */
  readonly perhapsInPart?: boolean
  /** The units of the block, as the protocol's `decode` wants them; empty if it refused. */
  readonly bytes: Uint8Array
}

/** A protocol whose tags lie at addresses and are read in runs: registers, words, bytes of a data block. */
export interface BlockProtocol<Tag extends BlockTag> {
  connect(signal: AbortSignal): Promise<void>
  /** Idempotent. */
  close(): Promise<void>
  readonly open: boolean
  /** Asked after `connect`: some devices tell their limits. */
  limits(): BlockLimits
  /** Requests of one scan on their way at a time. */
  readonly inFlight: number
  /** Reads of a request that got no answer are repeated so often within the scan; writes never are. */
  readonly retries?: number
  /** Throws the Fault that says what is wrong with the address. */
  plan(spec: TagSpec): Tag
  /** Why a tag that is configured `rw` cannot be written. */
  unwritable?(tag: Tag): string | undefined
  /** Which of the stations behind the link is asked: they fall silent one by one. */
  station(extent: Extent): number
  /** Told once the tags are set: how many stations are asked. */
  stations?(count: number): void
  /** One request. Throws what {@link statusOf} knows for this request alone, anything else for the whole link. */
  read(kind: TurnKind, block: Extent, signal: AbortSignal): Promise<BlockReply>
  /** Takes one tag's raw value out of a reply; `offset` is its distance from the block's start, in units. */
  decode(
    tag: Tag,
    place: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
    rows: TagRows,
    into: ScanColumns,
  ): void
  /** Sends one raw value (the scale is undone), or says why not. */
  write(tag: Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined>
}

/** A driver for a {@link BlockProtocol}: planning, scans around what is refused or silent, writes with read-back. */
export class BlockDriver<Tag extends BlockTag> implements Driver {
  readonly counters: DriverCounters
  readonly #protocol: BlockProtocol<Tag>
  readonly #clock: Clock
  readonly #stations: Stations
  readonly #sizes: BlockSizes
  readonly #writer: TagWriter<Tag>
  #groups: readonly BlockGroup<Tag>[] = []
  /** With one station, its silence is the link's. */
  #several = false

  constructor(protocol: BlockProtocol<Tag>, parts: { readonly clock: Clock; readonly counters: DriverCounters }) {
    this.counters = parts.counters
    this.#protocol = protocol
    this.#clock = parts.clock
    this.#stations = new Stations(parts.clock)
    this.#sizes = new BlockSizes(parts.clock)
    this.#writer = new TagWriter({
      send: (tag, raw, signal) => protocol.write(tag, raw, signal),
      readBack: (tag, signal) => this.#readBack(tag, signal),
    })
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#protocol.connect(signal)
  }

  async setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    const verdicts: TagVerdict[] = []
    const byPeriod = new Map<number, Tag[]>()
    const stations = new Set<number>()
    for (const spec of specs) {
      try {
        const tag = this.#protocol.plan(spec)
        stations.add(this.#protocol.station(tag))
        const members = byPeriod.get(spec.periodMs)
        if (members) members.push(tag)
        else byPeriod.set(spec.periodMs, [tag])
        verdicts.push(writeVerdict(spec, this.#protocol.unwritable?.(tag)))
      } catch (failure) {
        if (!(failure instanceof Fault)) throw failure
        verdicts.push({ tag: spec.id, status: Status.BadConfigurationError, message: failure.message })
      }
    }
    this.#several = stations.size > 1
    this.#protocol.stations?.(stations.size)
    const limits = this.#protocol.limits()
    this.#groups = [...byPeriod].map(([periodMs, members]) => new BlockGroup(periodMs, members, limits))
    return { groups: this.#groups, verdicts }
  }

  async poll(group: ScanGroup, signal: AbortSignal): Promise<SampleBatch> {
    const blocks = group as BlockGroup<Tag>
    blocks.fit(this.#sizes)
    const scan = new BlockScan({
      protocol: this.#protocol,
      group: blocks,
      clock: this.#clock,
      stations: this.#several ? this.#stations : undefined,
      sizes: this.#sizes,
      signal,
    })
    await scan.run()
    this.counters.reads += scan.reads
    return scan.batch()
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#writer.writeEach(requests, { find: (id) => this.#find(id), counters: this.counters, signal })
  }

  healthy(): boolean {
    return this.#protocol.open
  }

  close(): Promise<void> {
    return this.#protocol.close()
  }

  #find(id: TagId): Tag | undefined {
    for (const group of this.#groups) {
      const found = group.find(id)
      if (found) return found
    }
    return undefined
  }

  /** What the device holds now, in engineering units; undefined if it does not say or it is no value. */
  async #readBack(tag: Tag, signal: AbortSignal): Promise<Value | undefined> {
    const rows = new TagRows([tag.spec])
    const reply = await this.#protocol.read('write', tag, signal)
    if (isBad(reply.status)) return undefined
    const columns = rows.columns()
    columns.time[0] = reply.time
    this.#protocol.decode(tag, { bytes: reply.bytes, offset: 0, row: 0 }, rows, columns)
    const batch = rows.batch(columns)
    return isBad(batch.status[0]!) ? undefined : valueAt(batch, 0)
  }
}

/** Tags of one device with one period: their order in the batch and their requests. */
class BlockGroup<Tag extends BlockTag> implements ScanGroup {
  readonly periodMs: number
  readonly rows: TagRows
  readonly members: readonly Tag[]
  readonly holes = new Holes()
  /** Tags the device refuses, by row, and when to ask again (monotonic ms). */
  readonly refused = new Map<number, { readonly status: number; readonly retryAt: number }>()
  readonly #device: BlockLimits
  #limits: BlockLimits
  #sizes = 0
  #blocks: readonly Block[]

  constructor(periodMs: number, members: readonly Tag[], limits: BlockLimits) {
    const order = planBlocks(members, limits).flatMap((block) => block.members)
    this.periodMs = periodMs
    this.members = order.map((i) => members[i]!)
    this.#device = limits
    this.#limits = limits
    this.rows = new TagRows(this.members.map(({ spec }) => spec))
    this.#blocks = planBlocks(this.members, limits)
  }

  get tags(): readonly TagId[] {
    return this.rows.ids
  }

  get blocks(): readonly Block[] {
    return this.#blocks
  }

  /** The tag of this number, if the group reads it. Writes ask, so it may take its time. */
  find(id: TagId): Tag | undefined {
    return this.members.find(({ spec }) => spec.id === id)
  }

  /** Plans anew if what may be asked for at once has changed. */
  fit(sizes: BlockSizes): void {
    if (sizes.version === this.#sizes) return
    this.#sizes = sizes.version
    const device = this.#device
    this.#limits = { maxUnits: (space) => Math.min(device.maxUnits(space), sizes.most(space)), maxGap: device.maxGap }
    this.replan()
  }

  /** Plans anew around the holes that were found. */
  replan(): void {
    this.#blocks = planBlocks(this.members, this.#limits, this.holes)
  }
}

interface ScanParts<Tag extends BlockTag> {
  readonly protocol: BlockProtocol<Tag>
  readonly group: BlockGroup<Tag>
  readonly clock: Clock
  readonly stations: Stations | undefined
  readonly sizes: BlockSizes
  readonly signal: AbortSignal
}

/** Reads the blocks of one group, halving those that the device refuses until only the refused tags are left out. */
class BlockScan<Tag extends BlockTag> {
  readonly #parts: ScanParts<Tag>
  readonly #columns: ScanColumns
  #holesFound = false
  reads = 0

  constructor(parts: ScanParts<Tag>) {
    this.#parts = parts
    this.#columns = parts.group.rows.columns()
  }

  async run(): Promise<void> {
    const { group, protocol } = this.#parts
    const blocks = group.blocks.values()
    const reader = async (): Promise<void> => {
      for (const block of blocks) await this.#read(block)
    }
    const atOnce = Math.min(protocol.inFlight, group.blocks.length)
    if (atOnce <= 1) await reader()
    else await Promise.all(Array.from({ length: atOnce }, reader))
    if (this.#holesFound) group.replan()
  }

  batch(): SampleBatch {
    return this.#parts.group.rows.batch(this.#columns)
  }

  /** True if every tag of the block was read. */
  async #read(block: Block): Promise<boolean> {
    const { group, protocol, clock, stations, sizes } = this.#parts
    const known = block.members.length === 1 ? group.refused.get(block.members[0]!) : undefined
    if (known && clock.monotonic() < known.retryAt) {
      this.#fail(block, known.status, clock.now())
      return false
    }
    const station = protocol.station(block)
    const mood = stations?.mood(station) ?? 'ask'
    if (mood === 'skip') {
      this.#fail(block, Status.BadNoCommunication, clock.now())
      return false
    }
    try {
      const reply = await this.#ask(block, mood === 'probe' ? 'probe' : 'read')
      this.reads++
      stations?.answered(station)
      sizes.passed(block.space, block.length)
      if (!isBad(reply.status)) {
        this.#decode(block, reply)
        if (known) group.refused.delete(block.members[0]!)
        return true
      }
      if (reply.perhapsInPart) return await this.#refused(block, reply)
      this.#fail(block, reply.status, reply.time)
    } catch (reason) {
      const status = statusOf(reason)
      if (status === Status.BadTimeout) stations?.missed(station)
      const piece = mood === 'ask' ? this.#pieceOf(block, status) : undefined
      this.#fail(block, status, clock.now())
      if (piece) await this.#try(piece, block)
    }
    return false
  }

  /** A small piece of a block that is not answered, if it is worth a try: the block may be too large. */
  #pieceOf(block: Block, status: number): Block | undefined {
    const { group, protocol, sizes } = this.#parts
    if (status === Status.BadResourceUnavailable || block.members.length === 1) return undefined
    if (!sizes.failed(block.space, block.length, 1 + (protocol.retries ?? 0))) return undefined
    let piece: Block | undefined
    for (let cut = 0; cut < PIECE_CUTS; cut++) piece = splitBlock(piece ?? block, group.members)?.[0] ?? piece
    return piece
  }

  async #try(piece: Block, block: Block): Promise<void> {
    const { protocol, sizes, stations, signal } = this.#parts
    try {
      await protocol.read('read', piece, signal)
    } catch (reason) {
      statusOf(reason)
      sizes.tried(block.space, block.length, false)
      return
    }
    this.reads++
    stations?.answered(protocol.station(block))
    sizes.tried(block.space, block.length, true)
  }

  async #ask(block: Block, kind: TurnKind): Promise<BlockReply> {
    const { protocol, signal } = this.#parts
    for (let left = kind === 'probe' ? 0 : (protocol.retries ?? 0); ; left--) {
      try {
        return await protocol.read(kind, block, signal)
      } catch (reason) {
        if (left === 0) throw reason
        const status = statusOf(reason)
        if (status !== Status.BadTimeout && status !== Status.BadDecodingError) throw reason
      }
    }
  }

  #decode(block: Block, { bytes, time }: BlockReply): void {
    const { group, protocol } = this.#parts
    for (const row of block.members) {
      this.#columns.time[row] = time
      const tag = group.members[row]!
      protocol.decode(tag, { bytes, offset: tag.start - block.start, row }, group.rows, this.#columns)
    }
  }

  /** The whole block has no values; `status` says why. */
  #fail(block: Block, status: number, time: Micros): void {
    for (const row of block.members) this.#parts.group.rows.none(row, status, time, this.#columns)
  }

  async #refused(block: Block, reply: BlockReply): Promise<boolean> {
    const { group, clock } = this.#parts
    const halves = splitBlock(block, group.members)
    if (!halves) {
      const retryAt = clock.monotonic() + RETRY_REFUSED_MS
      if (!group.holes.holds(block)) {
        group.holes.add(block.space, block.start, block.start + block.length)
        this.#holesFound = true
      }
      for (const row of block.members) {
        const { space, start, length } = group.members[row]!
        const alone = { space, start, length, members: [row] }
        // One of several that overlap may have been refused for what only another needs.
        if (length < block.length) await this.#read(alone)
        else {
          group.refused.set(row, { status: reply.status, retryAt })
          this.#fail(alone, reply.status, reply.time)
        }
      }
      return false
    }
    const [left, right] = halves
    const leftRead = await this.#read(left)
    const rightRead = await this.#read(right)
    if (!leftRead || !rightRead) return false
    // Each half can be read, but not both at once: what lies between them is the hole.
    group.holes.add(block.space, left.start + left.length, right.start)
    this.#holesFound = true
    return true
  }
}
