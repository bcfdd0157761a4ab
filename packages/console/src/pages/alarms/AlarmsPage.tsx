import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconCheck, IconClockPause, IconReload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { SearchField } from '../../parts/SearchField.tsx'
import { platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './alarms.module.css'
import { AlarmCounts } from './parts/AlarmCounts.tsx'
import { AlarmTable } from './parts/AlarmTable.tsx'
import { WaitingBanner } from './parts/WaitingBanner.tsx'
import { alarmsQuery } from './queries.ts'
import { type AlarmSearch, alarmShows } from './search.ts'
import { useAct } from './use-act.ts'
import { useAlarmsLive } from './use-alarms-live.ts'
import { waits } from './waits.ts'

const HoldDialog = lazy(async () => ({ default: (await import('./parts/HoldDialog.tsx')).HoldDialog }))
const route = getRouteApi('/app/alarms')

export function AlarmsPage() {
  const { t } = useTranslation('alarms')
  const search = route.useSearch()
  const navigate = useNavigate()
  const show = search.show ?? 'active'
  useAlarmsLive()
  const alarms = useInfiniteQuery(alarmsQuery(search))
  const rows = alarms.data?.pages.flatMap((page) => page.items) ?? []
  const counts = alarms.data?.pages[0]?.counts
  const mayAcknowledge = useMay('alarm:acknowledge')
  const mayShelve = useMay('alarm:shelve')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [shelving, setShelving] = useState<readonly string[]>()
  const done = () => {
    setChosen(new Set())
    setShelving(undefined)
  }
  const acknowledge = useAct((ids: readonly string[]) => platform.alarms.acknowledge(ids), done)
  const unshelve = useAct((ids: readonly string[]) => platform.alarms.unshelve(ids), done)
  const shelve = useAct(
    (said: { reason: string; until: string }) => platform.alarms.shelve(shelving ?? [], said.reason, said.until),
    done,
  )
  const set = (change: { [Key in keyof AlarmSearch]?: AlarmSearch[Key] | undefined }) => {
    setChosen(new Set())
    void navigate({
      to: '/alarms',
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== 'active'),
        ) as AlarmSearch,
      replace: true,
    })
  }
  const waiting = rows.filter(waits).map(({ id }) => id)
  const here = [...chosen].filter((id) => rows.some((row) => row.id === id))

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {counts && (
          <span className="quiet num" role="status">
            {t('waiting', { count: counts.unacknowledged })}
          </span>
        )}
        <div className={lists.actions}>
          <Button variant="default" component={Link} to="/alarms/performance">
            {t('performance.title')}
          </Button>
          <Button variant="default" component={Link} to="/alarms/database">
            {t('database.title')}
          </Button>
        </div>
      </header>
      <WaitingBanner />
      {counts && <AlarmCounts counts={counts} chosen={search.priority} onChoose={(priority) => set({ priority })} />}
      <div className={lists.tools}>
        <SegmentedControl
          size="sm"
          aria-label={t('show.label')}
          value={show}
          onChange={(value) => set({ show: alarmShows.find((each) => each === value) })}
          data={alarmShows.map((each) => ({ value: each, label: t(`show.${each}`) }))}
        />
        <SearchField
          className={lists.search}
          value={search.q ?? ''}
          label={t('search')}
          onChange={(q) => set({ q: q || undefined })}
        />
        <div className={styles.doing}>
          {mayAcknowledge && show !== 'shelved' && (
            <Button
              leftSection={<IconCheck size={16} stroke={2} />}
              disabled={here.length === 0 && waiting.length === 0}
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate(here.length > 0 ? here : waiting)}
            >
              {here.length > 0 ? t('act.acknowledgeChosen', { count: here.length }) : t('act.acknowledgeShown')}
            </Button>
          )}
          {mayShelve && show === 'active' && (
            <Button
              variant="default"
              leftSection={<IconClockPause size={16} stroke={1.8} />}
              disabled={here.length === 0}
              onClick={() => setShelving(here)}
            >
              {t('act.shelve')}
            </Button>
          )}
          {mayShelve && show === 'shelved' && (
            <Button
              variant="default"
              leftSection={<IconReload size={16} stroke={1.8} />}
              disabled={here.length === 0}
              loading={unshelve.isPending}
              onClick={() => unshelve.mutate(here)}
            >
              {t('act.unshelve')}
            </Button>
          )}
        </div>
      </div>
      <div className={`panel ${lists.list}`}>
        {alarms.isError && !alarms.data && <FaultView fault={alarms.error} retry={() => void alarms.refetch()} />}
        {alarms.isPending && <Skeleton height={220} m={16} w="auto" />}
        {alarms.data && rows.length === 0 && (
          <EmptyState title={t(`empty.${show}`)} lesson={t(`empty.${show}Lesson`)}>
            {(search.q || search.priority) && (
              <Button variant="default" size="xs" onClick={() => set({ q: undefined, priority: undefined })}>
                {t('empty.clear')}
              </Button>
            )}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <AlarmTable
            alarms={rows}
            chosen={chosen}
            onChoose={setChosen}
            onAcknowledge={mayAcknowledge ? acknowledge.mutate : undefined}
            onShelve={mayShelve ? setShelving : undefined}
          />
        )}
        {alarms.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={alarms.isFetchingNextPage}
              onClick={() => void alarms.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      {rows.length > 0 && <p className={`label ${styles.keys}`}>{t('keys')}</p>}
      <Suspense>
        {shelving && (
          <HoldDialog
            what="shelve"
            count={shelving.length}
            busy={shelve.isPending}
            onHold={({ reason, until = '' }) => shelve.mutate({ reason, until })}
            onClose={() => setShelving(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}
