import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { platform } from '../platform.ts'
import { useMay } from '../rights.ts'
import { sessionQuery } from '../session.ts'
import { Count } from './Count.tsx'

const most = 100

const waitingQuery = queryOptions({
  queryKey: ['writes', 'waiting'],
  queryFn: ({ signal }) => platform.commands.writes({ state: 'waiting', limit: most }, signal),
  refetchInterval: 10_000,
})

/** How many writes wait for this person to confirm them; nobody confirms their own. */
export function WaitingCount() {
  const { t } = useTranslation('shell')
  const { data: session } = useQuery(sessionQuery)
  const waiting = useQuery({ ...waitingQuery, enabled: useMay('write:confirm') })
  const count = waiting.data?.items.filter(({ askedBy }) => askedBy.id !== session?.user.id).length ?? 0
  if (count === 0) return null
  return <Count label={t('waiting', { count })}>{waiting.data?.next ? `${count}+` : String(count)}</Count>
}
