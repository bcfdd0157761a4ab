import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { platform } from '../../../platform.ts'
import { contentOf, type DerivedDraft } from '../draft.ts'

/** What the platform says of a formula while it is typed, with what it gives over the last hour. */
export function usePreview(draft: DerivedDraft, point: string | undefined) {
  const content = contentOf(draft)
  const [settled] = useDebouncedValue(content ? JSON.stringify(content) : '', 400)
  return useQuery({
    queryKey: ['derived', 'preview', point, settled],
    queryFn: ({ signal }) =>
      platform.derived.preview(
        { ...(JSON.parse(settled) as NonNullable<typeof content>), ...(point ? { point } : {}) },
        signal,
      ),
    enabled: settled !== '' && content !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
  })
}
