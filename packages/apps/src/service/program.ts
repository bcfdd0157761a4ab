import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import '../faults.ts'
import type { AppManifest } from '../manifest.ts'
import { limits } from './limits.ts'

/** A service of a package, ready to be called. */
export interface ServiceProgram {
  readonly key: string
  /** Whose: its calls never take all threads. */
  readonly owner: string
  /** As faults call it. */
  readonly service: string
  readonly entry: string
  /** What it may import: files of the package's `services`, by path. */
  readonly files: Readonly<Record<string, string>>
  readonly memory: number
  readonly timeMs: number
}

const OF_SERVICES = /^services\/.*\.m?js$/
/** The engine's build begins with it: no limit is below. */
const LEAST_MEMORY = 16 * 1024 * 1024

/**
 * @param owner an installation; services of one are never held up by those of another
 * Throws `app.service_unknown`, `app.service_broken`.
 */
export function serviceProgram(
  { manifest, files }: { readonly manifest: AppManifest; readonly files: ReadonlyMap<string, Uint8Array> },
  name: string,
  owner: string,
): ServiceProgram {
  const named = (manifest.services ?? []).find((one) => one.name === name)
  if (!named) throw new Fault('app.service_unknown', { app: manifest.id, service: name })
  const service = `${manifest.id} ${name}`
  const texts: Record<string, string> = {}
  for (const [path, bytes] of files) {
    if (path !== named.file && !OF_SERVICES.test(path)) continue
    try {
      texts[path] = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (reason) {
      throw new Fault('app.service_broken', { service, seen: `${path} is no text in UTF-8` }, reason)
    }
  }
  if (texts[named.file] === undefined)
    throw new Fault('app.service_broken', { service, seen: `the package has no file ${named.file}` })
  const program = {
    owner,
    service,
    entry: named.file,
    files: texts,
    memory: Math.max(named.memory ?? limits.memory, LEAST_MEMORY),
    timeMs: named.timeMs ?? limits.timeMs,
  }
  return { key: createHash('sha256').update(JSON.stringify(program)).digest('base64'), ...program }
}
