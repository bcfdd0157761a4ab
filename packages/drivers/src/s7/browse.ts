import { Fault } from '@millrace/core'
import type { BrowseNode, BrowsePage } from '../kit/driver.ts'
import { statusOf } from '../kit/requests.ts'
import type { S7Session } from './session.ts'
import {
  blockInfo,
  dataBlock,
  dataBlocks,
  listBlocks,
  OPERATING_MODE,
  readBlockLength,
  readBlocks,
  readMode,
  readStatusList,
  statusList,
} from './userdata.ts'

/**
 * The operating mode of the CPU if it tells it, and its data blocks with their length. Names and types of what is in a
 * block are not in the CPU. The cursor is the last block of the page before.
 */
export async function browse(
  session: S7Session,
  parent: string | undefined,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  signal: AbortSignal,
): Promise<BrowsePage> {
  if (parent !== undefined) return { nodes: [] }
  const after = cursor === undefined ? -1 : Number(cursor)
  const told = await session.tell('the list of data blocks', listBlocks, dataBlocks(), signal)
  const blocks = readBlocks(told)
    .filter((db) => db > after)
    .sort((a, b) => a - b)
  const mode = cursor === undefined ? await ifTold(modeOf(session, signal)) : undefined
  const nodes: BrowseNode[] = []
  if (mode !== undefined) nodes.push({ address: 'CPU', name: `CPU in ${mode}`, kind: 'folder', hasChildren: false })
  const shown = blocks.slice(0, Math.max(1, limit - nodes.length))
  for (const db of shown) {
    const length = await ifTold(lengthOf(session, db, signal))
    const name = length === undefined ? `DB${db}` : `DB${db}, ${length} bytes`
    nodes.push({ address: `DB${db}`, name, kind: 'folder', hasChildren: false })
  }
  return { nodes, ...(shown.length < blocks.length ? { cursor: String(shown.at(-1)) } : {}) }
}

async function modeOf(session: S7Session, signal: AbortSignal): Promise<string> {
  return readMode(await session.tell('its operating mode', readStatusList, statusList(OPERATING_MODE, 0), signal))
}

async function lengthOf(session: S7Session, db: number, signal: AbortSignal): Promise<number> {
  return readBlockLength(await session.tell(`the length of DB${db}`, blockInfo, dataBlock(db), signal))
}

/** What a CPU need not tell: undefined if it does not. */
async function ifTold<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (reason) {
    if (!(reason instanceof Fault) || reason.code !== 's7.list_refused') statusOf(reason)
    return undefined
  }
}
