import { malformed, shown, viewOf } from './codec.ts'
import { Class, encodeRequest, objectPath, Service, tagPath, uint32 } from './message.ts'

/**
 * The Symbol and Template objects of Logix controllers in bytes (1756-PM020F, chapter 2): which tags there are, and what
 * their structures are made of.
 */
export interface LogixSymbol {
  readonly instance: number
  readonly name: string
  readonly type: SymbolType
  /** Elements of each dimension; as many as `type.dimensions`. */
  readonly sizes: readonly number[]
}

/** Symbol Type attribute (p. 49). */
export interface SymbolType {
  /** CIP type of an elementary tag, template instance of a structure. */
  readonly code: number
  readonly structure: boolean
  readonly dimensions: number
  /** Of the system's own: not to be read. */
  readonly system: boolean
}

const attribute = { name: 1, type: 2, sizes: 8 } as const

export function decodeSymbolType(bits: number): SymbolType {
  const structure = (bits & 0x8000) !== 0
  return {
    // Of an elementary BOOL, bits 8 to 10 tell its place in a host.
    code: structure ? bits & 0x0fff : bits & 0x00ff,
    structure,
    dimensions: (bits >> 13) & 3,
    system: (bits & 0x1000) !== 0,
  }
}

export function encodeSymbolType({ code, structure, dimensions, system }: SymbolType): number {
  return code | (structure ? 0x8000 : 0) | (dimensions << 13) | (system ? 0x1000 : 0)
}

/** Get Instance Attribute List (p. 45): symbols of a program, or of the controller, from an instance on. */
export function encodeListSymbols(program: string | undefined, from: number): Uint8Array {
  const path = [...(program === undefined ? [] : tagPath([program])), ...objectPath(Class.symbol, from)]
  const { name, type, sizes } = attribute
  return encodeRequest(Service.getInstanceAttributes, path, [3, 0, name, 0, type, 0, sizes, 0])
}

/** Throws `driver.reply_malformed`. */
export function decodeSymbols(data: Uint8Array): LogixSymbol[] {
  const view = viewOf(data)
  const symbols: LogixSymbol[] = []
  let at = 0
  while (at < data.length) {
    const length = at + 6 <= data.length ? view.getUint16(at + 4, true) : 0
    const rest = at + 6 + length
    if (length === 0 || rest + 14 > data.length) throw malformed('a whole symbol', shown(data.subarray(at)))
    const type = decodeSymbolType(view.getUint16(rest, true))
    symbols.push({
      instance: view.getUint32(at, true),
      name: Buffer.from(data.subarray(at + 6, rest)).toString('latin1'),
      type,
      sizes: Array.from({ length: type.dimensions }, (_, i) => view.getUint32(rest + 2 + 4 * i, true)),
    })
    at = rest + 14
  }
  return symbols
}

/** What a template says of its structure (p. 52). */
export interface TemplateInfo {
  /** Size of the definition in words of 32 bits. */
  readonly words: number
  readonly members: number
}

/** Get Attribute List of a template: definition size, structure size, member count, handle. */
export function encodeTemplateInfo(template: number): Uint8Array {
  return encodeRequest(Service.getAttributeList, objectPath(Class.template, template), [4, 0, 4, 0, 5, 0, 2, 0, 1, 0])
}

/** Throws `driver.reply_malformed`. */
export function decodeTemplateInfo(data: Uint8Array): TemplateInfo {
  // Count; then attribute, status and value of each: 4, 4, 2 and 2 bytes.
  if (data.length !== 30) throw malformed('four attributes of a template', shown(data))
  const view = viewOf(data)
  if (
    [2, 10, 18, 24].some((at, i) => view.getUint16(at, true) !== [4, 5, 2, 1][i] || view.getUint16(at + 2, true) !== 0)
  )
    throw malformed('the attributes 4, 5, 2 and 1', shown(data))
  return { words: view.getUint32(6, true), members: view.getUint16(22, true) }
}

/** Read Template (p. 53), the bytes from `offset` on. */
export function encodeReadTemplate(template: number, offset: number, bytes: number): Uint8Array {
  const data = [...uint32(offset), bytes & 0xff, bytes >> 8]
  return encodeRequest(Service.readTag, objectPath(Class.template, template), data)
}

/** Bytes of a definition that Read Template gives (p. 53): 23 less than its size, and as many as its words need. */
export function templateBytes({ words }: TemplateInfo): number {
  return words * 4 - 23
}

export interface TemplateMember {
  readonly name: string
  readonly type: SymbolType
  /** Elements of an array, 0 if it is none; of a BOOL, its bit. */
  readonly info: number
  readonly offset: number
}

/** Member information, then the name of the template and those of its members (p. 54). Throws `driver.reply_malformed`. */
export function decodeTemplate(data: Uint8Array, members: number): TemplateMember[] {
  const names = Buffer.from(data.subarray(8 * members))
    .toString('latin1')
    .split('\0')
  if (data.length < 8 * members || names.length <= members) throw malformed(`${members} members`, shown(data))
  const view = viewOf(data)
  return Array.from({ length: members }, (_, i) => ({
    name: names[i + 1]!,
    type: decodeSymbolType(view.getUint16(8 * i + 2, true)),
    info: view.getUint16(8 * i, true),
    offset: view.getUint32(8 * i + 4, true),
  }))
}
