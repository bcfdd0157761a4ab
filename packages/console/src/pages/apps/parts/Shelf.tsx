import { Button, Select, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import styles from '../apps.module.css'
import { shelfQuery } from '../queries.ts'
import { type AppSearch, reaches, type SetSearch, scenarios, stages } from '../search.ts'
import { AppCard } from './AppCard.tsx'

interface ShelfProps {
  search: AppSearch
  set: SetSearch
  /** What an empty shelf offers. */
  bring: ReactNode
}

/** Apps of the organisation, found by words and by what they are for. */
export function Shelf({ search, set, bring }: ShelfProps) {
  const { t } = useTranslation('apps')
  const apps = useInfiniteQuery(shelfQuery(search))
  const found = apps.data?.pages.flatMap((page) => page.items) ?? []
  const first = apps.data?.pages[0]
  const filtered = Boolean(search.q || search.scenario || search.stage || search.reach)
  /** With how many there are, within what else is asked for. */
  const counted = (label: string, count: number | undefined) => (first ? `${label} (${count ?? 0})` : label)
  return (
    <>
      <div className={lists.tools}>
        <SearchField
          className={lists.search}
          value={search.q ?? ''}
          label={t('shelf.search')}
          onChange={(q) => set({ q: q || undefined })}
        />
        <Select
          aria-label={t('shelf.scenario')}
          placeholder={t('shelf.anyScenario')}
          clearable
          value={search.scenario ?? null}
          onChange={(value) => set({ scenario: scenarios.find((each) => each === value) })}
          data={scenarios.map((value) => ({
            value,
            label: counted(t(`scenario.${value}`), first?.facets.scenario[value]),
          }))}
        />
        <Select
          aria-label={t('shelf.stage')}
          placeholder={t('shelf.anyStage')}
          clearable
          value={search.stage ?? null}
          onChange={(value) => set({ stage: stages.find((each) => each === value) })}
          data={stages.map((value) => ({ value, label: counted(t(`stage.${value}`), first?.facets.stage[value]) }))}
        />
        <Select
          aria-label={t('shelf.reach')}
          placeholder={t('shelf.anyReach')}
          clearable
          value={search.reach ?? null}
          onChange={(value) => set({ reach: reaches.find((each) => each === value) })}
          data={reaches.map((value) => ({ value, label: counted(t(`reach.${value}`), first?.facets.reach[value]) }))}
        />
        {first && first.total > 0 && (
          <span className={`quiet num ${styles.count}`}>{t('shelf.total', { count: first.total })}</span>
        )}
      </div>
      {apps.isError && <FaultView fault={apps.error} retry={() => void apps.refetch()} />}
      {apps.isPending && <Skeleton height={220} radius={6} />}
      {first && found.length === 0 && (
        <div className="panel">
          {filtered ? (
            <EmptyState title={t('shelf.filtered')} lesson={t('shelf.filteredLesson')}>
              <Button
                variant="default"
                size="xs"
                onClick={() => set({ q: undefined, scenario: undefined, stage: undefined, reach: undefined })}
              >
                {t('shelf.clear')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={t('shelf.none')} lesson={t('shelf.lesson')}>
              {bring}
            </EmptyState>
          )}
        </div>
      )}
      <ul className={styles.cards}>
        {found.map((app) => (
          <AppCard key={app.app} app={app} />
        ))}
      </ul>
      {apps.hasNextPage && (
        <div className={lists.more}>
          <Button
            variant="default"
            size="xs"
            loading={apps.isFetchingNextPage}
            onClick={() => void apps.fetchNextPage()}
          >
            {t('shelf.more')}
          </Button>
        </div>
      )}
    </>
  )
}
