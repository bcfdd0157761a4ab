import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault, sayFault } from '@millrace/core'
import type { ModelPackage } from '../face.ts'
import '../faults.ts'
import { modelOf } from './archive.ts'
import { DIGESTS, MANIFEST, most, SIGNATURE, unfit } from './paths.ts'

/** Where library/models lies in this installation. */
export const modelsFolder = new URL('../../../../library/models/', import.meta.url)

async function read<Result>(file: string, how: (file: string) => Promise<Result>): Promise<Result> {
  try {
    return await how(file)
  } catch (reason) {
    throw new Fault('model.unreadable', { file, seen: sayFault(reason) }, reason)
  }
}

/** Names of the folders of a library that hold a model, sorted. Throws `model.unreadable`. */
export async function listModels(folder = fileURLToPath(modelsFolder)): Promise<string[]> {
  const files = await read(folder, (where) => readdir(where, { recursive: true }))
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[^/]+\/model\.yaml$/.test(file))
    .map((file) => file.slice(0, -`/${MANIFEST}`.length))
    .sort()
}

/**
 * The model of a folder. Hidden files, Python's caches and what an earlier packing left at the top are no part of it.
 * Throws `model.unreadable`, `model.package_unfit`, and `model.malformed` with every mistake and its line.
 */
export async function readModelFolder(folder: string): Promise<ModelPackage> {
  const files = new Map<string, Uint8Array>()
  let bytes = 0
  for (const path of await pathsOf(folder, '')) {
    const file = join(folder, path)
    const { size } = await read(file, (where) => lstat(where))
    bytes += size
    if (bytes > most.bytes) throw unfit(`files of at most ${most.bytes} bytes together`, 'more')
    files.set(path, new Uint8Array(await read(file, (where) => readFile(where))))
  }
  return modelOf(files, join(folder, MANIFEST))
}

async function pathsOf(folder: string, below: string): Promise<string[]> {
  const entries = await read(join(folder, below), (where) => readdir(where, { withFileTypes: true }))
  const paths: string[] = []
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.name.startsWith('.') || entry.name === '__pycache__' || path === DIGESTS || path === SIGNATURE) continue
    if (entry.isDirectory()) paths.push(...(await pathsOf(folder, path)))
    else if (entry.isFile()) paths.push(path)
    else throw unfit('files and folders alone', `${path}, which is a link or a device`)
  }
  return paths
}
