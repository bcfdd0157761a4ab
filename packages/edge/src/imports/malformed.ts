import { Fault } from '@millrace/core'
import './faults.ts'

/** Says of a file what the reader of XML says of bytes. */
export function malformedXml<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason
    const { expected, seen } = reason.facts
    throw new Fault('edge_import.malformed', { file, expected, seen }, reason)
  }
}
