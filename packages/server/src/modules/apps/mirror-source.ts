import { type Clock, Fault } from '@millrace/core'
import type { Outgoing } from '../../outgoing/index.ts'
import './faults.ts'
import type { VersionName } from './store.ts'

/** What the guarded way out reads of one answer. */
const PIECE = 1_048_576
const PAGE = 50
const MOST_PAGES = 40
/** A link that is cut is tried again so often, after pauses that double, before the rest waits for the next look. */
const TRIES = 4
const PAUSE_MS = 500

interface Words {
  readonly en: string
  readonly zh: string
}
/** A version that another platform has. */
export interface OfferedVersion {
  readonly version: string
  readonly digest: string
  readonly bytes: number
}
export interface OfferedApp {
  readonly app: string
  readonly title: Words
  readonly owner: string
  /** The newest first. */
  readonly versions: readonly OfferedVersion[]
}
/** As much of an archive as has come. */
export interface Part {
  readonly pieces: Uint8Array[]
  at: number
}

interface Needs {
  readonly outgoing: Outgoing
  readonly clock: Clock
  /** Origin of the other platform. */
  readonly address: string
  readonly key: string
}

/** Another Millrace, asked over the guarded way out as whoever has the key. */
export class MirrorSource {
  readonly #needs: Needs
  readonly #host: string

  constructor(needs: Needs) {
    this.#needs = needs
    this.#host = new URL(needs.address).host
  }

  /** All that it has. Throws `apps.mirror_refused`, `mirror_other`, and what the way out throws. */
  async list(signal?: AbortSignal): Promise<OfferedApp[]> {
    const all: OfferedApp[] = []
    let cursor = ''
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor && { cursor }) })
      const reply = await this.#ask(`/apps?${query}`, signal)
      const { items, next } = (await reply.json().catch(() => ({}))) as { items?: unknown; next?: unknown }
      if (!Array.isArray(items)) throw new Fault('apps.mirror_other', { host: this.#host })
      for (const item of items) all.push(this.#read(item))
      if (typeof next !== 'string') return all
      cursor = next
    }
    throw new Fault('apps.mirror_other', { host: this.#host })
  }

  /**
   * The archive byte for byte, piece by piece; what came before a cut is in `part` and is not asked for again. Throws `apps.mirror_cut`,
   * `mirror_lacks`, `mirror_refused`.
   */
  async archive(
    of: VersionName & OfferedVersion,
    { part, signal, onPiece }: { part: Part; signal: AbortSignal; onPiece: (at: number) => void },
  ): Promise<Uint8Array> {
    while (part.at < of.bytes) {
      const piece = await this.#piece(of, part.at, signal)
      // Whole, or a source that gives a byte at a time would be asked without end.
      if (piece.length !== Math.min(PIECE, of.bytes - part.at))
        throw new Fault('apps.mirror_other', { host: this.#host })
      part.pieces.push(piece)
      part.at += piece.length
      onPiece(part.at)
    }
    return Buffer.concat(part.pieces)
  }

  async #piece(of: VersionName, at: number, signal: AbortSignal): Promise<Uint8Array> {
    const { clock } = this.#needs
    const path = `/apps/${of.app}/versions/${of.version}/archive?from=${at}&bytes=${PIECE}`
    for (let tried = 1; ; tried++) {
      try {
        const reply = await this.#ask(path, signal, of)
        return new Uint8Array(await reply.arrayBuffer())
      } catch (thrown) {
        signal.throwIfAborted()
        if (!isPassing(thrown)) throw thrown
        if (tried >= TRIES) throw new Fault('apps.mirror_cut', { host: this.#host, ...nameOf(of), at }, thrown)
        await clock.sleep(PAUSE_MS * 2 ** tried, signal)
      }
    }
  }

  async #ask(path: string, signal?: AbortSignal, of?: VersionName): Promise<Response> {
    const { outgoing, address, key } = this.#needs
    const reply = await outgoing.fetch(`${address}/api/v1${path}`, {
      headers: { authorization: `Bearer ${key}` },
      // The key is for this address, and for no other.
      redirect: 'manual',
      ...(signal ? { signal } : {}),
    })
    if (reply.status === 404 && of) throw new Fault('apps.mirror_lacks', { host: this.#host, ...nameOf(of) })
    if (reply.status !== 200) throw new Fault('apps.mirror_refused', { host: this.#host, status: reply.status })
    return reply
  }

  /** Throws `apps.mirror_other`: what another platform says is checked like everything that comes from outside. */
  #read(item: unknown): OfferedApp {
    const { app, title, owner, versions } = (item ?? {}) as Record<string, unknown>
    const words = (title ?? {}) as Record<string, unknown>
    const read = Array.isArray(versions) ? versions.flatMap(versionIn) : []
    if (typeof app !== 'string' || !APP.test(app) || !Array.isArray(versions) || read.length !== versions.length)
      throw new Fault('apps.mirror_other', { host: this.#host })
    return { app, title: { en: line(words['en']), zh: line(words['zh']) }, owner: line(owner), versions: read }
  }
}

const APP = /^[a-z0-9][a-z0-9-]{0,59}\/[a-z0-9][a-z0-9-]{0,59}$/
const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}[0-9A-Za-z.-]{0,60}$/
const DIGEST = /^sha256:[0-9a-f]{64}$/

const line = (text: unknown): string =>
  (typeof text === 'string' ? text : '')
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, 200)

function versionIn(one: unknown): OfferedVersion[] {
  const { version, digest, bytes } = (one ?? {}) as Record<string, unknown>
  if (typeof version !== 'string' || !VERSION.test(version)) return []
  if (typeof digest !== 'string' || !DIGEST.test(digest)) return []
  if (!Number.isSafeInteger(bytes) || (bytes as number) < 1) return []
  return [{ version, digest, bytes: bytes as number }]
}

const nameOf = ({ app, version }: VersionName) => ({ app, version })

/** A cut line, a server that restarts or is busy. */
const isPassing = (thrown: unknown): boolean =>
  thrown instanceof Fault &&
  (/^outgoing\.(unreachable|timed_out)$/.test(thrown.code) ||
    (thrown.code === 'apps.mirror_refused' && /^(429|5\d\d)$/.test(String(thrown.facts['status']))))
