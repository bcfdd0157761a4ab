import { priorities, priorityOf } from '@millrace/compute'
import type { Definition, Settings } from './definition.ts'

/** The priority of an alarm by the matrix, 0 low to 3 critical. */
export const rankOf = (
  settings: Pick<Settings, 'priorities'>,
  definition: Pick<Definition, 'consequence' | 'respondWithin'>,
): number => priorities.indexOf(priorityOf(settings.priorities, definition))
