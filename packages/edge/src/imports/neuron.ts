import { checkUnit, Fault } from '@millrace/core'
import {
  cutDescription,
  deviceName,
  type Imported,
  type ImportedDevice,
  type ImportedPoint,
  Names,
  periodOf,
  type Refused,
} from './imported.ts'
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from './json-values.ts'
import {
  modbusAddress,
  type NodeParams,
  opcuaAddress,
  s7Address,
  type Translated,
  usualParams,
} from './neuron-addresses.ts'
import { lineOfNode, paramsOf } from './neuron-nodes.ts'
import { cellOf, type Table } from './table.ts'

/** Numbers of Neuron's types (its API, "Data Types"). */
const kinds: Readonly<Record<number, string>> = {
  1: 'INT8',
  2: 'UINT8',
  3: 'INT16',
  4: 'UINT16',
  5: 'INT32',
  6: 'UINT32',
  7: 'INT64',
  8: 'UINT64',
  9: 'FLOAT',
  10: 'DOUBLE',
  11: 'BIT',
  12: 'BOOL',
  13: 'STRING',
  14: 'BYTES',
  16: 'WORD',
  17: 'DWORD',
  18: 'LWORD',
  22: 'ARRAY_CHAR',
  40: 'JSON',
}
const attributes = { read: 1, write: 2, subscribe: 4, static: 8 } as const
/** Kind of a node that is an application. */
const APPLICATION = 2

interface Tag {
  readonly place: string
  readonly group: string
  readonly interval: unknown
  readonly name: string
  readonly address: string
  readonly attribute: number
  readonly kind: string
  readonly description: string
  readonly decimal: number | undefined
  readonly bias: number | undefined
  readonly unit: string
  /** Why its row is none. */
  readonly odd?: string
}

interface Node {
  readonly name: string
  readonly driver: string
  readonly params: NodeParams
}

/** Whether a row names the columns of a list of tags. */
export const isTagsHead = (names: readonly string[]): boolean =>
  ['group', 'name', 'address', 'attribute', 'type'].every((name) => names.includes(name))

/** A list of tags, as Neuron's pages import and export it (Excel, and as CSV). It does not tell the driver. */
export function fromNeuronTable(table: Table, driver: string, name: string): Imported {
  const tags = table.rows.map((row): Tag => {
    const odd = table.names.map((column) => cellOf(table, row, column).odd).find((reason) => reason !== undefined)
    const cell = (column: string): string => cellOf(table, row, column).text
    return {
      place: table.place(row.line),
      group: cell('group'),
      interval: cell('interval'),
      name: cell('name'),
      address: cell('address'),
      attribute: attributeOf(cell('attribute')),
      kind: kindOf(cell('type')),
      description: cell('description'),
      decimal: numberOf(cell('decimal')),
      bias: numberOf(cell('bias')),
      unit: cell('unit'),
      ...(odd === undefined ? {} : { odd }),
    }
  })
  const refused: Refused[] = table.findings.map(({ line, reason }) => ({
    place: table.place(line),
    what: 'row',
    reason,
  }))
  return finished([{ node: { name, driver, params: usualParams }, connection: {}, tags }], refused, [...table.notes])
}

/**
 * JSON of Neuron's API: `nodes` with their `groups` (`/api/v2/global/drivers`), the global configuration (`nodes`, `groups`,
 * `tags`, `settings` beside one another), or the `tags` of one group (`/api/v2/tags`), which do not tell the driver.
 */
export function fromNeuronJson(config: JsonObject, driver: string | undefined, name: string): Imported {
  const refused: Refused[] = []
  const notes: string[] = []
  if (!Array.isArray(config['nodes'])) {
    const tags = tagsOf(config, 'tags', { group: textOf(config['group']), interval: undefined })
    const node = { name: textOf(config['node']) || name, driver: driver ?? '', params: usualParams }
    return finished([{ node, connection: {}, tags }], refused, notes)
  }
  const found: Found[] = []
  for (const [i, node] of objectsOf(config['nodes']).entries()) {
    const place = `nodes[${i}]`
    if (numberOf(node['type']) === APPLICATION) continue
    const called = textOf(node['name']) || place
    const settings = objectsOf(config['settings']).find((one) => textOf(one['node']) === textOf(node['name']))
    const params = objectOf(node['params'] ?? settings?.['params'])
    const tags = tagsOfNode(config, node, place)
    const line = lineOfNode(textOf(node['plugin'] ?? node['plugin_name']), params, notes)
    if (typeof line === 'string') refused.push({ place, what: called, reason: line, count: Math.max(1, tags.length) })
    else
      found.push({
        node: { name: called, driver: line.driver, params: paramsOf(params) },
        connection: line.connection,
        tags,
      })
  }
  return finished(found, refused, notes)
}

