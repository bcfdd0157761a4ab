import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import { WriteList } from './parts/WriteList.tsx'
import { writesQuery } from './queries.ts'
import { type WriteShow, writeShows } from './search.ts'

const route = getRouteApi('/app/writes')

export function WritesPage() {
  const { t } = useTranslation('writes')
  const { show = 'waiting' } = route.useSearch()
  const navigate = useNavigate()
  const mayRule = useMay('organisation:manage')
  const writes = useInfiniteQuery(writesQuery(show))
  const rows = writes.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (next: WriteShow) =>
    void navigate({ to: '/writes', search: next === 'all' ? { show: next } : {}, replace: true })

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {mayRule && (
          <div className={lists.actions}>
            <Button variant="default" component={Link} to="/writes/rules">
              {t('rules.title')}
            </Button>
          </div>
        )}
      </header>
      <div className={lists.tools}>
        <SegmentedControl
          size="sm"
          aria-label={t('show.label')}
          value={show}
          onChange={(value) => choose(writeShows.find((each) => each === value) ?? 'waiting')}
          data={writeShows.map((each) => ({ value: each, label: t(`show.${each}`) }))}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {writes.isError && !writes.data && <FaultView fault={writes.error} retry={() => void writes.refetch()} />}
        {writes.isPending && <Skeleton height={220} m={16} w="auto" />}
        {writes.data && rows.length === 0 && (
          <EmptyState title={t(`empty.${show}`)} lesson={t(`empty.${show}Lesson`)}>
            {show === 'waiting' && (
              <Button variant="default" size="xs" onClick={() => choose('all')}>
                {t('empty.toAll')}
              </Button>
            )}
          </EmptyState>
        )}
        {rows.length > 0 && <WriteList writes={rows} />}
        {writes.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={writes.isFetchingNextPage}
              onClick={() => void writes.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
