import { type Finding, sayFinding } from '@millrace/core/profiles'
import type { PackageFiles, PackageKind } from './kind.ts'
import { unfit } from './paths.ts'

const MOST_SAID = 100
const MOST_CHARACTERS = 500

/** Text of the manifest. Throws `package.unfit`: of bytes that are no text, readers make different ones. */
export function manifestText({ manifest, most }: PackageKind, files: PackageFiles): string {
  const bytes = files.get(manifest)!
  if (bytes.length > most.manifest) throw unfit(`a ${manifest} of at most ${most.manifest} bytes`, String(bytes.length))
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.startsWith('\uFEFF')) return text
  } catch {
    // Told below.
  }
  throw unfit(`a ${manifest} in UTF-8, without a byte order mark`, 'other bytes')
}

/** Of what somebody else wrote: as many as are read, each as long as a line. */
export function sayFindings(findings: readonly Finding[]): string {
  const lines = findings
    .slice(0, MOST_SAID)
    .map((finding) => sayFinding(finding).slice(0, MOST_CHARACTERS).toWellFormed())
  const more = findings.length - lines.length
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')
}
