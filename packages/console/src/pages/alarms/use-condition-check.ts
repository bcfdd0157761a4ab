import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { PlatformFault, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { type ConditionDraft, conditionIn } from './condition-draft.ts'
import { definitionKeys } from './queries.ts'

const restMs = 400

/** What the platform says is wrong with a condition, once the hand rests; nothing while it is not whole. */
export function useConditionCheck(draft: ConditionDraft): PlatformFault | undefined {
  const [rested] = useDebouncedValue(draft, restMs)
  const condition = conditionIn(rested)
  const mayPropose = useMay('alarm:propose')
  const check = useQuery({
    queryKey: [...definitionKeys, 'check', condition],
    enabled: mayPropose && condition !== undefined,
    retry: false,
    queryFn: async ({ signal }) => {
      if (condition) await platform.alarms.check(condition, signal)
      return true
    },
  })
  const isOfThis = condition !== undefined && rested === draft
  return isOfThis && check.error instanceof PlatformFault && check.error.status === 422 ? check.error : undefined
}
