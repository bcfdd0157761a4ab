import { isDeepStrictEqual } from 'node:util'
import type { Differences, Document } from './schema.ts'

interface Node {
  readonly id: string
  readonly [field: string]: unknown
}
interface End {
  readonly node: string
  readonly port: string
}

const listOf = (document: Document, name: string): readonly Record<string, unknown>[] => {
  const list = document[name]
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}
const nodesOf = (document: Document): ReadonlyMap<string, Node> =>
  new Map(listOf(document, 'nodes').map((node) => [String(node['id']), node as Node]))
const endOf = (end: unknown): string => {
  const { node = '', port = '' } = (end ?? {}) as Partial<End>
  return `${node}.${port}`
}
const wiresOf = (document: Document): ReadonlyMap<string, { from: string; to: string }> =>
  new Map(
    listOf(document, 'wires').map(({ from, to }) => {
      const wire = { from: endOf(from), to: endOf(to) }
      return [`${wire.from} ${wire.to}`, wire]
    }),
  )

type Fields = Differences['nodes'][number]['fields']

/** Settings one by one; where it lies on the sheet is no field. */
function fieldsOf(before: Node, after: Node): Fields {
  const flat = ({ id: _, at: __, settings, ...rest }: Node): Record<string, unknown> => ({
    ...rest,
    ...Object.fromEntries(
      Object.entries((settings ?? {}) as object).map(([name, value]) => [`settings.${name}`, value]),
    ),
  })
  const [a, b] = [flat(before), flat(after)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((field) =>
    isDeepStrictEqual(a[field], b[field])
      ? []
      : [{ field, ...(field in a ? { before: a[field] } : {}), ...(field in b ? { after: b[field] } : {}) }],
  )
}

/** Told one by one; a copy of a component by the node that names another. */
const told = new Set(['nodes', 'wires', 'components'])

/** What differs between two documents, node by node, so that both can be drawn in one picture. */
export function differencesOf(a: Document, b: Document): Differences {
  const [before, after] = [nodesOf(a), nodesOf(b)]
  const nodes: Differences['nodes'] = []
  for (const [id, node] of before) {
    const now = after.get(id)
    if (!now) {
      nodes.push({ node: id, is: 'removed', fields: [], moved: false })
      continue
    }
    const fields = fieldsOf(node, now)
    const moved = !isDeepStrictEqual(node['at'], now['at'])
    if (fields.length > 0 || moved) nodes.push({ node: id, is: 'changed', fields, moved })
  }
  for (const id of after.keys()) if (!before.has(id)) nodes.push({ node: id, is: 'added', fields: [], moved: false })
  const [had, has] = [wiresOf(a), wiresOf(b)]
  const wires: Differences['wires'] = []
  for (const [key, wire] of had) if (!has.has(key)) wires.push({ is: 'removed', ...wire })
  for (const [key, wire] of has) if (!had.has(key)) wires.push({ is: 'added', ...wire })
  const others = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (part) => !told.has(part) && !isDeepStrictEqual(a[part], b[part]),
  )
  return { a, b, nodes, wires, others }
}
