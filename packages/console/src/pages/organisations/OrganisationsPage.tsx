import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import list from '../../parts/list.module.css'
import { OrganisationTable } from './parts/OrganisationTable.tsx'
import { organisationsQuery } from './queries.ts'

const OrganisationDialog = lazy(() => import('./parts/OrganisationDialog.tsx'))

export function OrganisationsPage() {
  const { t } = useTranslation('organisations')
  const organisations = useQuery(organisationsQuery)
  const [making, { open, close }] = useDisclosure(false)
  const [typed, setTyped] = useState('')
  const search = typed.trim().toLowerCase()
  const rows = organisations.data?.filter(
    ({ name, handle }) => name.toLowerCase().includes(search) || handle.includes(search),
  )

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={list.head}>
        <h1 className="page-title">{t('title')}</h1>
        {organisations.data && <span className="quiet num">{t('total', { count: organisations.data.length })}</span>}
        <div className={list.actions}>
          <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
            {t('add')}
          </Button>
        </div>
      </header>
      <div className={list.tools}>
        <TextInput
          className={list.search ?? ''}
          value={typed}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div className={`panel ${list.list}`}>
        {organisations.isError && <FaultView fault={organisations.error} retry={() => void organisations.refetch()} />}
        {organisations.isPending && <Skeleton height={220} m={16} w="auto" />}
        {rows?.length === 0 && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button variant="default" size="xs" onClick={() => setTyped('')}>
              {t('empty.clear')}
            </Button>
          </EmptyState>
        )}
        {rows && rows.length > 0 && <OrganisationTable organisations={rows} />}
      </div>
      <Suspense>{making && <OrganisationDialog onClose={close} />}</Suspense>
    </div>
  )
}
