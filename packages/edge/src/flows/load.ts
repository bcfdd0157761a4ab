import { readFile } from 'node:fs/promises'
import { Fault, sayFault } from '@millrace/core'
import type { FlowPackage } from '@millrace/flows'
import '../faults.ts'

/** What a package must be before it runs. */
export interface ExpectedFlow {
  readonly digest: string
  /** Fingerprints of keys, one of which signed it. */
  readonly keys?: readonly string[]
}

/**
 * The flow of a file: a document (.json) or an archive. The engine is loaded with the first one: an edge without flows does not carry it.
 * Throws `edge.flow_changed`, `edge.flow_unsigned`, and whatever is wrong in the package.
 */
export async function loadFlow(place: string, expected: ExpectedFlow): Promise<FlowPackage> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(place)
  } catch (reason) {
    throw new Fault('package.unreadable', { file: place, seen: sayFault(reason) }, reason)
  }
  return flowOf(place, bytes, expected)
}

/** @param place how the package is called where it is refused */
export async function flowOf(place: string, bytes: Uint8Array, { digest, keys }: ExpectedFlow): Promise<FlowPackage> {
  const { readFlow, unpackFlow } = await import('@millrace/flows')
  // A zip archive begins so (APPNOTE 4.3.7).
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b
  const { flow, signature } = isArchive ? await unpackFlow(bytes) : { flow: readFlow(bytes) }
  if (flow.digest !== digest) throw new Fault('edge.flow_changed', { place, expected: digest, seen: flow.digest })
  if (keys !== undefined && !(signature && keys.includes(signature.fingerprint))) {
    const seen = signature?.fingerprint ?? (isArchive ? 'no signature' : 'a document, which has no signature')
    throw new Fault('edge.flow_unsigned', { place, expected: keys.join(', '), seen })
  }
  return flow
}
