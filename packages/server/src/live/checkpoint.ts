import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { Fault } from '@millrace/core'
import './faults.ts'

/** What evaluators knew at a position of the journal. */
export interface Checkpoint {
  readonly position: number
  readonly states: readonly { readonly tenant: string; readonly kind: string; readonly bytes: Uint8Array }[]
}

const MAGIC = 0x314b434c // 'LCK1'
const HEADER = 12

/** [magic u32, crc32 u32 of the rest, head bytes u32][head: JSON position and, a state, tenant, kind, bytes][states]; little-endian. */
export function encodeCheckpointFile({ position, states }: Checkpoint): Uint8Array {
  const head = Buffer.from(
    JSON.stringify({ position, states: states.map(({ tenant, kind, bytes }) => [tenant, kind, bytes.length]) }),
  )
  const whole = Buffer.concat([Buffer.alloc(HEADER), head, ...states.map(({ bytes }) => bytes)])
  whole.writeUInt32LE(MAGIC, 0)
  whole.writeUInt32LE(head.length, 8)
  whole.writeUInt32LE(crc32(whole.subarray(8)), 4)
  return whole
}

/** Undefined if there is none. Throws `live.checkpoint_malformed`. */
export async function readCheckpoint(file: string): Promise<Checkpoint | undefined> {
  const bytes = await readFile(file).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return undefined
    throw failure
  })
  if (!bytes) return undefined
  if (bytes.length < HEADER || bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== crc32(bytes.subarray(8)))
    throw new Fault('live.checkpoint_malformed', { file, seen: `${bytes.length} bytes without the right checksum` })
  const end = HEADER + bytes.readUInt32LE(8)
  const { position, states } = JSON.parse(bytes.toString('utf8', HEADER, end)) as {
    position: number
    states: [tenant: string, kind: string, length: number][]
  }
  let at = end
  return {
    position,
    states: states.map(([tenant, kind, length]) => {
      at += length
      return { tenant, kind, bytes: bytes.subarray(at - length, at) }
    }),
  }
}

/** Resolves when it survives a loss of power; until then the one before stands. */
export async function writeCheckpoint(file: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
