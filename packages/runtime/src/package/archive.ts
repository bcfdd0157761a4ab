import { Fault } from '@millrace/core'
import { type Finding, sayFinding } from '@millrace/core/profiles'
import { zipSync } from 'fflate'
import type { ModelPackage } from '../face.ts'
import '../faults.ts'
import { checkModel } from '../manifest/check.ts'
import { digestOf, digestsInTurns, digestsOf, inOrder, sha256 } from './digests.ts'
import { checkPaths, DIGESTS, MANIFEST, most, SIGNATURE, unfit } from './paths.ts'
import { fingerprintOf, type ModelSignature, readSignature, signatureText, verifySignature } from './signature.ts'
import { unzip } from './zip.ts'

const MOST_SAID = 100
const MOST_CHARACTERS = 500

/** An archive knows no time: what is packed again is the same. In the zone of the machine, as the zip writer wants it. */
const noTime = (): Date => new Date(1980, 0, 1)

/** A model as one file: a zip archive, equal for equal files. */
export function packModel({ files }: Pick<ModelPackage, 'files'>, signature?: ModelSignature): Uint8Array {
  const all = new Map([...files, [DIGESTS, digestsOf(files)]])
  if (signature) all.set(SIGNATURE, signatureText(signature))
  const mtime = noTime()
  return zipSync(Object.fromEntries(inOrder(all.keys()).map((path) => [path, [all.get(path)!, { mtime, level: 6 }]])))
}

export interface UnpackedModel {
  readonly model: ModelPackage
  /** Holds for these files. Whether its key is one to be trusted is for others to say. */
  readonly signature?: ModelSignature & { readonly fingerprint: string }
}

/**
 * Throws `model.package_unfit` for an archive that is none or too large, `model.tampered` where files, digests and signature do
 * not belong together, `model.malformed` for a manifest with mistakes.
 */
export async function unpackModel(archive: Uint8Array): Promise<UnpackedModel> {
  // Two more than a model's own: digests and signature.
  const files = await unzip(archive, { ...most, files: most.files + 2 })
  const [digests, signed] = [files.get(DIGESTS), files.get(SIGNATURE)]
  files.delete(DIGESTS)
  files.delete(SIGNATURE)
  checkPaths([...files.keys()])
  // Nothing is read of what is not as it was packed.
  if (!digests) throw new Fault('model.tampered', { seen: `no ${DIGESTS}` })
  if (Buffer.compare(digests, await digestsInTurns(files)) !== 0)
    throw new Fault('model.tampered', { seen: differenceOf(new TextDecoder().decode(digests), files) })
  const signature = signed && readSignature(signed)
  if (signature) verifySignature(digestOf(digests), signature)
  const model = checked(files, MANIFEST, digests)
  return signature ? { model, signature: { ...signature, fingerprint: fingerprintOf(signature.key) } } : { model }
}

/** Which files are not what is said of them. */
function differenceOf(text: string, files: ReadonlyMap<string, Uint8Array>): string {
  const told = new Map([...text.matchAll(/"([^"]+)": "([0-9a-f]{64})"/g)].map(([, path, digest]) => [path!, digest!]))
  const other = inOrder(new Set([...told.keys(), ...files.keys()])).filter((path) => {
    const file = files.get(path)
    return file === undefined || sha256(file) !== told.get(path)
  })
  return other.length === 0 ? `a ${DIGESTS} of another form` : `other content of ${other.slice(0, 10).join(', ')}`
}

/** The files of a model, checked. Throws `model.package_unfit`, `model.malformed`. */
export function modelOf(files: ReadonlyMap<string, Uint8Array>, where = MANIFEST): ModelPackage {
  checkPaths([...files.keys()])
  return checked(files, where, digestsOf(files))
}

function checked(files: ReadonlyMap<string, Uint8Array>, where: string, digests: Uint8Array): ModelPackage {
  const bytes = files.get(MANIFEST)!
  if (bytes.length > most.manifest) throw unfit(`a ${MANIFEST} of at most ${most.manifest} bytes`, String(bytes.length))
  const { manifest, findings } = checkModel(textOf(bytes), new Set(files.keys()))
  if (manifest === undefined || findings.length > 0)
    throw new Fault('model.malformed', { file: where, findings: said(findings) })
  return { manifest, files, digest: digestOf(digests) }
}

/** Of what somebody else wrote: as many as are read, each as long as a line. */
function said(findings: readonly Finding[]): string {
  const lines = findings
    .slice(0, MOST_SAID)
    .map((finding) => sayFinding(finding).slice(0, MOST_CHARACTERS).toWellFormed())
  const more = findings.length - lines.length
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')
}

/** Throws `model.package_unfit`: of bytes that are no text, readers make different ones. */
function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.startsWith('\uFEFF')) return text
  } catch {
    // Told below.
  }
  throw unfit(`a ${MANIFEST} in UTF-8, without a byte order mark`, 'other bytes')
}
