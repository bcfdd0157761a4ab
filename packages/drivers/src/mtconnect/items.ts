import { Fault } from '@millrace/core'
import type { BrowseNode, BrowsePage } from '../kit/driver.ts'
import { parseAddress } from './address.ts'
import type { Component, DataItem } from './codec.ts'
import { typeOf, unitOf } from './values.ts'
import './faults.ts'

/** The data items of an agent, by id and by name. */
export class DataItems {
  readonly devices: readonly Component[]

  constructor(devices: readonly Component[]) {
    this.devices = devices
  }

  /** Ids go before names. Throws `mtconnect.item_unknown`, also where a name is that of several. */
  find(address: string, only?: string): DataItem {
    const { device = only, item } = parseAddress(address)
    const devices = device === undefined ? this.devices : this.devices.filter((one) => isCalled(one, device))
    const items = devices.flatMap(itemsOf)
    const found = items.filter(({ id }) => id === item)
    if (found.length === 0) found.push(...items.filter(({ name }) => name === item))
    if (found.length === 1) return found[0]!
    throw new Fault('mtconnect.item_unknown', {
      address,
      seen: found.length === 0 ? 'none' : `${found.length} of them`,
    })
  }
}

const isCalled = ({ id, name, uuid }: Component, device: string): boolean => [id, name, uuid].includes(device)

const itemsOf = ({ items, components }: Component): DataItem[] => [...items, ...components.flatMap(itemsOf)]

/** Devices, then their components; the address of a folder is the ids on the way to it. */
export function browseItems(
  devices: readonly Component[],
  parent: string | undefined,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): BrowsePage {
  const nodes = parent === undefined ? devices.map((device) => folderOf(device, '')) : nodesOf(devices, parent)
  const start = Number(cursor ?? 0)
  const end = start + limit
  return { nodes: nodes.slice(start, end), ...(end < nodes.length ? { cursor: String(end) } : {}) }
}

function nodesOf(devices: readonly Component[], parent: string): BrowseNode[] {
  let level = devices
  let place: Component | undefined
  for (const id of parent.split('/')) {
    place = level.find((one) => one.id === id)
    if (!place) throw new Fault('mtconnect.item_unknown', { address: parent, seen: 'none' })
    level = place.components
  }
  return [...place!.items.map(tagOf), ...level.map((component) => folderOf(component, `${parent}/`))]
}

function folderOf({ id, name, element, items, components }: Component, before: string): BrowseNode {
  return {
    address: `${before}${id}`,
    name: name === id ? `${element} ${id}` : name,
    kind: 'folder',
    hasChildren: items.length + components.length > 0,
  }
}

function tagOf(item: DataItem): BrowseNode {
  const unit = unitOf(item)
  return {
    address: item.id,
    name: item.name ?? `${item.type} ${item.id}`,
    kind: 'tag',
    type: typeOf(item),
    access: 'r',
    ...(unit === undefined ? {} : { unit }),
    hasChildren: false,
  }
}
