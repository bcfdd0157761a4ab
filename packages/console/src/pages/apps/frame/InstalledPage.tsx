import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { type AppInstallation, type AppPage, PlatformFault, platform } from '../../../platform.ts'
import { said } from '../words.ts'
import { PageView } from './PageView.tsx'
import type { PageFault } from './protocol.ts'
import { InstallationRelay } from './relay.ts'

interface InstalledPageProps {
  one: AppInstallation
  page: AppPage
  at: 'menu' | 'asset' | 'wall'
  /** On whose page it stands. */
  asset?: string
}

/** What a service of the app refused by itself, in the code and words of the app: its page says it in the reader's language. */
function ownRefusal(thrown: unknown): PageFault | undefined {
  if (!(thrown instanceof PlatformFault) || thrown.code !== 'app.service_refused') return undefined
  const { reason = thrown.code, seen = thrown.message } = thrown.facts
  return { code: reason, says: seen, remedy: thrown.remedy }
}

/** A page of an installed app: with a ticket for who looks at it, and a relay to what the installation may. */
export default function InstalledPage({ one, page, at, asset }: InstalledPageProps) {
  const { t } = useTranslation('apps')
  const navigate = useNavigate()
  const words = useFaultWords()
  const [turn, setTurn] = useState(0)
  const active = one.state === 'active'
  const ticket = useQuery({
    queryKey: ['apps', 'ticket', one.id, one.version, one.changedAt, page.name, turn],
    queryFn: ({ signal }) => platform.apps.ticket(one.id, page.name, signal),
    enabled: active,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each ticket begins anew, and the words are those of the moment
  const relay = useMemo(
    () =>
      new InstallationRelay(one.id, {
        asset,
        at,
        words: (thrown) => ownRefusal(thrown) ?? words(thrown),
        open: (id) => void navigate({ to: '/assets', search: { asset: id } }),
      }),
    [one.id, asset, at, ticket.data],
  )
  if (!active)
    return (
      <EmptyState title={t('frame.suspended')} lesson={t('frame.suspendedLesson')}>
        <Button
          variant="default"
          size="xs"
          onClick={() => void navigate({ to: '/apps/installations/$id', params: { id: one.id } })}
        >
          {t('frame.toApp')}
        </Button>
      </EmptyState>
    )
  if (ticket.isError) return <FaultView fault={ticket.error} retry={() => void ticket.refetch()} />
  if (!ticket.data) return <Skeleton height="100%" radius={0} />
  return (
    <PageView
      key={ticket.data.ticket}
      title={said(page.title)}
      address={ticket.data.url}
      relay={relay}
      onAgain={() => setTurn(turn + 1)}
    />
  )
}
