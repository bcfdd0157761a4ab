import { Fault } from '@millrace/core'
import type { Varbind } from 'net-snmp'
import type { BrowseNode, BrowsePage } from '../kit/driver.ts'
import { parseSubtree } from './address.ts'
import { Asn, readStatus, shapeOf } from './codec.ts'
import './faults.ts'
import { nameOf, subtrees } from './names.ts'
import type { SnmpSession } from './session.ts'

/** Objects of one get-bulk; an agent gives fewer if they do not fit. */
const MOST_REPETITIONS = 25

/** The known subtrees, or the object instances below a parent in their order; the cursor is the last OID. */
export async function browse(
  session: SnmpSession,
  parent: string | undefined,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  signal: AbortSignal,
): Promise<BrowsePage> {
  if (parent === undefined) return folders(cursor, limit)
  const root = parseSubtree(parent)
  const nodes: BrowseNode[] = []
  let last = cursor === undefined ? root : parseSubtree(cursor)
  let repetitions = MOST_REPETITIONS
  while (nodes.length < limit) {
    let found: readonly Varbind[]
    try {
      const { errorStatus, varbinds } = await session.next(last, Math.min(repetitions, limit - nodes.length), signal)
      if (errorStatus !== 0)
        throw new Fault('driver.reply_malformed', {
          expected: `the objects after ${last}`,
          seen: `an error of status 0x${readStatus(errorStatus).toString(16)}`,
        })
      found = varbinds
    } catch (reason) {
      if (!(reason instanceof Fault) || reason.code !== 'driver.too_large' || repetitions === 1) throw reason
      repetitions = Math.ceil(repetitions / 4)
      continue
    }
    for (const varbind of found) {
      if (varbind.type === Asn.endOfMibView || !varbind.oid.startsWith(`${root}.`)) return { nodes }
      // An agent that turns in a circle would be walked for ever.
      if (!follows(varbind.oid, last))
        throw new Fault('driver.reply_malformed', { expected: `an object after ${last}`, seen: varbind.oid })
      last = varbind.oid
      nodes.push(nodeOf(varbind))
    }
    if (found.length === 0) return { nodes }
  }
  return { nodes, cursor: last }
}

function folders(cursor: string | undefined, limit: number): BrowsePage {
  const start = cursor === undefined ? 0 : subtrees.findIndex(({ oid }) => oid === cursor) + 1
  const page = subtrees.slice(start, start + limit)
  const nodes = page.map(({ name, oid }) => ({ address: oid, name, kind: 'folder' as const, hasChildren: true }))
  return start + limit < subtrees.length ? { nodes, cursor: page.at(-1)!.oid } : { nodes }
}

function nodeOf(varbind: Varbind): BrowseNode {
  const { type, form } = shapeOf(varbind)
  const { oid } = varbind
  return {
    address: form === 'hex' ? `${oid}/hex` : oid,
    name: nameOf(oid),
    kind: 'tag',
    type,
    hasChildren: false,
  }
}

function follows(oid: string, before: string): boolean {
  const one = oid.split('.')
  const other = before.split('.')
  for (const [i, arc] of one.entries()) {
    const against = other[i]
    if (against === undefined) return true
    if (arc !== against) return Number(arc) > Number(against)
  }
  return false
}
