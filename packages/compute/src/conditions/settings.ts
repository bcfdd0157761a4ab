import { MICROS_PER_S, type Micros } from '@millrace/core'

/** What a signal measures, as far as its noise goes. */
export type SignalKind = 'flow' | 'level' | 'pressure' | 'temperature'

/** A deadband as a share of the operating range (0 to 1) and delays, µs, to begin with. */
export interface StartingPoint {
  readonly deadband: number
  readonly delay: Micros
}

/**
 * Where to begin with the deadband and the delay (on or off) of an analogue signal, before its own record says better. Deadbands:
 * the table of EEMUA 191 as classes/deadband.ts cites it. Delays: those that ANSI/ISA-18.2-2009 recommends, from memory, its clause
 * not looked up.
 */
export const startingPoints: Readonly<Record<SignalKind, StartingPoint>> = {
  flow: { deadband: 0.05, delay: 15 * MICROS_PER_S },
  level: { deadband: 0.02, delay: 60 * MICROS_PER_S },
  pressure: { deadband: 0.02, delay: 15 * MICROS_PER_S },
  temperature: { deadband: 0.01, delay: 60 * MICROS_PER_S },
}
