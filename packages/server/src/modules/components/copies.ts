import type { TenantTx } from '../../database/index.ts'
import { isService } from './form.ts'
import type { Body } from './schema.ts'
import { type VersionRow, versionOf } from './store.ts'

const NAMED = /^([a-z][a-z0-9_-]{0,39})@(\d{1,7})$/
/** Of one document, those inside others among them. */
const MOST = 100

type Drawn = Readonly<Record<string, unknown>>

/** Components that a graph names, in its subflows as well; of whatever was drawn. */
export function namedIn(graph: Drawn): Set<string> {
  const names = new Set<string>()
  const look = (drawn: unknown): void => {
    const nodes = (drawn as { readonly nodes?: unknown } | null)?.nodes
    if (!Array.isArray(nodes)) return
    for (const node of nodes as ({ type?: unknown; settings?: { component?: unknown } | null } | null)[])
      if (node?.type === 'component' && typeof node.settings?.component === 'string') names.add(node.settings.component)
  }
  look(graph)
  const { subflows } = graph
  if (typeof subflows === 'object' && subflows !== null) for (const one of Object.values(subflows)) look(one)
  return names
}

/** The version that `name@number` is, where it is published. */
export async function publishedAs(tx: TenantTx, text: string): Promise<VersionRow | undefined> {
  const [, name, number] = NAMED.exec(text) ?? []
  const row = name === undefined ? undefined : await versionOf(tx, name, Number(number))
  return row?.stage === 'published' ? row : undefined
}

/** Copies of the components that a graph names, and of those inside them. What there is not is left out, and told by the check. */
export async function copiesFor(tx: TenantTx, graph: Drawn): Promise<Record<string, Body>> {
  const copies: Record<string, Body> = {}
  const open = [...namedIn(graph)]
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (Object.hasOwn(copies, text) || Object.keys(copies).length >= MOST) continue
    const body = (await publishedAs(tx, text))?.body
    // A service is called, and stands in nothing.
    if (body === undefined || isService(body)) continue
    copies[text] = body
    open.push(...namedIn(body))
  }
  return copies
}

/** As it is drawn: components by name alone. */
export function withoutCopies(document: Record<string, unknown>): Record<string, unknown> {
  const { components: _, ...drawn } = document
  return drawn
}
