import { type Block, type BlockLimits, Holes, planBlocks } from './block-plan.ts'
import type { BlockTag } from './block-protocol.ts'
import type { BlockSizes } from './block-sizes.ts'
import type { ScanGroup, TagId } from './driver.ts'
import { TagRows } from './rows.ts'

/** Tags of one device with one period: their order in the batch and their requests. */
export class BlockGroup<Tag extends BlockTag> implements ScanGroup {
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
