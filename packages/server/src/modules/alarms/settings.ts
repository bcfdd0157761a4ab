import { priorityMistake, usualPriorities } from '@millrace/compute'
import { Fault } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { Settings } from './definition.ts'
import * as store from './definition-store.ts'
import './faults.ts'

/** What holds until an organisation decides otherwise: every alarm is acknowledged, and shelved for a shift at most. */
export const usualSettings: Settings = {
  priorities: usualPriorities.map(({ within, priority }) => ({ within, priority: { ...priority } })),
  unacknowledged: [],
  longestShelf: 12 * 60,
  staleAfter: 24 * 60,
}

export const settingsIn = async (tx: TenantTx): Promise<Settings> => (await store.settingsOf(tx)) ?? usualSettings

/** Throws `alarms.matrix_wrong`. */
export function mustBeMatrix({ priorities }: Settings): void {
  const expected = priorityMistake(priorities)
  if (expected !== undefined) throw new Fault('alarms.matrix_wrong', { expected })
}
