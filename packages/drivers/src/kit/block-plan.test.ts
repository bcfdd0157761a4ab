import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, type Extent, Holes, planBlocks, splitBlock } from './block-plan.ts'

const limits = { maxUnits: () => 125, maxGap: 16 }
const at = (start: number, length = 1, space = 0): Extent => ({ space, start, length })
const spans = (blocks: readonly Block[]): [number, number][] =>
  blocks.map(({ start, length }) => [start, start + length])

const extent = fc.record({ space: fc.nat(2), start: fc.nat(600), length: fc.integer({ min: 1, max: 8 }) })

/** A device that refuses every request that touches a hole; the reader splits and plans as a driver does. */
function readAll(
  extents: readonly Extent[],
  bad: ReadonlySet<number>,
): { readonly read: Set<number>; readonly requests: number[] } {
  const holes = new Holes()
  const answers = (block: Extent): boolean => {
    for (let unit = block.start; unit < block.start + block.length; unit++) if (bad.has(unit)) return false
    return true
  }
  const requests: number[] = []
  let read = new Set<number>()
  for (let cycle = 0; cycle < 4; cycle++) {
    let asked = 0
    read = new Set()
    const ask = (block: Block): boolean => {
      asked++
      if (answers(block)) {
        for (const member of block.members) read.add(member)
        return true
      }
      const halves = splitBlock(block, extents)
      if (!halves) {
        holes.add(block.space, block.start, block.start + block.length)
        return false
      }
      const [left, right] = [ask(halves[0]), ask(halves[1])]
      if (left && right) holes.add(block.space, halves[0].start + halves[0].length, halves[1].start)
      return left && right
    }
    for (const block of planBlocks(extents, limits, holes)) ask(block)
    requests.push(asked)
  }
  return { read, requests }
}

describe('the block planner', () => {
  test('joins neighbours and gaps within the tolerance', () => {
    expect(spans(planBlocks([at(30), at(0), at(1, 2), at(13)], limits))).toEqual([[0, 31]])
    expect(spans(planBlocks([at(0), at(18)], limits))).toEqual([
      [0, 1],
      [18, 19],
    ])
  })

  test('keeps a value whole at the limit', () => {
    const extents = Array.from({ length: 100 }, (_, i) => at(i * 2, 2))
    expect(spans(planBlocks(extents, limits))).toEqual([
      [0, 124],
      [124, 200],
    ])
  })

  test('reads each extent exactly once, inside its block, within the limits', () => {
    fc.assert(
      fc.property(fc.array(extent, { maxLength: 80 }), (extents) => {
        const blocks = planBlocks(extents, limits)
        expect(blocks.flatMap((block) => block.members).sort((a, b) => a - b)).toEqual(extents.map((_, i) => i))
        for (const block of blocks) {
          expect(block.length).toBeLessThanOrEqual(125)
          for (const member of block.members) {
            const { space, start, length } = extents[member]!
            expect(space).toBe(block.space)
            expect(start >= block.start && start + length <= block.start + block.length).toBe(true)
          }
        }
      }),
    )
  })

  test('splits between members that do not overlap, and never loses one', () => {
    fc.assert(
      fc.property(fc.array(extent, { minLength: 1, maxLength: 30 }), (extents) => {
        for (const block of planBlocks(extents, limits)) {
          const halves = splitBlock(block, extents)
          if (!halves) continue
          const [left, right] = halves
          expect([...left.members, ...right.members]).toEqual(block.members)
          expect(left.start + left.length).toBeLessThanOrEqual(right.start)
          expect(right.start + right.length).toBe(block.start + block.length)
        }
      }),
    )
  })

  test('one bad address never blinds its neighbours', () => {
    fc.assert(
      fc.property(
        fc.array(
          extent.map((one) => ({ ...one, space: 0 })),
          { maxLength: 60 },
        ),
        fc.array(fc.nat(610)),
        (extents, holes) => {
          const bad = new Set(holes)
          const { read } = readAll(extents, bad)
          for (const [i, { start, length }] of extents.entries()) {
            const readable = !Array.from({ length }, (_, offset) => bad.has(start + offset)).includes(true)
            expect(read.has(i)).toBe(readable)
          }
        },
      ),
    )
  })

  test('remembers holes: later scans ask little more than once around each', () => {
    const extents = Array.from({ length: 120 }, (_, i) => at(i))
    const { requests, read } = readAll(extents, new Set([60]))
    expect(read.size).toBe(119)
    expect(requests.slice(1)).toEqual([3, 3, 3])
  })

  test('remembers a hole in a gap that nobody asked for', () => {
    const { requests, read } = readAll([at(0), at(10)], new Set([5]))
    expect(read.size).toBe(2)
    expect(requests).toEqual([3, 2, 2, 2])
  })
})
