import type { WriteState } from './schema.ts'

/** What happens to a write. */
export type Cause = 'confirmed' | 'refused' | 'withdrawn' | 'expired' | 'taken' | 'not_taken' | 'silent'

/** Every arrow of a write's life; what is not here cannot happen. */
const arrows: Readonly<Record<WriteState, Readonly<Partial<Record<Cause, WriteState>>>>> = {
  waiting: { confirmed: 'sending', refused: 'refused', withdrawn: 'withdrawn', expired: 'expired' },
  sending: { taken: 'done', not_taken: 'failed', silent: 'unknown' },
  done: {},
  failed: {},
  unknown: {},
  refused: {},
  withdrawn: {},
  expired: {},
}

/** The state after, or undefined where that cannot happen any more. */
export const transition = (state: WriteState, cause: Cause): WriteState | undefined => arrows[state][cause]
