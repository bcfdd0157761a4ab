import { Fault } from '@millrace/core'
import type { BrowseNode, BrowsePage, DataType } from '../kit/driver.ts'
import '../kit/faults.ts'
import { parseAddress } from './address.ts'
import type { PropertyResult } from './codec.ts'
import { unitText } from './names.ts'
import type { PropertyReader } from './reader.ts'

const DEVICE = 8
const OBJECT_LIST = 76
const OBJECT_NAME = 77
const UNITS = 117
/** Properties of one request. */
const MOST = 30

/** How present values of an object type are held best, and whether they are made to be written. */
const kinds: Readonly<Record<number, { readonly type: DataType; readonly access: 'r' | 'rw'; readonly unit?: true }>> =
  {
    0: { type: 'float32', access: 'r', unit: true },
    1: { type: 'float32', access: 'rw', unit: true },
    2: { type: 'float32', access: 'rw', unit: true },
    3: { type: 'bool', access: 'r' },
    4: { type: 'bool', access: 'rw' },
    5: { type: 'bool', access: 'rw' },
    12: { type: 'float32', access: 'r' },
    13: { type: 'uint32', access: 'r' },
    14: { type: 'uint32', access: 'rw' },
    19: { type: 'uint32', access: 'rw' },
    23: { type: 'uint32', access: 'r', unit: true },
    24: { type: 'float32', access: 'r', unit: true },
    39: { type: 'string', access: 'rw' },
    40: { type: 'string', access: 'rw' },
    45: { type: 'int32', access: 'rw', unit: true },
    46: { type: 'float64', access: 'rw', unit: true },
    48: { type: 'uint32', access: 'rw', unit: true },
  }

/** The objects of the device in the order of its object list; the cursor is the place in it. */
export async function browse(
  reader: PropertyReader,
  device: number,
  { parent, cursor, limit }: { readonly parent: string | undefined; readonly cursor?: string; readonly limit: number },
  signal: AbortSignal,
): Promise<BrowsePage> {
  // Objects have nothing below them.
  if (parent !== undefined) return { nodes: [] }
  const list = { objectType: DEVICE, instance: device, property: OBJECT_LIST }
  // Element by element: as a whole the list of a large device would need segments.
  const [count] = await reader.readAll([{ ...list, index: 0 }], signal)
  const total = Number(firstOf(count))
  if (!Number.isInteger(total) || total < 0)
    throw new Fault('driver.reply_malformed', {
      expected: 'the length of the object list',
      seen: String(firstOf(count)),
    })
  const start = cursor === undefined ? 1 : Number.parseInt(cursor, 10)
  const end = Math.min(total, start + limit - 1)
  const addresses: string[] = []
  for (let from = start; from <= end; from += MOST) {
    const indices = Array.from({ length: Math.min(MOST, end - from + 1) }, (_, i) => ({ ...list, index: from + i }))
    for (const result of await reader.readAll(indices, signal)) {
      const object = firstOf(result)
      if (typeof object === 'string') addresses.push(object)
    }
  }
  const nodes = await describe(reader, addresses, signal)
  return end < total ? { nodes, cursor: String(end + 1) } : { nodes }
}

async function describe(
  reader: PropertyReader,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<BrowseNode[]> {
  const nodes: BrowseNode[] = []
  for (let from = 0; from < addresses.length; from += MOST / 2) {
    const run = addresses.slice(from, from + MOST / 2)
    const references = run.flatMap((address) => {
      const { objectType, instance } = parseAddress(address)
      const name = { objectType, instance, property: OBJECT_NAME }
      return kinds[objectType]?.unit ? [name, { ...name, property: UNITS }] : [name]
    })
    const results = (await reader.readAll(references, signal)).values()
    for (const address of run) {
      const kind = kinds[parseAddress(address).objectType]
      const name = firstOf(results.next().value)
      const unit = kind?.unit ? unitText(Number(firstOf(results.next().value))) : undefined
      nodes.push({
        address: kind ? address : `${address}.object-name`,
        name: typeof name === 'string' ? name : address,
        kind: 'tag',
        type: kind?.type ?? 'string',
        access: kind?.access ?? 'r',
        ...(unit === undefined ? {} : { unit }),
        hasChildren: false,
      })
    }
  }
  return nodes
}

function firstOf(result: PropertyResult | undefined): unknown {
  return result && 'values' in result ? result.values[0]?.value : undefined
}
