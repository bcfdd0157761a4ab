import { Button, Skeleton, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { PlatformFault, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { AuditFilters } from './parts/AuditFilters.tsx'
import { ChainPanel } from './parts/ChainPanel.tsx'
import { RecordDialog } from './parts/RecordDialog.tsx'
import { RecordList } from './parts/RecordList.tsx'
import { everyMs, recordsQuery } from './queries.ts'
import { type AuditFilter, parseAuditSearch } from './search.ts'

const route = getRouteApi('/app/audit')

export function AuditPage() {
  const { t } = useTranslation('audit')
  const { record, ...filter } = route.useSearch()
  const navigate = useNavigate()
  const mayExport = useMay('audit:export')
  const records = useInfiniteQuery({
    ...recordsQuery(filter),
    // Who reads on in what was is not interrupted by what comes.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : everyMs),
  })
  const rows = records.data?.pages.flatMap((page) => page.items) ?? []
  const isRefused = records.error instanceof PlatformFault && records.error.status === 403
  const isFiltered = Object.keys(filter).length > 0
  const set = (change: { [Key in keyof AuditFilter]?: AuditFilter[Key] | undefined }) =>
    void navigate({ to: '/audit', search: (before) => parseAuditSearch({ ...before, ...change }), replace: true })
  const clear = () => void navigate({ to: '/audit', search: {}, replace: true })

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {mayExport && (
          <span className={lists.actions}>
            <Tooltip label={t('exportHint')}>
              <Button
                component="a"
                href={platform.audit.exportAddress}
                download="audit.ndjson"
                variant="default"
                leftSection={<IconDownload size={16} stroke={1.7} />}
              >
                {t('export')}
              </Button>
            </Tooltip>
          </span>
        )}
      </header>
      {!isRefused && (
        <>
          <ChainPanel />
          <AuditFilters filter={filter} rows={rows} onChange={set} onClear={clear} />
        </>
      )}
      <div className={`panel ${lists.list}`}>
        {records.isError && <FaultView fault={records.error} retry={() => void records.refetch()} />}
        {records.isPending && <Skeleton height={320} m={16} w="auto" />}
        {records.data && rows.length === 0 && isFiltered && (
          <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')}>
            <Button variant="default" size="xs" onClick={clear}>
              {t('filter.clear')}
            </Button>
          </EmptyState>
        )}
        {records.data && rows.length === 0 && !isFiltered && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')} />
        )}
        {rows.length > 0 && <RecordList records={rows} />}
        {records.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={records.isFetchingNextPage}
              onClick={() => void records.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      {record !== undefined && <RecordDialog seq={record} />}
    </div>
  )
}
