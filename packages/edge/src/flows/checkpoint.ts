import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readIfThere, replaceDurably } from '../buffer/state-file.ts'

const SUFFIX = '.flow'
/** Position, f64 little-endian, and 1 where the flow has yet to begin; then what it remembers, or what stood when it came. */
const HEAD = 9

/** What a flow remembers of all records of the buffer up to a position; or the samples that stood there when it came. */
export interface Checkpoint {
  readonly position: number
  readonly state?: Uint8Array
  readonly stood?: Uint8Array
}

/** Checkpoints of flows, a file each in a folder beside the buffer's segments. */
export class Checkpoints {
  readonly #folder: string
  readonly #positions = new Map<string, number>()

  constructor(bufferFolder: string) {
    this.#folder = join(bufferFolder, 'flows')
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(this.#folder)) {
      const position = name.endsWith(SUFFIX) ? positionIn(join(this.#folder, name)) : undefined
      if (position !== undefined) this.#positions.set(name, position)
    }
  }

  /** The lowest position of the buffer that a flow has yet to read for good. */
  get wanted(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...[...this.#positions.values()].map((position) => position + 1))
  }

  /** Undefined for a device that has none. */
  read(device: string): Checkpoint | undefined {
    const name = nameOf(device)
    const bytes = this.#positions.has(name) ? readIfThere(join(this.#folder, name)) : undefined
    if (!bytes || bytes.length < HEAD) return undefined
    // A copy: what reads it may need it aligned.
    const rest = Uint8Array.from(bytes.subarray(HEAD))
    const position = bytes.readDoubleLE(0)
    if (bytes[HEAD - 1] === 0) return { position, state: rest }
    return { position, ...(rest.length > 0 ? { stood: rest } : {}) }
  }

  /** Survives a power cut once it returns. */
  write(device: string, { position, state, stood }: Checkpoint): void {
    const head = Buffer.alloc(HEAD)
    head.writeDoubleLE(position, 0)
    head[HEAD - 1] = state ? 0 : 1
    replaceDurably(join(this.#folder, nameOf(device)), Buffer.concat([head, state ?? stood ?? Buffer.alloc(0)]))
    this.#positions.set(nameOf(device), position)
  }

  /** Those of other devices go. */
  keepOnly(devices: readonly string[]): void {
    const kept = new Set(devices.map(nameOf))
    for (const name of [...this.#positions.keys()]) {
      if (kept.has(name)) continue
      rmSync(join(this.#folder, name), { force: true })
      this.#positions.delete(name)
    }
  }
}

/** Names of devices are no names of files. */
const nameOf = (device: string): string =>
  `${device.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 60)}-${createHash('sha256').update(device).digest('hex').slice(0, 16)}${SUFFIX}`

function positionIn(file: string): number | undefined {
  const fd = openSync(file, 'r')
  try {
    const head = Buffer.alloc(HEAD)
    return readSync(fd, head, 0, HEAD, 0) === HEAD ? head.readDoubleLE(0) : undefined
  } finally {
    closeSync(fd)
  }
}
