import { type UnpackedApp, unpackApp } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { Read } from '../closed-reading.ts'
import { isStorable } from '../storable.ts'
import './faults.ts'

/** Of an archive that is kept. */
export const MOST_BYTES = 32 * 1_048_576

/** For the thread that reads archives. */
export async function answer(archive: Uint8Array): Promise<Read<UnpackedApp>> {
  try {
    const unpacked = await unpackApp(archive)
    if (!isStorable(unpacked.app.manifest))
      throw new Fault('app.malformed', { file: 'app.yaml', findings: '  a text with U+0000 or half a character' })
    return { is: unpacked }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { fault: { code: thrown.code, facts: thrown.facts } }
  }
}
