import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { type FlowSecret, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { secretsQuery } from '../queries.ts'
import { SecretDialog } from './SecretDialog.tsx'
import { SecretTable } from './SecretTable.tsx'

const route = getRouteApi('/app/flows/secrets')

/** Headers of requests that no document of a flow holds: by name, and never their values. */
export function SecretsPage() {
  const { t } = useTranslation('flows')
  const { set } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const writes = useMay('flow:write')
  const secrets = useQuery(secretsQuery)
  const [leaving, setLeaving] = useState<FlowSecret>()
  const remove = useMutation({
    mutationFn: (name: string) => platform.flows.removeSecret(name),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: secretsQuery.queryKey })
      setLeaving(undefined)
    },
  })
  const ask = (name: string | undefined) =>
    void navigate({ to: '/flows/secrets', search: name === undefined ? {} : { set: name }, replace: true })
  const add = writes && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => ask('')}>
      {t('secrets.add')}
    </Button>
  )
  const known = secrets.data
  return (
    <div className="page">
      <title>{`${t('secrets.title')} – Millrace`}</title>
      <nav aria-label={t('secrets.path')} className="thing-path">
        <Link to="/flows" search={{}} className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('secrets.title')}</h1>
        <div className={lists.actions}>{known && known.length > 0 && add}</div>
      </header>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('secrets.lesson')}</p>
      </div>
      <div className={`panel ${lists.list}`}>
        {secrets.isError && <FaultView fault={secrets.error} retry={() => void secrets.refetch()} />}
        {secrets.isPending && <Skeleton height={220} m={16} w="auto" />}
        {known?.length === 0 && (
          <EmptyState title={t('secrets.empty')} lesson={t('secrets.emptyLesson')}>
            {add}
          </EmptyState>
        )}
        {known && known.length > 0 && (
          <SecretTable
            secrets={known}
            acts={writes ? { replace: ({ name }) => ask(name), remove: setLeaving } : undefined}
          />
        )}
      </div>
      {set !== undefined && writes && known && (
        <SecretDialog
          key={set}
          asked={set}
          secret={known.find(({ name }) => name === set)}
          onClose={() => ask(undefined)}
        />
      )}
      {leaving && (
        <ConfirmDialog
          title={t('secrets.removeTitle', { name: leaving.name })}
          action={t('secrets.remove')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate(leaving.name)}
          onClose={() => setLeaving(undefined)}
        >
          {leaving.usedBy.length > 0
            ? t('secrets.removeUsed', { count: leaving.usedBy.length })
            : t('secrets.removeLesson')}
        </ConfirmDialog>
      )}
    </div>
  )
}
