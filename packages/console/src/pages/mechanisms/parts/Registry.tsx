import { Button, Select, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import styles from '../mechanisms.module.css'
import { mechanismsQuery } from '../queries.ts'
import { domains, type MechanismSearch, stages } from '../search.ts'
import { MechanismTable } from './MechanismTable.tsx'

interface RegistryProps {
  search: MechanismSearch
  set: (change: { [Key in keyof MechanismSearch]?: MechanismSearch[Key] | undefined }) => void
  /** What an empty registry offers. */
  actions: ReactNode
}

/** Models of the organisation, found by words, domain and stage. */
export function Registry({ search, set, actions }: RegistryProps) {
  const { t } = useTranslation('mechanisms')
  const models = useInfiniteQuery(mechanismsQuery(search))
  const rows = models.data?.pages.flatMap((page) => page.items) ?? []
  const total = models.data?.pages[0]?.total
  const empty = models.data !== undefined && rows.length === 0
  const filtered = Boolean(search.q || search.domain || search.stage)
  return (
    <>
      <div className={lists.tools}>
        <SearchField
          className={lists.search}
          value={search.q ?? ''}
          label={t('search')}
          onChange={(q) => set({ q: q || undefined })}
        />
        <Select
          aria-label={t('filter.domain')}
          placeholder={t('filter.anyDomain')}
          clearable
          value={search.domain ?? null}
          onChange={(value) => set({ domain: domains.find((domain) => domain === value) })}
          data={domains.map((domain) => ({ value: domain, label: t(`domain.${domain}`) }))}
        />
        <Select
          aria-label={t('filter.stage')}
          placeholder={t('filter.anyStage')}
          clearable
          value={search.stage ?? null}
          onChange={(value) => set({ stage: stages.find((stage) => stage === value) })}
          data={stages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        />
        {total !== undefined && total > 0 && (
          <span className={`quiet num ${styles.count}`}>{t('total', { count: total })}</span>
        )}
      </div>
      <div className={`panel ${lists.list}`}>
        {models.isError && <FaultView fault={models.error} retry={() => void models.refetch()} />}
        {models.isPending && <Skeleton height={220} m={16} w="auto" />}
        {empty && !filtered && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button variant="default" onClick={() => set({ tab: 'library' })}>
              {t('empty.library')}
            </Button>
            {actions}
          </EmptyState>
        )}
        {empty && filtered && (
          <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')}>
            <Button
              variant="default"
              size="xs"
              onClick={() => set({ q: undefined, domain: undefined, stage: undefined })}
            >
              {t('empty.clear')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && <MechanismTable models={rows} />}
        {models.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={models.isFetchingNextPage}
              onClick={() => void models.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
