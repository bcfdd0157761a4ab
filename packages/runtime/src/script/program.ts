import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import type { Limits, ModelType, ScriptSpec } from '../manifest/manifest.ts'
import { type CellSource, LEAST_MEMORY } from './cell-source.ts'
import type { Keyed } from './lines.ts'
import '../faults.ts'

interface Named {
  readonly name: string
  readonly type: ModelType
}

/** What of a package makes a program. */
export interface ScriptSource {
  readonly manifest: {
    readonly id: string
    readonly inputs: readonly Named[]
    readonly outputs: readonly Named[]
    readonly stateful?: boolean
    readonly runtime: { readonly kind: string }
  }
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** What a thread needs of a package to run it. */
export interface Program extends CellSource, Keyed {
  /** The file that exports `run`. */
  readonly entry: string
  readonly inputs: readonly Named[]
  readonly outputs: readonly Named[]
  readonly stateful: boolean
}

const SCRIPT = /\.m?js$/

/** Throws `model.broken`. */
export function programOf({ manifest, files }: ScriptSource, { memory }: Limits): Program {
  const { file: entry } = manifest.runtime as ScriptSpec
  const broken = (seen: string): Fault => new Fault('model.broken', { model: manifest.id, seen })
  if (!files.has(entry)) throw broken(`the package has no file ${entry}`)
  const texts: Record<string, string> = {}
  for (const [path, bytes] of files) {
    if (path !== entry && !SCRIPT.test(path)) continue
    try {
      texts[path] = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (reason) {
      throw new Fault('model.broken', { model: manifest.id, seen: `${path} is no text in UTF-8` }, reason)
    }
  }
  const named = (of: readonly Named[]): readonly Named[] => of.map(({ name, type }) => ({ name, type }))
  const program = {
    entry,
    files: texts,
    inputs: named(manifest.inputs),
    outputs: named(manifest.outputs),
    stateful: manifest.stateful === true,
    memory: Math.max(memory, LEAST_MEMORY),
  }
  return { key: createHash('sha256').update(JSON.stringify(program)).digest('base64'), ...program }
}
