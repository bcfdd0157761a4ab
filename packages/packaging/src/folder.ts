import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, sayFault } from '@millrace/core'
import './faults.ts'
import type { PackageFiles, PackageKind } from './kind.ts'
import { DIGESTS, SIGNATURE, unfit } from './paths.ts'

/** PEM (RFC 7468), of whatever kind the key is: in the middle of its first line. */
const PRIVATE_KEY = ['PRIVATE KEY-----\n', 'PRIVATE KEY-----\r\n']

async function read<Result>(file: string, how: (file: string) => Promise<Result>): Promise<Result> {
  try {
    return await how(file)
  } catch (reason) {
    throw new Fault('package.unreadable', { file, seen: sayFault(reason) }, reason)
  }
}

/** Names of the folders of a library that hold a package of the kind, sorted. Throws `package.unreadable`. */
export async function listFolders({ manifest }: PackageKind, library: string): Promise<string[]> {
  const files = await read(library, (where) => readdir(where, { recursive: true }))
  return files
    .map((file) => file.replaceAll('\\', '/').split('/'))
    .flatMap(([folder, file, ...more]) => (file === manifest && more.length === 0 ? [folder!] : []))
    .sort()
}

/**
 * The files of a folder. Hidden files, Python's caches and what an earlier packing left at the top are no part of it.
 * Throws `package.unreadable`, `package.unfit`, `package.key_inside`.
 */
export async function readFolder({ most }: PackageKind, folder: string): Promise<PackageFiles> {
  const files = new Map<string, Uint8Array>()
  let bytes = 0
  for (const path of await pathsOf(folder, '')) {
    const file = join(folder, path)
    const { size } = await read(file, (where) => lstat(where))
    bytes += size
    if (bytes > most.bytes) throw unfit(`files of at most ${most.bytes} bytes together`, 'more')
    const content = await read(file, (where) => readFile(where))
    // The publisher's own, most likely, and everybody who gets the package would have it.
    if (PRIVATE_KEY.some((line) => content.includes(line))) throw new Fault('package.key_inside', { file: path })
    files.set(path, new Uint8Array(content))
  }
  return files
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
