import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { platform } from '../../../platform.ts'
import { contentOf, type DefinitionDraft, isWhole } from '../definition-draft.ts'

/** A name and a key are no matter of the formula: it is checked before they are typed. */
const standIn = { key: 'kpi', zh: 'KPI', en: 'KPI' }

/** What the platform says of a definition while it is typed. */
export function useChecked(draft: DefinitionDraft) {
  const [settled] = useDebouncedValue(JSON.stringify({ ...draft, ...standIn }), 300)
  const typed = JSON.parse(settled) as DefinitionDraft
  return useQuery({
    queryKey: ['kpis', 'check', settled],
    queryFn: ({ signal }) => platform.kpis.check(contentOf(typed), signal),
    enabled: isWhole(typed),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
