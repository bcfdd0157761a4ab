import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import type { AppFacets } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../apps.module.css'
import { libraryQuery, shelfQuery } from '../queries.ts'
import type { AppSearch, SetSearch } from '../search.ts'
import { AppCard } from './AppCard.tsx'
import { Facets } from './Facets.tsx'
import { FromPlatform } from './FromPlatform.tsx'

interface ShelfProps {
  search: AppSearch
  set: SetSearch
  /** What an empty shelf offers. */
  bring: ReactNode
}

/** Apps of the organisation and those that come with the platform, found by words and by what they are for. */
export function Shelf({ search, set, bring }: ShelfProps) {
  const { t } = useTranslation('apps')
  const [facets, { toggle }] = useDisclosure(false)
  const apps = useInfiniteQuery(shelfQuery(search))
  const library = useQuery({ ...libraryQuery(search), enabled: useMay('app:manage') })
  const found = apps.data?.pages.flatMap((page) => page.items) ?? []
  const first = apps.data?.pages[0]
  const offered = library.data?.items.filter(({ taken, version }) => taken !== version) ?? []
  const { tab: _, q, ...filters } = search
  const chosen = Object.keys(filters).length
  const filtered = Boolean(q) || chosen > 0
  const clear = () => set(nothing)
  if (apps.isError && !apps.data) return <FaultView fault={apps.error} retry={() => void apps.refetch()} />
  if (!first || library.isLoading) return <Skeleton height={320} radius={6} />
  if (found.length + offered.length === 0 && !filtered)
    return (
      <div className="panel">
        <EmptyState title={t('shelf.none')} lesson={t('shelf.lesson')}>
          {bring}
        </EmptyState>
      </div>
    )
  return (
    <div className={styles.shelf}>
      <div className={styles.shelfTools}>
        <SearchField
          className={lists.search}
          value={q ?? ''}
          label={t('shelf.search')}
          onChange={(words) => set({ q: words || undefined })}
        />
        <Button
          variant="default"
          className={styles.facetButton ?? ''}
          leftSection={<IconFilter size={15} stroke={1.8} />}
          aria-expanded={facets}
          onClick={toggle}
        >
          {chosen > 0 ? t('shelf.filters', { count: chosen }) : t('shelf.filter')}
        </Button>
        <span className={`quiet num ${styles.count}`} role="status">
          {t('shelf.total', { count: first.total + offered.length })}
        </span>
        {filtered && (
          <Button variant="subtle" size="xs" className={styles.count ?? ''} onClick={clear}>
            {t('shelf.clear')}
          </Button>
        )}
      </div>
      <aside className={styles.facets} data-open={facets || undefined} aria-label={t('shelf.filter')}>
        <Facets search={search} set={set} counts={together(first.facets, library.data?.facets)} />
      </aside>
      <div>
        {library.error && <FaultView fault={library.error} retry={() => void library.refetch()} />}
        {found.length + offered.length === 0 && (
          <div className="panel">
            <EmptyState title={t('shelf.filtered')} lesson={t('shelf.filteredLesson')}>
              <Button variant="default" size="xs" onClick={clear}>
                {t('shelf.clear')}
              </Button>
            </EmptyState>
          </div>
        )}
        {found.length > 0 && (
          <ul className={styles.cards}>
            {found.map((app) => (
              <AppCard key={app.app} app={app} />
            ))}
          </ul>
        )}
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
        <FromPlatform items={offered} />
      </div>
    </div>
  )
}

const nothing = {
  q: undefined,
  scenario: undefined,
  stage: undefined,
  reach: undefined,
  industry: undefined,
  class: undefined,
  has: undefined,
  fits: undefined,
}

/** Of the shelf and of what comes with the platform. */
function together(of: AppFacets, more: AppFacets | undefined): AppFacets {
  if (!more) return of
  const names = Object.keys(of) as (keyof AppFacets)[]
  return Object.fromEntries(
    names.map((name) => {
      const counts = { ...of[name] }
      for (const [value, count] of Object.entries(more[name])) counts[value] = (counts[value] ?? 0) + count
      return [name, counts]
    }),
  ) as AppFacets
}
