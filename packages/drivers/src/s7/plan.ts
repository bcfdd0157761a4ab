import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import type { BlockTag } from '../kit/block-protocol.ts'
import type { TagSpec } from '../kit/driver.ts'
import { type Area, parseAddress, type S7Address } from './address.ts'
import { areaCodes, ITEM_ANSWER_BYTES, type Item, ItemSize, READ_ANSWER_BYTES } from './codec.ts'
import type { Charset } from './text.ts'

const spaces: readonly Area[] = ['DB', 'I', 'Q', 'M', 'PI', 'PQ', 'T', 'C']
const BLOCKS = 0x1_0000

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface S7Tag extends BlockTag {
  readonly area: Area
  readonly bit: S7Address['bit']
  readonly text: S7Address['text']
  readonly charset: Charset
}

/** A data block, or another area, is one address space of the block planner. */
export function planTag(spec: TagSpec, charset: Charset): S7Tag {
  const { area, db, start, length, bit, text } = parseAddress(spec.address, spec.type)
  return { spec, area, space: spaces.indexOf(area) * BLOCKS + db, start, length, bit, text, charset }
}

export function areaOf({ space }: Pick<Extent, 'space'>): Area {
  return spaces[Math.floor(space / BLOCKS)]!
}

/** `DB5`, `M`: for messages. */
export function spaceName({ space }: Pick<Extent, 'space'>): string {
  const area = areaOf({ space })
  return area === 'DB' ? `DB${space % BLOCKS}` : area
}

/** Timers and counters are counted, all else is bytes. */
export function countsElements(area: Area): area is 'T' | 'C' {
  return area === 'T' || area === 'C'
}

/** What one item of a read may ask for, in a PDU of this size. */
export function blockLimits(pduSize: number, maxGap: number): BlockLimits {
  const bytes = pduSize - READ_ANSWER_BYTES - ITEM_ANSWER_BYTES
  return { maxUnits: (space) => (countsElements(areaOf({ space })) ? bytes >> 1 : bytes), maxGap }
}

/** The item that reads or writes a run of units. */
export function itemOf({ space, start, length }: Extent): Item {
  const area = areaOf({ space })
  const counted = countsElements(area)
  return {
    size: area === 'T' ? ItemSize.timer : area === 'C' ? ItemSize.counter : ItemSize.byte,
    count: length,
    db: space % BLOCKS,
    area: areaCodes[area],
    address: counted ? start : start * 8,
  }
}
