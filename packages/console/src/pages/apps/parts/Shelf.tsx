import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import { useMay } from '../../../rights.ts'
import styles from '../apps.module.css'
import { shelfQuery } from '../queries.ts'
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

/** Apps of the organisation, found by words and by what they are for. */
export function Shelf({ search, set, bring }: ShelfProps) {
  const { t } = useTranslation('apps')
  const manages = useMay('app:manage')
  const [facets, { toggle }] = useDisclosure(false)
  const apps = useInfiniteQuery(shelfQuery(search))
  const found = apps.data?.pages.flatMap((page) => page.items) ?? []
  const first = apps.data?.pages[0]
  const chosen = [search.scenario, search.stage, search.reach, search.industry].filter(Boolean).length
  const filtered = Boolean(search.q) || chosen > 0
  const clear = () =>
    set({ q: undefined, scenario: undefined, stage: undefined, reach: undefined, industry: undefined })
  if (apps.isError && !apps.data) return <FaultView fault={apps.error} retry={() => void apps.refetch()} />
  if (!first) return <Skeleton height={320} radius={6} />
  if (found.length === 0 && !filtered)
    return (
      <>
        <div className="panel">
          <EmptyState title={t('shelf.none')} lesson={t('shelf.lesson')}>
            {bring}
          </EmptyState>
        </div>
        {manages && <FromPlatform />}
      </>
    )
  return (
    <div className={styles.shelf}>
      <div className={styles.shelfTools}>
        <SearchField
          className={lists.search}
          value={search.q ?? ''}
          label={t('shelf.search')}
          onChange={(q) => set({ q: q || undefined })}
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
          {t('shelf.total', { count: first.total })}
        </span>
        {filtered && (
          <Button variant="subtle" size="xs" className={styles.count ?? ''} onClick={clear}>
            {t('shelf.clear')}
          </Button>
        )}
      </div>
      <aside className={styles.facets} data-open={facets || undefined} aria-label={t('shelf.filter')}>
        <Facets search={search} set={set} counts={first.facets} />
      </aside>
      <div>
        {found.length === 0 && (
          <div className="panel">
            <EmptyState title={t('shelf.filtered')} lesson={t('shelf.filteredLesson')}>
              <Button variant="default" size="xs" onClick={clear}>
                {t('shelf.clear')}
              </Button>
            </EmptyState>
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
        {manages && !filtered && <FromPlatform />}
      </div>
    </div>
  )
}
