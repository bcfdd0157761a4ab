import { readFile, stat } from 'node:fs/promises'
import { Fault, sayFault } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'
import '../faults.ts'

/** What a package must be before it runs. */
export interface ExpectedModel {
  readonly digest: string
  /** Fingerprint of the key that signed it. */
  readonly key?: string
}

/**
 * The model of a folder or an archive. The runtimes are loaded with the first one: an edge without models does not carry them.
 * Throws `edge.model_changed`, `edge.model_unsigned`, and whatever is wrong in the package.
 */
export async function loadModel(place: string, { digest, key }: ExpectedModel): Promise<ModelPackage> {
  const { readModelFolder, unpackModel } = await import('@millrace/runtime')
  const archive = await bytesOf(place)
  const { model, signature } = archive ? await unpackModel(archive) : { model: await readModelFolder(place) }
  if (model.digest !== digest) throw new Fault('edge.model_changed', { place, expected: digest, seen: model.digest })
  if (key !== undefined && signature?.fingerprint !== key) {
    const seen = signature?.fingerprint ?? (archive ? 'no signature' : 'a folder, which has no signature')
    throw new Fault('edge.model_unsigned', { place, expected: key, seen })
  }
  return model
}

/** Undefined for a folder. */
async function bytesOf(place: string): Promise<Uint8Array | undefined> {
  try {
    return (await stat(place)).isDirectory() ? undefined : await readFile(place)
  } catch (reason) {
    throw new Fault('package.unreadable', { file: place, seen: sayFault(reason) }, reason)
  }
}
