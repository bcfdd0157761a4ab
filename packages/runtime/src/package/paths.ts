import { Fault } from '@millrace/core'
import '../faults.ts'

export const MANIFEST = 'model.yaml'
export const DIGESTS = 'digests.json'
export const SIGNATURE = 'signature.json'
/** What a package says of itself; no file of a model has these names. */
const kept: readonly string[] = [DIGESTS, SIGNATURE]

export const most = {
  files: 1_000,
  bytes: 256 * 1024 * 1024,
  archive: 128 * 1024 * 1024,
  /** Of model.yaml: reading it takes many times its room, and its time. */
  manifest: 256 * 1024,
  path: 200,
} as const

/** Steps begin with no dot, so that none leads up, and none is hidden. */
const PATH = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/

export const unfit = (expected: string, seen: string): Fault => new Fault('model.package_unfit', { expected, seen })

/** Paths of a model's files. Throws `model.package_unfit`. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.length > most.files) throw unfit(`at most ${most.files} files`, String(paths.length))
  const seen = new Set<string>()
  for (const path of paths) {
    if (path.length > most.path || !PATH.test(path))
      throw unfit(
        'paths of letters, digits, ".", "_" and "-", without a dot in front',
        JSON.stringify(path.slice(0, 250)),
      )
    if (kept.includes(path.toLowerCase())) throw unfit(`no file named ${path}`, 'one')
    // Some systems know no difference between a and A.
    if (seen.has(path.toLowerCase())) throw unfit('every path once', `${path} twice`)
    // What one writes as the prototype of something, another reads as a file.
    if (path.split('/').includes('__proto__')) throw unfit('no file or folder named __proto__', path)
    seen.add(path.toLowerCase())
  }
  for (const path of seen)
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
      if (seen.has(path.slice(0, at)))
        throw unfit('files and folders of different names', `${path.slice(0, at)} as both`)
  if (!paths.includes(MANIFEST)) throw unfit(`a ${MANIFEST}`, 'none')
}
