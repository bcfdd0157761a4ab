import type { DataType } from '@millrace/drivers'

/** A tag's address and type as a driver of ours has them, or in words why there are none. */
export type Translated = { readonly address: string; readonly type: DataType } | string

/** Settings of a node that change what its addresses mean. */
export interface NodeParams {
  /** `address_base`: 1 unless told. */
  readonly base: number
  /** Order of the bytes of 32- and 64-bit values whose address names none; undefined if it is none of ours. */
  readonly order32: string | undefined
  readonly order64: string | undefined
}
export const usualParams: NodeParams = { base: 1, order32: 'ABCD', order64: 'ABCD' }

const types: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['INT8', 'int8'],
  ['UINT8', 'uint8'],
  ['INT16', 'int16'],
  ['UINT16', 'uint16'],
  ['WORD', 'uint16'],
  ['INT32', 'int32'],
  ['UINT32', 'uint32'],
  ['DWORD', 'uint32'],
  ['INT64', 'int64'],
  ['UINT64', 'uint64'],
  ['LWORD', 'uint64'],
  ['FLOAT', 'float32'],
  ['DOUBLE', 'float64'],
  ['BIT', 'bool'],
  ['BOOL', 'bool'],
  ['STRING', 'string'],
])
const noType = (kind: string): string => `has the type ${kind || 'none'}: a point holds a number, a bool or a text`

const areas: Readonly<Record<string, string>> = { 0: 'coil', 1: 'discrete', 3: 'input', 4: 'holding' }
const orders: Readonly<Record<string, string>> = {
  LL: 'ABCD',
  LB: 'BADC',
  BL: 'CDAB',
  BB: 'DCBA',
  L: 'ABCD',
  B: 'DCBA',
}
const modbusTypes: readonly string[] = [
  'INT16',
  'UINT16',
  'INT32',
  'UINT32',
  'INT64',
  'UINT64',
  'FLOAT',
  'DOUBLE',
  'BIT',
  'STRING',
]

/** `SLAVE!ADDRESS[.BIT][#ENDIAN][.LEN[H][L][D][E]]`. */
export function modbusAddress(text: string, kind: string, { base, order32, order64 }: NodeParams): Translated {
  const [, unit, digit, number, rest = ''] = /^(\d{1,3})!(\d)(\d{1,6})(.*)$/.exec(text) ?? []
  const area = areas[digit ?? '']
  if (area === undefined) return `"${text.slice(0, 60)}" is no address such as 1!400001`
  const type = types.get(kind)
  if (type === undefined || !modbusTypes.includes(kind)) return noType(kind)
  const register = Number(number) - base
  if (register < 0) return `counts its registers from ${base}, and "${text.slice(0, 60)}" lies before them`
  const place = `${unit}:${area}:${register}`
  const isBits = area === 'coil' || area === 'discrete'
  if (kind === 'BIT') {
    const [, bit] = /^\.(\d{1,2})$/.exec(rest) ?? []
    if (isBits) return rest === '' ? { address: place, type } : `asks for a bit of what is a single one`
    return bit === undefined ? 'names no bit of its register' : { address: `${place}.${Number(bit)}`, type }
  }
  if (isBits) return `has the type ${kind} of what is a single bit`
  if (kind === 'STRING') {
    const [, bytes, form] = /^\.(\d{1,3})([HL]?)$/.exec(rest) ?? []
    if (bytes === undefined)
      return /^\.\d{1,3}[DE]$/.test(rest)
        ? 'holds one character in each register, which no text of ours does'
        : 'names no length such as .10 or .10H'
    return { address: `${place}/${Number(bytes)}${form === 'L' ? '@BADC' : ''}`, type }
  }
  const [, endian] = /^#([A-Z]{1,2})$/.exec(rest) ?? []
  if (rest !== '' && endian === undefined) return `ends with "${rest.slice(0, 20)}", which means nothing for ${kind}`
  if (kind === 'INT16' || kind === 'UINT16') {
    if (endian !== undefined && endian !== 'B' && endian !== 'L') return `has the order #${endian} of 16 bits`
    return { address: endian === 'B' ? `${place}@BADC` : place, type }
  }
  const isLong = ['INT64', 'UINT64', 'DOUBLE'].includes(kind)
  // One letter alone is an order of 64 bits only.
  const order =
    endian === undefined ? (isLong ? order64 : order32) : isLong || endian.length === 2 ? orders[endian] : undefined
  if (order === undefined)
    return `has the order ${endian === undefined ? 'of its node' : `#${endian}`}, which is none of ours`
  return { address: order === 'ABCD' ? place : `${place}@${order}`, type }
}

const letters: Readonly<Record<string, string>> = { I: 'I', O: 'Q', Q: 'Q', F: 'M', M: 'M' }
const widths: Readonly<Partial<Record<DataType, string>>> = {
  int8: 'B',
  uint8: 'B',
  int16: 'W',
  uint16: 'W',
  int32: 'D',
  uint32: 'D',
  float32: 'D',
  float64: 'D',
  int64: 'D',
  uint64: 'D',
}

/** `AREA ADDRESS[.BIT][.LEN][D]`: the type, not a letter, tells how wide a value is. */
export function s7Address(text: string, kind: string): Translated {
  const parts = /^(?:DB(\d{1,5})\.DB[BWDX]?|([IOQFMTC]))(\d{1,5})(?:\.(\d{1,3})(D?))?$/.exec(text.toUpperCase())
  if (!parts) return `"${text.slice(0, 60)}" is no address such as DB1.DBW2 or M4`
  const [, block, letter = '', byte, rest, wide] = parts
  const isText = kind === 'STRING' || kind === 'ARRAY_CHAR'
  const type = isText ? 'string' : types.get(kind)
  if (type === undefined) return noType(kind)
  if (letter === 'T' || letter === 'C') return { address: `${letter}${byte}`, type }
  const before = block === undefined ? letters[letter]! : `DB${block}.DB`
  if (isText) {
    if (rest === undefined) return 'names no length such as .20'
    const form = kind === 'ARRAY_CHAR' ? 'C' : wide === 'D' ? 'W' : ''
    return { address: `${before}B${byte}/${form}${Number(rest)}`, type }
  }
  if (type === 'bool') {
    if (rest === undefined) return 'names no bit of its byte'
    return { address: `${before}${block === undefined ? '' : 'X'}${byte}.${Number(rest)}`, type }
  }
  if (rest !== undefined) return `ends with ".${rest}", which means nothing for ${kind}`
  return { address: `${before}${widths[type]}${byte}`, type }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** `NS[x,y,z]!NODEID`. */
export function opcuaAddress(text: string, kind: string): Translated {
  const [, namespace, index, node = ''] = /^(\d{1,5})(?:\[([\d,]+)\])?!(.+)$/.exec(text) ?? []
  if (namespace === undefined)
    return /^(cond|alarm|method):/.test(text)
      ? 'is an alarm, a condition or a method, which is no value that is read'
      : `"${text.slice(0, 60)}" is no address such as 2!Device1.Tag1`
  const type = types.get(kind)
  if (type === undefined) return noType(kind)
  const range = index === undefined ? '' : `index=${index};`
  const identifier = /^\d{1,10}$/.test(node) ? `i=${node}` : GUID.test(node) ? `g=${node}` : `s=${node}`
  return { address: `${range}${namespace === '0' ? '' : `ns=${namespace};`}${identifier}`, type }
}
