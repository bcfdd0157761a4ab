import type { DataType } from '@millrace/drivers'
import {
  deviceName,
  type Imported,
  type ImportedDevice,
  type ImportedPoint,
  Names,
  periodOf,
  type Refused,
} from './imported.ts'
import { isObject, type JsonObject, numberOf, objectOf, objectsOf, textOf } from './json-values.ts'
import { placeOfRow } from './thingsboard-values.ts'

/** Function codes that read, and the table that each reads. */
const areas: Readonly<Record<number, string>> = { 1: 'coil', 2: 'discrete', 3: 'holding', 4: 'input' }
/** Function codes that write, and the one that reads the same table. */
const readerOf: Readonly<Record<number, number>> = { 5: 1, 15: 1, 6: 3, 16: 3 }
const sized: ReadonlyMap<string, string> = new Map([
  ['int', 'int'],
  ['long', 'int'],
  ['integer', 'int'],
  ['uint', 'uint'],
  ['float', 'float'],
  ['double', 'float'],
])
const types: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['8int', 'int8'],
  ['8uint', 'uint8'],
  ['16int', 'int16'],
  ['16uint', 'uint16'],
  ['32int', 'int32'],
  ['32uint', 'uint32'],
  ['32float', 'float32'],
  ['64int', 'int64'],
  ['64uint', 'uint64'],
  ['64float', 'float64'],
])
const MOST_REGISTER_BITS = 16
const MOST_COILS = 8
const parities: ReadonlyMap<string, string> = new Map([
  ['N', 'none'],
  ['E', 'even'],
  ['O', 'odd'],
])

/** A row's value: where it lies and what it is. */
interface Reading {
  readonly address: string
  readonly type: DataType
}

/** Settings that the old format has once for all devices. */
const shared = ['host', 'port', 'type', 'method', 'byteOrder', 'wordOrder', 'baudrate'] as const

/**
 * Modbus connector of the ThingsBoard IoT Gateway, `modbus.json`: `master.slaves` (3.0 and later) or `server.devices`
 * (before). What the gateway itself offers as a slave is no device and left out.
 */
export function fromThingsBoardModbus(config: JsonObject): Imported {
  const master = objectOf(config['master'])
  const server = objectOf(config['server'])
  const isOld = !Array.isArray(master['slaves'])
  const list = isOld ? objectsOf(server['devices']) : objectsOf(master['slaves'])
  const at = isOld ? 'server.devices' : 'master.slaves'
  const names = new Names('device')
  const refused: Refused[] = []
  const notes: string[] = []
  const devices: ImportedDevice[] = []
  for (const [i, own] of list.entries()) {
    const usual = isOld ? Object.fromEntries(shared.map((name) => [name, server[name]])) : {}
    const slave = { ...usual, ...own }
    const place = `${at}[${i}]`
    const name = names.take(deviceName(textOf(slave['deviceName'])) || place)
    const line = lineOf(slave)
    const count = rowsOf(slave).length
    if (typeof line === 'string') refused.push({ place, what: name, reason: line, count: Math.max(1, count) })
    else devices.push({ name, ...line, points: pointsOf(slave, place, refused, notes) })
  }
  return { format: 'Modbus connector of ThingsBoard', devices, refused, notes }
}

const sections = ['attributes', 'timeseries'] as const
type Row = { readonly section: string; readonly at: number; readonly row: JsonObject }

const rowsOf = (slave: JsonObject): Row[] =>
  sections.flatMap((section) => objectsOf(slave[section]).map((row, at) => ({ section, at, row })))

