import { Fault, Status, type Value } from '@millrace/core'
import { parseAddress, type Step } from './address.ts'
import { uint32 } from './message.ts'
import { encodeSymbolType, type LogixSymbol, type TemplateMember } from './symbols.ts'
import {
  type CipType,
  cipTypeName,
  cipTypes,
  decodeValue,
  encodeValue,
  STRING_HANDLE,
  STRUCTURE,
  stringBytes,
} from './values.ts'
import './faults.ts'

/** What a tag or a member is made of: an elementary type or a structure by its name. */
export type SimulatedType = CipType | (string & {})

interface Structure {
  readonly name: string
  readonly template: number
  readonly handle: number
  readonly bytes: number
  readonly members: readonly Member[]
}

interface Member {
  readonly name: string
  readonly kind: CipType | Structure
  readonly offset: number
  /** Elements; 0 if it is no array. */
  readonly count: number
  /** Of a BOOL: its bit in the byte at `offset`. */
  readonly bit?: number
}

interface Tag {
  readonly instance: number
  readonly name: string
  readonly kind: CipType | Structure
  readonly sizes: readonly number[]
  readonly bytes: Uint8Array
  readonly readOnly: boolean
}

/** Where a path leads: elements of one type, one after the other. */
export interface Place {
  readonly tag: Tag
  readonly kind: CipType | Structure
  readonly offset: number
  /** Elements from here to the end. */
  readonly count: number
  readonly bit?: number
}

const widthOf = (kind: CipType | Structure): number => (typeof kind === 'string' ? cipTypes[kind].bytes : kind.bytes)
const aligned = (at: number, to: number): number => Math.ceil(at / to) * to

/** The tags of a simulated controller: elementary ones, arrays and structures, laid out as Logix lays them out. */
export class LogixMemory {
  readonly #structures = new Map<string, Structure>()
  readonly #tags = new Map<string, Tag>()
  readonly #scopes = new Map<string, Tag[]>()
  #instances = 0

