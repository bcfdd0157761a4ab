import type { Alarm } from '../../platform.ts'

/** Somebody has still to acknowledge it. */
export const waits = ({ state, annunciated }: Pick<Alarm, 'state' | 'annunciated'>): boolean =>
  annunciated && state.endsWith('unacknowledged')
