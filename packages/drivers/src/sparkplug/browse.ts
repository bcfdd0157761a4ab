import type { HostNode } from '@millrace/wire'
import type { BrowseNode, BrowsePage } from '../kit/driver.ts'
import { dataTypes } from './values.ts'

/** What births have told: devices, and the metrics of the node or of one device. */
export function browseBirths(
  session: HostNode,
  parent: string | undefined,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): BrowsePage {
  const { devices, table } = session
  const folders: BrowseNode[] =
    parent === undefined ? [...devices].map((name) => ({ address: name, name, kind: 'folder', hasChildren: true })) : []
  const metrics = table.definitions
    .filter(({ device }) => device === parent)
    .map(({ device, name, type }): BrowseNode => {
      const known = dataTypes[type]
      return {
        address: device === undefined ? (name.includes(':') ? `:${name}` : name) : `${device}:${name}`,
        name,
        kind: 'tag',
        hasChildren: false,
        ...(known ? { type: known } : {}),
      }
    })
  const all = [...folders, ...metrics]
  const from = Number(cursor ?? 0)
  const to = from + limit
  return { nodes: all.slice(from, to), ...(to < all.length ? { cursor: String(to) } : {}) }
}