  constructor() {
    const [data, text] = [82, stringBytes()]
    this.#structures.set('STRING', {
      name: 'STRING',
      template: STRING_HANDLE,
      handle: STRING_HANDLE,
      bytes: text,
      members: [
        { name: 'LEN', kind: 'DINT', offset: 0, count: 0 },
        { name: 'DATA', kind: 'SINT', offset: 4, count: data },
      ],
    })
  }

  /** Makes a structure type: members in order, as name, type and elements (for an array). */
  structure(name: string, members: readonly (readonly [name: string, type: SimulatedType, count?: number])[]): void {
    const laid: Member[] = []
    let at = 0
    let host: { offset: number; bits: number } | undefined
    for (const [member, type, count = 0] of members) {
      const kind = this.#kind(type, count > 0)
      if (kind === 'BOOL') {
        if (!host || host.bits === 8) {
          host = { offset: at, bits: 0 }
          laid.push({ name: `ZZZZZZZZZZ${name}${laid.length}`, kind: 'SINT', offset: at, count: 0 })
          at++
        }
        laid.push({ name: member, kind, offset: host.offset, count: 0, bit: host.bits++ })
        continue
      }
      host = undefined
      const elements = type === 'BOOL' ? Math.ceil(count / 32) : count
      at = aligned(at, count > 0 || typeof kind !== 'string' ? 4 : Math.min(4, widthOf(kind)))
      laid.push({ name: member, kind, offset: at, count: elements })
      at += widthOf(kind) * Math.max(1, elements)
    }
    const number = this.#structures.size
    this.#structures.set(name, {
      name,
      template: 0x100 + number,
      handle: 0x9e00 + number,
      bytes: aligned(at, 4),
      members: laid,
    })
  }

  /** Makes a tag, all zero; `Program:Main.Motor` is one of a program. */
  add(
    name: string,
    type: SimulatedType,
    { sizes = [], readOnly = false }: { sizes?: readonly number[]; readOnly?: boolean } = {},
  ): void {
    const kind = this.#kind(type, sizes.length > 0)
    const elements = sizes.reduce((product, size) => product * size, 1)
    const held = type === 'BOOL' && sizes.length > 0 ? [Math.ceil(elements / 32)] : sizes
    const [program, own] = name.startsWith('Program:') ? name.split('.', 2) : ['', name]
    if (program && !this.#scopes.has(program)) this.#put('', program, 'DINT', [], true)
    const bytes = new Uint8Array(widthOf(kind) * held.reduce((product, size) => product * size, 1))
    this.#put(program!, own!, kind, held, readOnly, bytes)
  }

  #put(
    scope: string,
    name: string,
    kind: Tag['kind'],
    sizes: readonly number[],
    readOnly: boolean,
    bytes = new Uint8Array(4),
  ): void {
    this.#instances += 3
    const tag = { instance: this.#instances, name, kind, sizes, bytes, readOnly }
    this.#tags.set(`${scope}.${name}`.toLowerCase(), tag)
    const members = this.#scopes.get(scope)
    if (members) members.push(tag)
    else this.#scopes.set(scope, [tag])
    if (scope === '' && name.startsWith('Program:')) this.#scopes.set(name, [])
  }

  #kind(type: SimulatedType, array: boolean): CipType | Structure {
    if (type === 'BOOL' && array) return 'DWORD'
    if (type in cipTypes) return type as CipType
    const found = this.#structures.get(type)
    if (!found) throw new Fault('ethernet-ip.tag_unknown', { seen: type })
    return found
  }

  /** Puts a value where a tag of this address reads it. */
  set(address: string, value: Value): void {
    const { place, wanted } = this.#at(address)
    if (wanted.bit !== undefined) {
      setBit(place.tag.bytes, place.offset, wanted.bit, value === true)
      return
    }
    const bytes = encodeValue(value, typeOf(place), wanted)
    if (typeof bytes === 'number')
      throw new Fault('ethernet-ip.value_unfit', { type: typeName(place.kind), seen: String(value) })
    write(place, bytes)
  }

  get(address: string): Value {
    const { place, wanted } = this.#at(address)
    const { value, status } = decodeValue({ type: typeOf(place), data: read(place, 1) }, wanted)
    return status === Status.Good ? value : null
  }

  #at(address: string): {
    place: Place
    wanted: { type: 'string' | 'bool' | (typeof cipTypes)[CipType]['type']; bit?: number }
  } {
    const { steps, bit } = parseAddress(address, 'bool')
    const [last] = steps.slice(-1)
    // A subscript of a packed array of BOOL counts bits.
    const whole = typeof last === 'number' ? this.find([...steps.slice(0, -1), Math.floor(last / 32)]) : undefined
    if (whole?.kind === 'DWORD') return { place: whole, wanted: { type: 'bool', bit: (last as number) % 32 } }
    const place = this.find(steps)
    if (!place) throw new Fault('ethernet-ip.tag_unknown', { seen: address })
    if (bit !== undefined) return { place, wanted: { type: 'bool', bit } }
    const type = typeof place.kind === 'string' ? cipTypes[place.kind].type : 'string'
    return { place, wanted: { type } }
  }

  /** Where the steps of a path lead; undefined if nowhere. */
  find(steps: readonly Step[]): Place | undefined {
    const [first, second] = steps
    const inProgram = typeof first === 'string' && /^program:/i.test(first)
    const tag = this.#tags.get((inProgram ? `${first}.${second}` : `.${first}`).toLowerCase())
    return tag && follow(tag, steps.slice(inProgram ? 2 : 1))
  }

  /** The tag that has this instance of the Symbol object, and where further steps lead. */
  findInstance(instance: number, steps: readonly Step[]): Place | undefined {
    const tag = [...this.#tags.values()].find((one) => one.instance === instance)
    return tag && follow(tag, steps)
  }

  /** The symbols of a scope from an instance on; undefined if there is no such scope. */
  symbols(scope: string, from: number): LogixSymbol[] | undefined {
    return this.#scopes
      .get(scope)
      ?.filter(({ instance }) => instance >= from)
      .map(({ instance, name, kind, sizes }) => ({
        instance,
        name,
        type: { ...symbolType(kind, sizes.length), system: false },
        sizes,
      }))
  }

  /** The bytes of a structure's definition, without what `encodeTemplateInfo` asks for. */
  template(
    instance: number,
  ):
    | { readonly handle: number; readonly bytes: number; readonly members: number; readonly definition: Uint8Array }
    | undefined {
    const found = [...this.#structures.values()].find(({ template }) => template === instance)
    if (!found) return undefined
    const { name, handle, bytes, members } = found
    const info = members.flatMap(({ kind, count, bit, offset }): number[] => {
      const type = encodeSymbolType({ ...symbolType(kind, count > 0 ? 1 : 0), system: false })
      const more = bit ?? count
      return [more & 0xff, more >> 8, type & 0xff, type >> 8, ...uint32(offset)]
    })
    const names = [`${name};n`, ...members.map((member) => member.name)].map((text) => `${text}\0`).join('')
    return {
      handle,
      bytes,
      members: members.length,
      definition: Buffer.concat([Uint8Array.from(info), Buffer.from(names, 'latin1')]),
    }
  }
}

const symbolType = (kind: Tag['kind'], dimensions: number): Omit<TemplateMember['type'], 'system'> => ({
  code: typeof kind === 'string' ? cipTypes[kind].code : kind.template,
  structure: typeof kind !== 'string',
  dimensions,
})

function follow(tag: Tag, steps: readonly Step[]): Place | undefined {
  let { kind } = tag
  let sizes = tag.sizes
  let offset = 0
  let bit: number | undefined
  let index = 0
  let used = 0
  for (const step of steps) {
    if (typeof step === 'number') {
      const size = sizes[used]
      if (size === undefined || step >= size) return undefined
      index = index * size + step
      used++
      continue
    }
    if (used < sizes.length || typeof kind === 'string') return undefined
    const member: Member | undefined = kind.members.find(({ name }) => name.toLowerCase() === step.toLowerCase())
    if (!member) return undefined
    offset += index * kind.bytes + member.offset
    kind = member.kind
    bit = member.bit
    sizes = member.count > 0 ? [member.count] : []
    index = 0
    used = 0
  }
  const elements = sizes.reduce((product, size) => product * size, 1)
  for (const size of sizes.slice(used)) index *= size
  return {
    tag,
    kind,
    offset: offset + index * widthOf(kind),
    count: elements - index,
    ...(bit === undefined ? {} : { bit }),
  }
}

/** The type parameter of what lies at a place. */
export function typeOf({ kind }: Place): { code: number; handle?: number; bytes: Uint8Array } {
  if (typeof kind === 'string') return { code: cipTypes[kind].code, bytes: Uint8Array.of(cipTypes[kind].code, 0) }
  const { handle } = kind
  return { code: STRUCTURE, handle, bytes: Uint8Array.of(STRUCTURE & 0xff, STRUCTURE >> 8, handle & 0xff, handle >> 8) }
}

const typeName = (kind: Place['kind']): string => (typeof kind === 'string' ? kind : kind.name)

export function elementBytes({ kind }: Place): number {
  return widthOf(kind)
}

/** A copy of so many elements. */
export function read({ tag, kind, offset, bit }: Place, count: number): Uint8Array {
  const bytes = tag.bytes.slice(offset, offset + count * widthOf(kind))
  return bit === undefined ? bytes : Uint8Array.of((bytes[0]! >> bit) & 1)
}

export function write({ tag, offset, bit }: Place, bytes: Uint8Array): void {
  if (bit === undefined) tag.bytes.set(bytes, offset)
  else setBit(tag.bytes, offset, bit, bytes[0] !== 0)
}

function setBit(bytes: Uint8Array, offset: number, bit: number, on: boolean): void {
  const at = offset + (bit >> 3)
  bytes[at] = (bytes[at]! & ~(1 << (bit & 7))) | (on ? 1 << (bit & 7) : 0)
}

/** Whole numbers have bits. */
export function hasBits({ kind }: Place): boolean {
  return typeof kind === 'string' && !['BOOL', 'REAL', 'LREAL'].includes(cipTypeName(cipTypes[kind].code)!)
}
