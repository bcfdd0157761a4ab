import { useCallback } from 'react'
import { useKnownFault } from '../../parts/FaultView.tsx'
import type { Problem } from './use-check.ts'

interface ProblemWords {
  readonly says: string
  readonly remedy: string
}

/** A problem in the reader's language where the console knows its fault. */
export function useProblemWords(): (problem: Problem) => ProblemWords {
  const known = useKnownFault()
  return useCallback(
    (problem: Problem) => {
      const facts = Object.fromEntries(
        Object.entries((problem as { facts?: Record<string, unknown> }).facts ?? {}).map(([key, value]) => [
          key,
          String(value),
        ]),
      )
      return known(problem.code, { says: problem.says, remedy: problem.remedy ?? '' }, facts)
    },
    [known],
  )
}
