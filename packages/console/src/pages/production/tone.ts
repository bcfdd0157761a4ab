import type { Tone } from '../../parts/Mark.tsx'
import type { WorkUnitNow } from '../../platform.ts'

type UnitState = WorkUnitNow['state']

export const toneOf: Record<UnitState, Tone> = {
  producing: 'plain',
  setup: 'plain',
  planned: 'hollow',
  idle: 'hollow',
  unknown: 'hollow',
  delay: 'warn',
  failure: 'bad',
}

const still: ReadonlySet<UnitState> = new Set(['delay', 'failure', 'idle', 'planned', 'setup'])

/** It makes nothing, whatever the reason. */
export const isStanding = ({ state }: Pick<WorkUnitNow, 'state'>): boolean => still.has(state)

/** It stands now, within planned time, and nobody said why. */
export const openStop = ({ unexplained }: Pick<WorkUnitNow, 'unexplained'>) =>
  unexplained.find(({ end }) => end === undefined)

/** Who needs a person first: no reason yet, then failures, then what else stands. */
export const urgency = (unit: WorkUnitNow): number =>
  openStop(unit) ? 0 : unit.state === 'failure' ? 1 : unit.state === 'delay' ? 2 : isStanding(unit) ? 3 : 4