function tagsOfNode(config: JsonObject, node: JsonObject, place: string): Tag[] {
  const own = objectsOf(node['groups']).flatMap((group, k) =>
    tagsOf(group, `${place}.groups[${k}].tags`, {
      group: textOf(group['name'] ?? group['group']),
      interval: group['interval'],
    }),
  )
  const name = textOf(node['name'])
  const groups = objectsOf(config['groups']).filter((group) => textOf(group['driver']) === name)
  const beside = objectsOf(config['tags']).flatMap((list, k) => {
    if (textOf(list['driver']) !== name) return []
    const group = textOf(list['group'])
    const interval = groups.find((one) => textOf(one['group']) === group)?.['interval']
    return tagsOf(list, `tags[${k}].tags`, { group, interval })
  })
  return [...own, ...beside]
}

function tagsOf(holder: JsonObject, place: string, { group, interval }: Pick<Tag, 'group' | 'interval'>): Tag[] {
  return objectsOf(holder['tags']).map((tag, i) => ({
    place: `${place}[${i}]`,
    group,
    interval,
    name: textOf(tag['name']),
    address: textOf(tag['address']),
    attribute: attributeOf(tag['attribute']),
    kind: kindOf(tag['type']),
    description: textOf(tag['description']),
    decimal: numberOf(tag['decimal']),
    bias: numberOf(tag['bias']),
    unit: textOf(tag['unit']),
  }))
}

interface Found {
  readonly node: Node
  readonly connection: Readonly<Record<string, unknown>>
  readonly tags: readonly Tag[]
}

function finished(found: readonly Found[], refused: Refused[], notes: string[]): Imported {
  const names = new Names('device')
  const devices = found.map(
    ({ node, connection, tags }): ImportedDevice => ({
      name: names.take(deviceName(node.name)),
      driver: node.driver,
      connection,
      points: pointsOf(node, tags, refused),
    }),
  )
  return { format: 'tags of Neuron', devices, refused, notes }
}

function pointsOf(node: Node, tags: readonly Tag[], refused: Refused[]): ImportedPoint[] {
  const names = new Names('tag')
  const points: ImportedPoint[] = []
  for (const tag of tags) {
    const reason = refusalOf(tag)
    const translated = reason ?? translate(node, tag)
    if (typeof translated === 'string') {
      refused.push({
        place: tag.place,
        what: tag.group === '' ? tag.name : `${tag.group}/${tag.name}`,
        reason: translated,
      })
      continue
    }
    const { description, unit, decimal, bias } = tag
    const isNumber = translated.type !== 'bool' && translated.type !== 'string'
    const ucum = isNumber && isUnit(unit)
    const words = ucum || unit === '' ? description : `${description} [${unit}]`.trim()
    const period = periodOf(tag.interval)
    const scale = { ...(decimal ? { factor: decimal } : {}), ...(bias ? { offset: bias } : {}) }
    points.push({
      settings: {
        name: names.take(tag.group === '' ? tag.name : `${tag.group}/${tag.name}`),
        ...translated,
        ...(ucum ? { unit } : {}),
        ...(period === undefined ? {} : { periodMs: period }),
        ...(tag.attribute & attributes.write ? { access: 'rw' as const } : {}),
        ...(isNumber && Object.keys(scale).length > 0 ? { scale } : {}),
        ...(words === '' ? {} : { description: cutDescription(words) }),
      },
      place: tag.place,
      ...(/\p{Script=Han}/u.test(words) ? { zh: words } : {}),
    })
  }
  return points
}

function refusalOf({ odd, name, attribute }: Tag): string | undefined {
  if (odd !== undefined) return odd
  if (name === '') return 'has no name'
  if (attribute & attributes.static) return 'is a constant of Neuron, nothing that a device holds'
  if (attribute & (attributes.read | attributes.subscribe)) return undefined
  return attribute & attributes.write
    ? 'is only written: a point is read, too'
    : 'has no attribute read, write or subscribe'
}

function translate({ driver, params }: Node, { address, kind }: Tag): Translated {
  if (driver.startsWith('modbus')) return modbusAddress(address, kind, params)
  if (driver === 's7') return s7Address(address, kind)
  if (driver === 'opcua') return opcuaAddress(address, kind)
  return `is an address for a driver of Neuron's that is not translated to ${driver}`
}

/** 3, `Read Write` or `read,write`. */
function attributeOf(value: unknown): number {
  const number = numberOf(value)
  if (number !== undefined) return number & 0xff
  const words = textOf(value).toLowerCase()
  return Object.entries(attributes).reduce((sum, [word, bit]) => (words.includes(word) ? sum | bit : sum), 0)
}

function kindOf(value: unknown): string {
  const number = numberOf(value)
  return number === undefined ? textOf(value).toUpperCase() : (kinds[number] ?? `number ${number}`)
}

function isUnit(unit: string): boolean {
  if (unit === '') return false
  try {
    checkUnit(unit)
    return true
  } catch (reason) {
    if (reason instanceof Fault) return false
    throw reason
  }
}
