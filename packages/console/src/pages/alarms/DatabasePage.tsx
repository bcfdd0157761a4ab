import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { SearchField } from '../../parts/SearchField.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { type AlarmDefinitionInForce, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { changeCountsQuery } from '../../shell/alarm-counts.ts'
import { ChangeList } from './parts/ChangeList.tsx'
import { DefinitionTable } from './parts/DefinitionTable.tsx'
import { WaitingBanner } from './parts/WaitingBanner.tsx'
import styles from './performance.module.css'
import { definitionsQuery, openChangesQuery } from './queries.ts'

const DefinitionDialog = lazy(async () => ({
  default: (await import('./parts/DefinitionDialog.tsx')).DefinitionDialog,
}))
const route = getRouteApi('/app/alarms/database')

/** The master alarm database: what is in force, and changes that wait for a second person. */
export function DatabasePage() {
  const { t } = useTranslation('alarms')
  const { q, open } = route.useSearch()
  const navigate = useNavigate()
  const definitions = useInfiniteQuery(definitionsQuery(q))
  const changes = useQuery(openChangesQuery)
  const counts = useQuery(changeCountsQuery)
  const mayPropose = useMay('alarm:propose')
  const [editing, setEditing] = useState<AlarmDefinitionInForce | 'new'>()
  const download = useMutation({
    mutationFn: () => platform.alarms.csv(),
    onSuccess: (text) => saveFile(new Blob([text], { type: 'text/csv' }), 'alarms.csv'),
  })
  const rows = definitions.data?.pages.flatMap((page) => page.items) ?? []
  const total = definitions.data?.pages[0]?.total
  const add = mayPropose && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setEditing('new')}>
      {t('database.add')}
    </Button>
  )

  return (
    <div className="page">
      <title>{`${t('database.title')} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/alarms" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('database.title')}</h1>
        {total !== undefined && <span className="quiet num">{t('database.total', { count: total })}</span>}
        <div className={lists.actions}>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.8} />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('database.download')}
          </Button>
          {add}
        </div>
      </header>
      <p className={styles.lesson}>{t('database.lesson')}</p>
      <div className={lists.tools}>
        <SegmentedControl
          size="sm"
          aria-label={t('database.show')}
          value={open ?? 'force'}
          onChange={(value) =>
            void navigate({ to: '/alarms/database', search: value === 'changes' ? { open: 'changes' } : {} })
          }
          data={[
            { value: 'force', label: t('database.inForce') },
            { value: 'changes', label: t('database.waiting', { count: counts.data?.waiting ?? 0 }) },
          ]}
        />
        {!open && (
          <SearchField
            className={lists.search}
            value={q ?? ''}
            label={t('search')}
            onChange={(words) =>
              void navigate({ to: '/alarms/database', search: words ? { q: words } : {}, replace: true })
            }
          />
        )}
      </div>
      {open === 'changes' && <WaitingBanner here />}
      {open === 'changes' ? (
        <ChangeList changes={changes.data} fault={changes.error} />
      ) : (
        <div className={`panel ${lists.list}`}>
          {definitions.isError && !definitions.data && (
            <FaultView fault={definitions.error} retry={() => void definitions.refetch()} />
          )}
          {definitions.isPending && <Skeleton height={220} m={16} w="auto" />}
          {definitions.data && rows.length === 0 && (
            <EmptyState title={t('database.empty')} lesson={t('database.emptyLesson')}>
              {add}
            </EmptyState>
          )}
          {rows.length > 0 && <DefinitionTable definitions={rows} onOpen={setEditing} />}
          {definitions.hasNextPage && (
            <div className={lists.more}>
              <Button
                variant="default"
                size="xs"
                loading={definitions.isFetchingNextPage}
                onClick={() => void definitions.fetchNextPage()}
              >
                {t('more')}
              </Button>
            </div>
          )}
        </div>
      )}
      <Suspense>
        {editing && (
          <DefinitionDialog
            {...(editing === 'new' ? {} : { inForce: editing })}
            onClose={() => setEditing(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}
