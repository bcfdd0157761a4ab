import { Skeleton } from '@mantine/core'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import type { Plant } from '../../plant.ts'
import { platformWith } from '../../platform.ts'
import { queryDefaults } from '../../query-defaults.ts'
import { LostBanner } from '../../shell/ConnectionBanner.tsx'
import { LanguageButton } from '../../shell/LanguageButton.tsx'
import { Logo } from '../../shell/Logo.tsx'
import { SchemeButton } from '../../shell/SchemeButton.tsx'
import { SharedView } from './parts/SharedView.tsx'
import { heldGrantQuery, isClosed } from './queries.ts'
import styles from './shared.module.css'

/** What whoever holds a link sees, without an account. The token stands in the fragment, which no server is sent. */
export function LinkPage() {
  const { t } = useTranslation('sharing')
  const token = useRouterState({ select: ({ location }) => location.hash })
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <span className={styles.brand}>
          <Logo size={26} />
          Millrace
        </span>
        <LanguageButton />
        <SchemeButton />
      </header>
      <main className={styles.main}>
        <title>{`${t('shared')} – Millrace`}</title>
        {token === '' ? (
          <EmptyState title={t('nothing.title')} lesson={t('nothing.short')} />
        ) : (
          <Held key={token} token={token} />
        )}
      </main>
    </div>
  )
}

/** Asked with the token alone, with answers of its own: whoever is signed in in this browser is not the one who looks. */
function Held({ token }: { token: string }) {
  const { client, queries } = useMemo(
    () => ({ client: platformWith(token), queries: new QueryClient({ defaultOptions: queryDefaults }) }),
    [token],
  )
  return (
    <QueryClientProvider client={queries}>
      <HeldView client={client} />
    </QueryClientProvider>
  )
}

function HeldView({ client }: { client: ReturnType<typeof platformWith> }) {
  const { t } = useTranslation('sharing')
  const grant = useQuery(heldGrantQuery(client))
  const { data, refetch } = grant
  const plant = useMemo<Plant | null>(() => (data ? { is: 'link', api: client, grant: data } : null), [client, data])
  const recheck = useCallback(() => void refetch(), [refetch])
  const closed = isClosed(grant.error)
  if (!plant && closed) return <EmptyState title={t('nothing.title')} lesson={t('nothing.lesson')} />
  if (!plant && grant.isError) return <FaultView fault={grant.error} retry={recheck} />
  if (!plant) return <Skeleton height={60} m={16} w="auto" />
  return (
    <>
      <LostBanner lost={grant.isError && !closed} />
      <SharedView plant={plant} closed={closed} recheck={recheck} />
    </>
  )
}
