import { type Format, parseFormat } from './format.ts'

/** What the standard says about one data identifier. */
export interface KnownItem {
  readonly format: Format
  /** Bytes of the item on the wire; more than the format's if a time stands behind the value. */
  readonly bytes: number
  /** When it happened, behind the value: maximum demands. */
  readonly time?: Format
  /** Its neighbours are read together by FFH in the second byte (DI1), in the order of that byte from here on. */
  readonly blockFrom?: number
}

const known = (text: string): Format => parseFormat(text)!
const item = (text: string): KnownItem => {
  const format = known(text)
  return { format, bytes: format.bytes }
}

/** Energies and demands with a sign: combined active, combined reactive 1 and 2, in total and by phase (annex A.1, A.2). */
const signedKinds = new Set([0x00, 0x03, 0x04, 0x17, 0x18, 0x2b, 0x2c, 0x3f, 0x40])
/** The last tariff that has an identifier of its own. */
const MOST_TARIFF = 0x3f
const MOST_PERIOD = 0x0c

/** DL/T 645-2007 annex A.3, the second byte from the top (DI2) of 02: variables of the phases. */
const variables: Readonly<Record<number, readonly [format: string, from: number]>> = {
  1: ['XXX.X', 1],
  2: ['-XXX.XXX', 1],
  3: ['-XX.XXXX', 0],
  4: ['-XX.XXXX', 0],
  5: ['-XX.XXXX', 0],
  6: ['-X.XXX', 0],
  7: ['XXX.X', 1],
  8: ['XX.XX', 1],
  9: ['XX.XX', 1],
}

/** Annex A.3, 02-80-00-xx. */
const others: readonly string[] = [
  '',
  'XXX.XXX',
  'XX.XX',
  '-XX.XXXX',
  '-XX.XXXX',
  '-XX.XXXX',
  'XX.XXXX',
  '-XXX.X',
  'XX.XX',
  'XX.XX',
  'XXXXXXXX',
]

/** Annex A.5, 04-00-xx-yy: parameters that most meters have. */
const parameters: Readonly<Record<number, string>> = {
  257: 'YYMMDDWW',
  258: 'hhmmss',
  259: 'NN',
  260: 'NN',
  261: 'XXXX',
  262: 'YYMMDDhhmm',
  263: 'YYMMDDhhmm',
  513: 'NN',
  514: 'NN',
  515: 'NN',
  516: 'NN',
  517: 'NNNN',
  518: 'NN',
  769: 'NN',
  770: 'NN',
  771: 'NN',
  772: 'NN',
  773: 'NN',
  1025: 'BCD6',
  1026: 'BCD6',
  1027: 'ASCII32',
  1028: 'ASCII6',
  1029: 'ASCII6',
  1030: 'ASCII6',
  1031: 'ASCII4',
  1032: 'ASCII4',
  1033: 'XXXXXX',
  1034: 'XXXXXX',
  1035: 'ASCII10',
  1036: 'ASCII10',
  1037: 'ASCII16',
  1281: 'bits2',
  1282: 'bits2',
  1283: 'bits2',
  1284: 'bits2',
  1285: 'bits2',
  1286: 'bits2',
  1287: 'bits2',
  1537: 'bits1',
  1538: 'bits1',
  1539: 'bits1',
}

/** The built-in formats of DL/T 645-2007; undefined for an identifier that needs one written behind it. */
export function known2007(identifier: number): KnownItem | undefined {
  const di3 = identifier >>> 24
  const di2 = (identifier >>> 16) & 0xff
  const di1 = (identifier >>> 8) & 0xff
  const di0 = identifier & 0xff
  const tariff = di1 <= MOST_TARIFF && di0 <= MOST_PERIOD
  if (di3 === 0x00 && tariff) {
    return { ...item(signedKinds.has(di2) ? '-XXXXXX.XX' : 'XXXXXX.XX'), blockFrom: 0 }
  }
  if (di3 === 0x01 && tariff) {
    const time = known('YYMMDDhhmm')
    const format = known(signedKinds.has(di2) ? '-XX.XXXX' : 'XX.XXXX')
    return { format, bytes: format.bytes + time.bytes, time, blockFrom: 0 }
  }
  if (di3 === 0x02) return variable(di2, di1, di0)
  if (di3 === 0x04 && di2 === 0) {
    const format = parameters[identifier & 0xffff]
    return format === undefined ? undefined : item(format)
  }
  return undefined
}

function variable(di2: number, di1: number, di0: number): KnownItem | undefined {
  const [format, from] = variables[di2] ?? []
  if (format !== undefined && from !== undefined) {
    return di0 === 0 && di1 >= from && di1 <= 3 ? { ...item(format), blockFrom: from } : undefined
  }
  // Harmonics: DI1 is the phase, DI0 the order.
  if (di2 === 0x0a || di2 === 0x0b) return di1 >= 1 && di1 <= 3 && di0 >= 1 && di0 <= 0x15 ? item('XX.XX') : undefined
  const other = di2 === 0x80 && di1 === 0 ? others[di0] : undefined
  return other ? item(other) : undefined
}

/** The built-in formats of DL/T 645-1997 annex A. */
export function known1997(identifier: number): KnownItem | undefined {
  const high = identifier >>> 8
  const low = identifier & 0xff
  const single = (low & 0x0f) !== 0x0f && low >> 4 !== 0x0f
  if ((high & 0xf0) === 0x90 && single) return item('XXXXXX.XX')
  if ((high & 0xf0) === 0xa0 && single) return item('XX.XXXX')
  if ((high === 0xb0 || high === 0xb1 || high === 0xb4 || high === 0xb5) && single) return item('MMDDhhmm')
  const format = formats1997[identifier]
  return format === undefined ? undefined : item(format)
}

const formats1997: Readonly<Record<number, string>> = {
  46609: 'XXXX',
  46610: 'XXXX',
  46611: 'XXXX',
  46625: 'XX.XX',
  46626: 'XX.XX',
  46627: 'XX.XX',
  46640: 'XX.XXXX',
  46641: 'XX.XXXX',
  46642: 'XX.XXXX',
  46643: 'XX.XXXX',
  46656: 'XX.XX',
  46657: 'XX.XX',
  46658: 'XX.XX',
  46659: 'XX.XX',
  46672: 'X.XXX',
  46673: 'X.XXX',
  46674: 'X.XXX',
  46675: 'X.XXX',
  49168: 'YYMMDDWW',
  49169: 'hhmmss',
  49184: 'bits1',
  49185: 'bits1',
  49202: 'BCD6',
}
