import { Fault } from '@millrace/core'
import { zipSync } from 'fflate'
import { digestOf, digestsInTurns, digestsOf, inOrder, sha256 } from './digests.ts'
import './faults.ts'
import type { PackageFiles, PackageKind } from './kind.ts'
import { checkPaths, DIGESTS, SIGNATURE } from './paths.ts'
import { fingerprintOf, type PackageSignature, readSignature, signatureText, verifySignature } from './signature.ts'
import { unzip } from './zip.ts'

/** An archive knows no time: what is packed again is the same. In the zone of the machine, as the zip writer wants it. */
const noTime = (): Date => new Date(1980, 0, 1)

/** Files as one: a zip archive, equal for equal files. */
export function pack(files: PackageFiles, signature?: PackageSignature): Uint8Array {
  const all = new Map([...files, [DIGESTS, digestsOf(files)]])
  if (signature) all.set(SIGNATURE, signatureText(signature))
  const mtime = noTime()
  return zipSync(Object.fromEntries(inOrder(all.keys()).map((path) => [path, [all.get(path)!, { mtime, level: 6 }]])))
}

/** Files that belong together. */
export interface Contents {
  readonly files: PackageFiles
  /** `sha256:…` of digests.json, which holds that of every file: the same however they are packed. */
  readonly digest: string
}

export interface Unpacked extends Contents {
  /** Holds for these files. Whether its key is one to be trusted is for others to say. */
  readonly signature?: PackageSignature & { readonly fingerprint: string }
}

/**
 * Throws `package.unfit` for an archive that is none or too large, `package.tampered` where files, digests and signature do not
 * belong together.
 */
export async function unpack(kind: PackageKind, archive: Uint8Array): Promise<Unpacked> {
  // Two more than its own: digests and signature.
  const files = await unzip(archive, { ...kind.most, files: kind.most.files + 2 })
  const [digests, signed] = [files.get(DIGESTS), files.get(SIGNATURE)]
  files.delete(DIGESTS)
  files.delete(SIGNATURE)
  checkPaths([...files.keys()], kind)
  // Nothing is read of what is not as it was packed.
  if (!digests) throw new Fault('package.tampered', { seen: `no ${DIGESTS}` })
  if (Buffer.compare(digests, await digestsInTurns(files)) !== 0)
    throw new Fault('package.tampered', { seen: differenceOf(new TextDecoder().decode(digests), files) })
  const digest = digestOf(digests)
  const signature = signed && readSignature(signed)
  if (!signature) return { files, digest }
  verifySignature(kind, digest, signature)
  return { files, digest, signature: { ...signature, fingerprint: fingerprintOf(signature.key) } }
}

/** Files that somebody has, their paths checked. Throws `package.unfit`. */
export function contentsOf(kind: PackageKind, files: PackageFiles): Contents {
  checkPaths([...files.keys()], kind)
  return { files, digest: digestOf(digestsOf(files)) }
}

/** Which files are not what is said of them. */
function differenceOf(text: string, files: PackageFiles): string {
  const told = new Map([...text.matchAll(/"([^"]+)": "([0-9a-f]{64})"/g)].map(([, path, digest]) => [path!, digest!]))
  const other = inOrder(new Set([...told.keys(), ...files.keys()])).filter((path) => {
    const file = files.get(path)
    return file === undefined || sha256(file) !== told.get(path)
  })
  return other.length === 0 ? `a ${DIGESTS} of another form` : `other content of ${other.slice(0, 10).join(', ')}`
}