/** Driver and connection, or why there is none. */
function lineOf(slave: JsonObject): Pick<ImportedDevice, 'driver' | 'connection'> | string {
  const kind = textOf(slave['type']).toLowerCase() || 'tcp'
  const method = textOf(slave['method']).toLowerCase()
  const unit = numberOf(slave['unitId'])
  const wordOrder = orderOf(slave)
  const common = { ...(unit === undefined ? {} : { unit }), ...(wordOrder === 'ABCD' ? {} : { wordOrder }) }
  if (isObject(slave['tls']) && Object.keys(slave['tls']).length > 0)
    return 'speaks Modbus over TLS, which no driver of ours does'
  const driver = method === 'rtu' ? 'modbus-rtu' : method === 'ascii' ? 'modbus-ascii' : undefined
  if (kind === 'serial') {
    const parity = parities.get(textOf(slave['parity']).toUpperCase() || 'N')
    return {
      driver: driver ?? 'modbus-rtu',
      connection: {
        port: textOf(slave['port']),
        baudRate: numberOf(slave['baudrate']) ?? 19_200,
        dataBits: numberOf(slave['bytesize']) ?? 8,
        ...(parity === undefined ? {} : { parity }),
        stopBits: numberOf(slave['stopbits']) ?? 1,
        ...common,
      },
    }
  }
  if (kind !== 'tcp') return `is reached over ${kind}, which no driver of ours does`
  const place = { host: textOf(slave['host']), port: numberOf(slave['port']) ?? 502 }
  if (driver !== undefined) return { driver, connection: { tunnel: place, ...common } }
  return { driver: 'modbus-tcp', connection: { ...place, ...common } }
}

/** The gateway takes both for LITTLE where nothing is said. */
const isLittle = (slave: JsonObject, name: string): boolean => (textOf(slave[name]) || 'LITTLE').toUpperCase() !== 'BIG'

function orderOf(slave: JsonObject): 'ABCD' | 'CDAB' | 'BADC' | 'DCBA' {
  const [bytes, words] = [isLittle(slave, 'byteOrder'), isLittle(slave, 'wordOrder')]
  if (bytes) return words ? 'DCBA' : 'BADC'
  return words ? 'CDAB' : 'ABCD'
}

function pointsOf(slave: JsonObject, place: string, refused: Refused[], notes: string[]): ImportedPoint[] {
  const swapped = isLittle(slave, 'byteOrder')
  const written = writtenPlaces(slave)
  const points: ImportedPoint[] = []
  const names = new Names('point')
  const known = new Set<string>()
  const read = new Set<string>()
  for (const { section, at, row } of rowsOf(slave)) {
    const where = placeOfRow(place, section, at)
    const tag = textOf(row['tag'])
    const reading = readingOf(row, swapped)
    if (typeof reading === 'string') {
      refused.push({ place: where, what: tag, reason: reading })
      continue
    }
    const register = registerOf(numberOf(row['functionCode'])!, row['address'])
    read.add(register)
    const period = periodOf(slave['pollPeriod'] ?? slave[`${section}PollPeriod`])
    const scale = scaleOf(row, reading.type)
    const twin = JSON.stringify([tag, reading, scale])
    // Many give a value both as an attribute and as a time series: it is one point.
    if (known.has(twin)) {
      notes.push(`${where} ${tag} is what another row of its device is already`)
      continue
    }
    known.add(twin)
    const states = statesOf(row['variants'])
    points.push({
      settings: {
        name: names.take(tag),
        ...reading,
        ...(period === undefined ? {} : { periodMs: period }),
        ...(written.has(register) ? { access: 'rw' as const } : {}),
        ...(scale ? { scale } : {}),
      },
      place: where,
      ...(states ? { states } : {}),
    })
  }
  refuseWrites(slave, place, read, refused)
  return points
}

const registerOf = (reader: number, address: unknown): string => `${reader}:${textOf(address)}`

const writing = ['attributeUpdates', 'rpc'] as const
/** RPC is a list, or in files of the old format an object by method. */
const writesOf = (slave: JsonObject, section: string): readonly JsonObject[] =>
  isObject(slave[section]) ? objectsOf(Object.values(slave[section])) : objectsOf(slave[section])

function writtenPlaces(slave: JsonObject): ReadonlySet<string> {
  const places = new Set<string>()
  for (const row of writing.flatMap((section) => writesOf(slave, section))) {
    const reader = readerOf[numberOf(row['functionCode']) ?? 0]
    if (reader !== undefined) places.add(registerOf(reader, row['address']))
  }
  return places
}

