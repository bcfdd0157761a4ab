import { assemble, op } from './assembler.ts'
import { moduleOf, reserve } from './examples.ts'

/** Modules that misbehave, each in one way. */
export const endless = moduleOf([op.loop, op.branch(0), op.end, op.i32(0)])

export const growing = moduleOf([
  [op.block, op.loop, op.i32(16), op.memoryGrow, op.i32(-1), op.i32Equal, op.branchIf(1), op.branch(0), op.end, op.end],
  op.unreachable,
])

/** Has no place for rows. */
export const crowded = moduleOf([op.i32(0)], { memory: { initial: 1, maximum: 1 }, functions: { reserve } })

/** Names a place beyond its memory. */
export const beyond = moduleOf([op.i32(0)], { functions: { reserve: { takes: 1, body: [op.i32(65_536)] } } })

/** Names a place that numbers cannot lie at. */
export const crooked = moduleOf([op.i32(0)], {
  memory: { initial: 4, maximum: 4 },
  functions: { reserve: { takes: 1, body: [op.i32(1_001)] } },
})

export const trapping = moduleOf([op.unreachable])

/** Begins by itself. */
export const beginning = assemble({
  functions: { reserve, run: { takes: 5, body: [op.i32(0)] }, begin: { takes: 0, body: [op.i32(0)] } },
  // Gives nothing, as a start function must.
  sections: {
    1: [4, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 1, 0x7f, 0x60, 0, 0],
    3: [4, 0, 1, 2, 3],
    8: [3],
    10: [4, ...Array<number[]>(3).fill([4, 0, 0x41, 0, 0x0b]).flat(), 2, 0, 0x0b],
  },
})
