import { Status } from '@millrace/core'
import type { TagSpec } from '../kit/driver.ts'
import { parseAddress, type Step } from './address.ts'
import { tagPath } from './message.ts'
import { type Decoded, decodeValue, type TagData, type TypeParameter, type Wanted } from './values.ts'

const DWORD = 0xd3

/**
 * Where a `bool` with one subscript lies: Logix packs arrays of BOOL into DWORDs and counts those, other
 * controllers have elements of type BOOL. Nobody says which; the first answer tells.
 */
type Layout = 'packed' | 'plain' | 'unknown'

/** A tag with its address read, and what the controller has told of it. */
export interface LogixTag {
  readonly spec: TagSpec
  readonly path: readonly number[]
  readonly wanted: Wanted
  /** Of a `bool` with one subscript: the DWORD and the bit in it, if it is packed. */
  readonly packed?: { readonly path: readonly number[]; readonly bit: number }
  layout: Layout
  /** The type of the last answer, and whether it is the wanted one. */
  seen?: { readonly type: TypeParameter; readonly fits: boolean }
  /** Bytes of the last value. */
  bytes: number
  /** A mismatch is told once. */
  told: boolean
}

/** Bytes of a value that has not been seen yet. */
const USUAL_BYTES = { string: 88, other: 8 } as const

/** Throws the Fault that says what is wrong with the address. */
export function planTag(spec: TagSpec): LogixTag {
  const { steps, bit, characters } = parseAddress(spec.address, spec.type)
  const packed = spec.type === 'bool' && bit === undefined ? packedPlace(steps) : undefined
  return {
    spec,
    path: tagPath(steps),
    wanted: {
      type: spec.type,
      ...(bit === undefined ? {} : { bit }),
      ...(characters === undefined ? {} : { characters }),
    },
    ...(packed ? { packed } : {}),
    layout: packed ? 'unknown' : 'plain',
    bytes: spec.type === 'string' ? Math.max(USUAL_BYTES.string, (characters ?? 0) + 8) : USUAL_BYTES.other,
    told: false,
  }
}

function packedPlace(steps: readonly Step[]): { path: readonly number[]; bit: number } | undefined {
  const [before, last] = [steps.at(-2), steps.at(-1)]
  if (typeof last !== 'number' || typeof before !== 'string') return undefined
  return { path: tagPath([...steps.slice(0, -1), Math.floor(last / 32)]), bit: last % 32 }
}

/** Where to ask for a tag now. */
export function pathOf(tag: LogixTag): readonly number[] {
  return tag.packed && tag.layout !== 'plain' ? tag.packed.path : tag.path
}

/** What a write or a bit of the answer is about. */
export function wantedOf(tag: LogixTag): Wanted {
  return tag.packed && tag.layout !== 'plain' ? { ...tag.wanted, bit: tag.packed.bit } : tag.wanted
}

/** What is to be done with an answer: it is the reading, or the tag is to be asked for again at its other place. */
export type Outcome = Decoded | 'again'

/** Takes the data of an answer. */
export function take(tag: LogixTag, data: TagData): Outcome {
  const isPacked = data.type.code === DWORD
  if (tag.packed && tag.layout !== 'plain' && !isPacked) {
    tag.layout = 'plain'
    return 'again'
  }
  if (tag.packed && tag.layout === 'plain' && isPacked) {
    tag.layout = 'unknown'
    return 'again'
  }
  if (tag.packed && isPacked) tag.layout = 'packed'
  const decoded = decodeValue(data, wantedOf(tag))
  tag.seen = { type: data.type, fits: decoded.status !== Status.BadTypeMismatch }
  tag.bytes = data.data.length
  return decoded
}

/** Takes the refusal of an answer. */
export function refused(tag: LogixTag, status: number): Outcome {
  delete tag.seen
  if (!tag.packed) return { value: null, status }
  if (tag.layout !== 'plain') {
    tag.layout = 'plain'
    return 'again'
  }
  tag.layout = 'unknown'
  return { value: null, status }
}

/** Bytes that a tag takes of a multiple service packet: of the request or of its answer, whichever is more. */
export function sizeOf(tag: LogixTag): number {
  const request = 2 + 2 + tag.path.length + 2
  const answer = 2 + 4 + 4 + tag.bytes
  return Math.max(request, answer + (answer % 2))
}