/** What is written or asked for, and read by no row, has no point that it could be a right of. */
function refuseWrites(slave: JsonObject, place: string, read: ReadonlySet<string>, refused: Refused[]): void {
  for (const section of writing) {
    for (const [at, row] of writesOf(slave, section).entries()) {
      const code = numberOf(row['functionCode']) ?? 0
      if (read.has(registerOf(readerOf[code] ?? code, row['address']))) continue
      const reason =
        readerOf[code] === undefined
          ? 'is read only when it is asked for; add a point if it is to be read'
          : 'is written and read by no row; add a point with access rw if the device lets it be read'
      refused.push({ place: placeOfRow(place, section, at), what: textOf(row['tag']), reason })
    }
  }
}

/** Address and type of a row, or why there are none. */
function readingOf(row: JsonObject, swapped: boolean): Reading | string {
  const code = numberOf(row['functionCode'])
  const area = areas[code ?? 0]
  if (area === undefined) return `has no function code that reads (1 to 4): ${textOf(row['functionCode']) || 'none'}`
  const address = numberOf(row['address'])
  if (textOf(row['address']).includes('-')) return 'reads a range of addresses; each needs a row'
  if (address === undefined || !Number.isInteger(address)) return `has no address but "${textOf(row['address'])}"`
  const count = numberOf(row['objectsCount'] ?? row['registersCount'] ?? row['registerCount']) ?? 1
  const kind = textOf(row['type']).toLowerCase()
  const isBits = kind === 'bit' || kind === 'bits'
  if (area === 'coil' || area === 'discrete')
    return isBits ? coilOf(area, address, count, row) : `has the type ${kind} of what are single bits`
  if (isBits) return registerBitOf(area, address, count, row)
  if (kind === 'string') return { address: `${area}:${address}/${count * 2}`, type: 'string' }
  if (kind === 'bytes') return 'has the type bytes: a point holds a number, a bool or a text'
  const type = types.get(sized.has(kind) ? `${count * 16}${sized.get(kind)}` : kind)
  if (type === undefined) return `has the type ${kind || 'none'} of ${count} registers, which no point has`
  // The gateway takes the high byte of a register for a value of 8 bits, whatever the order.
  if (type === 'int8' || type === 'uint8') return { address: `${area}:${address}@BADC`, type }
  const single = type === 'int16' || type === 'uint16'
  return { address: `${area}:${address}${single && swapped ? '@BADC' : ''}`, type }
}

const listed = 'is a list of bits; give each a row of its own'

/** The gateway turns the coils of one row around: the last one is the first of its list. */
function coilOf(area: string, address: number, count: number, row: JsonObject): Reading | string {
  const bit = numberOf(row['bit'])
  if (count > MOST_COILS) return `reads ${count} bits at a time; give each a row of its own`
  if (bit === undefined && count !== 1) return listed
  const index = Math.min(bit ?? 0, count - 1)
  return { address: `${area}:${address + count - 1 - index}`, type: 'bool' }
}

/** Its list begins with the 8 bits of the high byte, each byte from its lowest bit, and `objectsCount` are left at its end. */
function registerBitOf(area: string, address: number, count: number, row: JsonObject): Reading | string {
  const bit = numberOf(row['bit'])
  if (count > MOST_REGISTER_BITS) return `reads ${count} bits of one register`
  if (bit === undefined && count !== 1) return listed
  const index = MOST_REGISTER_BITS - count + Math.min(bit ?? 0, count - 1)
  return { address: `${area}:${address}.${index < 8 ? index + 8 : index - 8}`, type: 'bool' }
}

function scaleOf(row: JsonObject, type: DataType): { factor: number } | undefined {
  const [divider, multiplier] = [numberOf(row['divider']), numberOf(row['multiplier'])]
  if (type === 'bool' || type === 'string') return undefined
  if (divider) return divider === 1 ? undefined : { factor: Number((1 / divider).toPrecision(15)) }
  return multiplier && multiplier !== 1 ? { factor: multiplier } : undefined
}

function statesOf(variants: unknown): Readonly<Record<string, string>> | undefined {
  if (!isObject(variants)) return undefined
  const states = Object.entries(variants).filter(([value]) => /^-?\d{1,15}$/.test(value))
  return states.length > 0 ? Object.fromEntries(states.map(([value, word]) => [value, textOf(word)])) : undefined
}
