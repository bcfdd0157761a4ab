/** A run of units (registers, bits, bytes) that one tag needs, in one address space (a unit's area, a data block). */
export interface Extent {
  readonly space: number
  readonly start: number
  readonly length: number
}

/** One request: the extents it covers, by their index in what was planned, in the order of their start. */
export interface Block extends Extent {
  readonly members: readonly number[]
}

export interface BlockLimits {
  /** Most units one request may ask for in this space. */
  maxUnits(space: number): number
  /** Units nobody asked for that are read along to save a request. */
  readonly maxGap: number
}

/**
 * Where a device refused to be read across. An empty hole (start = end) is a border that no request may cross; an
 * extent inside a hole is asked for alone.
 */
export class Holes {
  readonly #bySpace = new Map<number, { readonly start: number; readonly end: number }[]>()

  add(space: number, start: number, end: number): void {
    if (this.#touches(space, (hole) => hole.start === start && hole.end === end)) return
    const holes = this.#bySpace.get(space)
    if (holes) holes.push({ start, end })
    else this.#bySpace.set(space, [{ start, end }])
  }

  get size(): number {
    let size = 0
    for (const holes of this.#bySpace.values()) size += holes.length
    return size
  }

  /** True if a hole lies between `from` and `to`, both included. */
  between(space: number, from: number, to: number): boolean {
    return this.#touches(space, (hole) => hole.start >= from && hole.end <= to)
  }

  /** True if the extent lies within a hole. */
  holds(extent: Extent): boolean {
    return this.#touches(extent.space, (hole) => hole.start <= extent.start && hole.end >= extent.start + extent.length)
  }

  #touches(space: number, which: (hole: { readonly start: number; readonly end: number }) => boolean): boolean {
    return this.#bySpace.get(space)?.some(which) ?? false
  }
}

/** Joins extents into as few requests as the limits and the holes allow. Every extent is in exactly one block. */
export function planBlocks(extents: readonly Extent[], limits: BlockLimits, holes: Holes = new Holes()): Block[] {
  const order = extents
    .map((_, i) => i)
    .sort((a, b) => {
      const left = extents[a]!
      const right = extents[b]!
      return left.space - right.space || left.start - right.start || left.length - right.length
    })
  const blocks: Block[] = []
  let open: { space: number; start: number; length: number; members: number[] } | undefined
  for (const i of order) {
    const extent = extents[i]!
    if (holes.holds(extent)) {
      blocks.push({ ...extent, members: [i] })
      continue
    }
    if (open && joins(open, extent, limits, holes)) {
      open.length = Math.max(open.length, extent.start + extent.length - open.start)
      open.members.push(i)
    } else {
      open = { space: extent.space, start: extent.start, length: extent.length, members: [i] }
      blocks.push(open)
    }
  }
  return blocks
}

function joins(block: Extent, extent: Extent, limits: BlockLimits, holes: Holes): boolean {
  if (block.space !== extent.space) return false
  const end = block.start + block.length
  if (extent.start - end > limits.maxGap) return false
  if (Math.max(end, extent.start + extent.length) - block.start > limits.maxUnits(block.space)) return false
  return extent.start < end || !holes.between(block.space, end, extent.start)
}

/**
 * Cuts a refused block in two at a border between its members, as near to the middle as possible. Undefined if it holds
 * one member, or if all of them overlap: then it cannot be read at all.
 */
export function splitBlock(block: Block, extents: readonly Extent[]): readonly [Block, Block] | undefined {
  const middle = block.members.length / 2
  let best: { readonly at: number; readonly end: number } | undefined
  let end = 0
  for (let i = 1; i < block.members.length; i++) {
    const before = extents[block.members[i - 1]!]!
    end = Math.max(end, before.start + before.length)
    if (extents[block.members[i]!]!.start < end) continue
    if (!best || Math.abs(i - middle) < Math.abs(best.at - middle)) best = { at: i, end }
  }
  if (!best) return undefined
  const start = extents[block.members[best.at]!]!.start
  return [
    {
      space: block.space,
      start: block.start,
      length: best.end - block.start,
      members: block.members.slice(0, best.at),
    },
    { space: block.space, start, length: block.start + block.length - start, members: block.members.slice(best.at) },
  ]
}
