import { Fault } from '@millrace/core'
import { checkModel, type ModelPackage, modelOf, type UnpackedModel, unpackModel } from '@millrace/runtime'
import type { Read } from '../closed-reading.ts'
import { isStorable } from '../storable.ts'
import './faults.ts'
import type { DraftRequest, Finding } from './schema.ts'

export const MANIFEST = 'model.yaml'
/** Mistakes that are told of a text; who mends them asks again. */
const LISTED = 200
/** Of an archive that is kept. */
export const MOST_BYTES = 32 * 1_048_576
/** Of model.yaml: reading it takes many times its room. */
const MOST_MANIFEST = 1_048_576

/** Files as they are sent. Throws `mechanisms.file_twice`, `mechanisms.too_large`. */
export function filesOf({ files }: DraftRequest): ReadonlyMap<string, Uint8Array> {
  const read = new Map<string, Uint8Array>()
  let bytes = 0
  for (const { path, text, base64 } of files) {
    if (read.has(path) || (text === undefined) === (base64 === undefined))
      throw new Fault('mechanisms.file_twice', {
        seen: read.has(path) ? `${path} twice` : `${path} with neither or both`,
      })
    const content = text === undefined ? Buffer.from(base64 as string, 'base64') : Buffer.from(text)
    bytes += content.length
    read.set(path, new Uint8Array(content))
  }
  mustFit('files', bytes, MOST_BYTES)
  mustFit(MANIFEST, read.get(MANIFEST)?.length ?? 0, MOST_MANIFEST)
  return read
}

/** Throws `mechanisms.too_large`. */
export function mustFit(what: string, bytes: number, most: number): void {
  if (bytes > most)
    throw new Fault('mechanisms.too_large', { expected: `${what} of at most ${most} bytes`, seen: String(bytes) })
}

/** Every mistake in the files of a model, and the model where there is none. */
export interface ReadFiles {
  readonly findings: Finding[]
  readonly model?: ModelPackage
}

function readFiles(files: ReadonlyMap<string, Uint8Array>): ReadFiles {
  const bytes = files.get(MANIFEST)
  const findings: Finding[] = []
  if (bytes) {
    const { findings: found } = checkModel(new TextDecoder().decode(bytes), new Set(files.keys()))
    for (const { line, column, path, reason } of found.slice(0, LISTED))
      findings.push({ file: MANIFEST, line, column, path, says: reason })
  }
  if (findings.length > 0) return { findings }
  try {
    const model = modelOf(files)
    mustBeStorable(model)
    return { findings, model }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { findings: [{ file: '', says: thrown.message }] }
  }
}

/** Throws `model.malformed`. */
function mustBeStorable({ manifest }: Pick<ModelPackage, 'manifest'>): void {
  if (!isStorable(manifest))
    throw new Fault('model.malformed', { file: MANIFEST, findings: '  a text with U+0000 or half a character' })
}

/** What is asked of whoever reads packages. */
export type Question =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'archive'; readonly archive: Uint8Array }

/** For the thread that reads them. */
export async function answer(question: Question): Promise<Read<ReadFiles | UnpackedModel>> {
  if (question.kind === 'files') return { is: readFiles(question.files) }
  try {
    const unpacked = await unpackModel(question.archive)
    mustBeStorable(unpacked.model)
    return { is: unpacked }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { fault: { code: thrown.code, facts: thrown.facts } }
  }
}
