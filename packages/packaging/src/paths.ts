import { Fault } from '@millrace/core'
import './faults.ts'
import type { PackageKind } from './kind.ts'

export const DIGESTS = 'digests.json'
export const SIGNATURE = 'signature.json'
/** What a package says of itself; no file within has these names. */
const kept: readonly string[] = [DIGESTS, SIGNATURE]

const LONGEST = 200

/** Steps begin with no dot, so that none leads up, and none is hidden. */
const PATH = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/

export const unfit = (expected: string, seen: string): Fault => new Fault('package.unfit', { expected, seen })

/** Throws `package.unfit`. */
export function checkPaths(paths: readonly string[], { manifest, most }: PackageKind): void {
  if (paths.length > most.files) throw unfit(`at most ${most.files} files`, String(paths.length))
  const seen = new Set<string>()
  for (const path of paths) {
    if (path.length > LONGEST || !PATH.test(path))
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
  if (!paths.includes(manifest)) throw unfit(`a ${manifest}`, 'none')
}
