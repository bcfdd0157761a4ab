import { type Clock, isBad, type Micros, type SampleBatch, Status } from '@millrace/core'
import type { BlockGroup } from './block-group.ts'
import { type Block, splitBlock } from './block-plan.ts'
import type { BlockProtocol, BlockReply, BlockTag } from './block-protocol.ts'
import type { BlockSizes } from './block-sizes.ts'
import type { TurnKind } from './bus.ts'
import { statusOf } from './requests.ts'
import type { ScanColumns } from './rows.ts'
import type { Stations } from './stations.ts'

/** A tag that the device refused is asked for again after this, ms: it may have been given the address meanwhile. */
const RETRY_REFUSED_MS = 60_000

/** A block that is not answered is cut in two so often for a try whether a piece of it is. */
const PIECE_CUTS = 3

interface ScanParts<Tag extends BlockTag> {
  readonly protocol: BlockProtocol<Tag>
  readonly group: BlockGroup<Tag>
  readonly clock: Clock
  readonly stations: Stations | undefined
  readonly sizes: BlockSizes
  readonly signal: AbortSignal
}

/** Reads the blocks of one group, halving those that the device refuses until only the refused tags are left out. */
export class BlockScan<Tag extends BlockTag> {
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
