import { Fault } from '@millrace/core'
import type { DeviceProfile } from '@millrace/core/profiles'
import './faults.ts'
import type { Trial } from './schema.ts'
import { moves } from './steps.ts'
import type { ProfileRow, StepRow } from './store.ts'

/** Why a version may not be removed: its number must not come to name another text when somebody relied on this one. */
export function againstRemoval(
  { status, key, summary: { version } }: ProfileRow,
  steps: readonly StepRow[],
): Fault | undefined {
  const { from } = moves.remove
  if (!(from as readonly string[]).includes(status))
    return new Fault('profiles.out_of_turn', { expected: from.join(' or '), status })
  return steps.some(({ step }) => step === 'tried' || step === 'published')
    ? new Fault('profiles.kept', { key, version })
    : undefined
}

/** The tables that were tried rest on a device. Throws `profiles.table_unknown`. */
export function triedOn(content: DeviceProfile, { tables: tried }: Trial): DeviceProfile {
  const known = content.tables.map(({ name }) => name)
  const unknown = tried.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Fault('profiles.table_unknown', { known: known.join(', '), seen: unknown.join(', ') })
  return {
    ...content,
    tables: content.tables.map((table) => (tried.includes(table.name) ? { ...table, verified: 'device' } : table)),
  }
}
