import { Fault } from '@millrace/core'
import type { BlockTag } from '../kit/block-protocol.ts'
import type { TagSpec } from '../kit/driver.ts'
import type { WordOrder } from '../kit/registers.ts'
import { lowByteFirst, type WordShape } from '../kit/word-values.ts'
import { parseAddress } from './address.ts'
import { MOST_DECIMAL } from './ascii.ts'
import type { DevicePoint } from './codec.ts'
import { devices } from './devices.ts'
import './faults.ts'

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface MelsecTag extends BlockTag, WordShape {}

/** Controllers whose frames or addresses differ. */
export type Series = 'Q' | 'iQ-R' | 'iQ-F'

/** What addresses leave open. */
export interface PlanSettings {
  readonly series: Series
  readonly wordOrder: WordOrder
  /** True if frames are in ASCII code. */
  readonly ascii?: boolean
}

/** A device is one address space of the block planner, its units are words. */
export function planTag(spec: TagSpec, { series, wordOrder, ascii = false }: PlanSettings): MelsecTag {
  const { device, word, length, bit, bytes, order } = parseAddress(spec.address, spec.type, series === 'iQ-F')
  const { type } = spec
  const { bits, base } = devices[device]!
  const last = bits ? (word + length) * 16 - 1 : word + length - 1
  if (ascii && series !== 'iQ-R' && base === 10 && last > MOST_DECIMAL)
    throw new Fault('melsec.address_range', { address: spec.address, most: MOST_DECIMAL })
  // Strings lie low byte first; the device's order is about numbers of several words.
  const own = order ?? (type === 'string' ? 'BADC' : length > 1 ? wordOrder : 'ABCD')
  return {
    spec,
    space: device,
    start: word,
    length,
    type,
    order: lowByteFirst(own),
    ...(bit === undefined ? {} : { bit }),
    ...(bytes === undefined ? {} : { bytes }),
  }
}

/** The first device of a word: bit devices are read 16 a word. */
export function pointOf(space: number, word: number, wide: boolean): DevicePoint {
  const { code, bits } = devices[space]!
  return { code, number: bits ? word * 16 : word, wide }
}
