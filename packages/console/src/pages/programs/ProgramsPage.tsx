import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import list from '../../parts/list.module.css'
import { PortalNav } from '../developer/PortalNav.tsx'
import { ProgramTable } from './parts/ProgramTable.tsx'
import { programsQuery } from './queries.ts'

const ProgramDialog = lazy(() => import('./parts/ProgramDialog.tsx'))

export function ProgramsPage() {
  const { t } = useTranslation('programs')
  const programs = useInfiniteQuery(programsQuery)
  const [making, { open, close }] = useDisclosure(false)
  const rows = programs.data?.pages.flatMap((page) => page.items) ?? []
  const total = programs.data?.pages[0]?.total

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={list.head}>
        <h1 className="page-title">{t('title')}</h1>
        {total !== undefined && <span className="quiet num">{t('total', { count: total })}</span>}
        <div className={list.actions}>
          <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
            {t('add')}
          </Button>
        </div>
      </header>
      <PortalNav />
      <div className={`panel ${list.list}`}>
        {programs.isError && <FaultView fault={programs.error} retry={() => void programs.refetch()} />}
        {programs.isPending && <Skeleton height={220} m={16} w="auto" />}
        {programs.data && rows.length === 0 && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button size="xs" onClick={open}>
              {t('add')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && <ProgramTable programs={rows} />}
        {programs.hasNextPage && (
          <div className={list.more}>
            <Button
              variant="default"
              size="xs"
              loading={programs.isFetchingNextPage}
              onClick={() => void programs.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      <Suspense>{making && <ProgramDialog onClose={close} />}</Suspense>
    </div>
  )
}
