import { Button, SegmentedControl, Select, Skeleton, Tabs } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { SearchField } from '../../parts/SearchField.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { platform } from '../../platform.ts'
import styles from './components.module.css'
import { ComponentTable } from './parts/ComponentTable.tsx'
import { UseView } from './parts/UseView.tsx'
import { poolQuery, sinceDays } from './queries.ts'
import { type ComponentSearch, componentKinds, componentTabs, useRanges } from './search.ts'

const route = getRouteApi('/app/components')

/** The pool: what can be placed in flows or called, and who uses what how much. */
export function ComponentsPage() {
  const { t } = useTranslation('components')
  const search = route.useSearch()
  const navigate = useNavigate()
  const tab = search.tab ?? 'pool'
  const set = (change: Partial<ComponentSearch>) =>
    void navigate({ to: '/components', search: { ...search, ...change } as ComponentSearch, replace: true })
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      <Tabs value={tab} onChange={(next) => set({ tab: next === 'use' ? 'use' : 'pool' })} keepMounted={false}>
        <Tabs.List mb={14}>
          {componentTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="pool">
          <Pool search={search} onSearch={set} />
        </Tabs.Panel>
        <Tabs.Panel value="use">
          <Used search={search} onSearch={set} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

interface PanelProps {
  search: ComponentSearch
  onSearch: (change: Partial<ComponentSearch>) => void
}

function Pool({ search, onSearch }: PanelProps) {
  const { t } = useTranslation('components')
  const pool = useInfiniteQuery(poolQuery(search))
  const rows = pool.data?.pages.flatMap((page) => page.items) ?? []
  const isFiltered = search.q !== undefined || search.kind !== undefined
  const empty = pool.data !== undefined && rows.length === 0
  return (
    <>
      {(rows.length > 0 || isFiltered) && (
        <div className={lists.tools}>
          <SearchField
            className={lists.search}
            value={search.q ?? ''}
            label={t('search')}
            onChange={(q) => onSearch({ q: q || undefined } as Partial<ComponentSearch>)}
          />
          <Select
            aria-label={t('kind.label')}
            value={search.kind ?? ''}
            allowDeselect={false}
            data={[
              { value: '', label: t('kind.all') },
              ...componentKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            ]}
            onChange={(value) =>
              onSearch({ kind: componentKinds.find((each) => each === value) } as Partial<ComponentSearch>)
            }
          />
        </div>
      )}
      <div className={`panel ${lists.list}`}>
        {pool.isError && <FaultView fault={pool.error} retry={() => void pool.refetch()} />}
        {pool.isPending && <Skeleton height={220} m={16} w="auto" />}
        {empty && isFiltered && <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')} />}
        {empty && !isFiltered && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button component={Link} to="/flows" variant="default">
              {t('empty.flows')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && <ComponentTable components={rows} />}
        {pool.hasNextPage && (
          <div className={lists.more}>
            <Button variant="default" size="xs" onClick={() => void pool.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function Used({ search, onSearch }: PanelProps) {
  const { t } = useTranslation('components')
  const words = useFaultWords()
  const days = search.days ?? '30'
  const save = useMutation({
    mutationFn: () => platform.components.usedCsv({ ...sinceDays(Number(days)), by: 'day' }),
    onSuccess: (text) => saveFile(new Blob([text], { type: 'text/csv' }), 'component-use.csv'),
  })
  return (
    <>
      <div className={styles.useTools}>
        <SegmentedControl
          size="xs"
          aria-label={t('use.range')}
          value={days}
          data={useRanges.map((value) => ({ value, label: t('use.days', { count: Number(value) }) }))}
          onChange={(value) => onSearch({ days: useRanges.find((each) => each === value) ?? '30' })}
        />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} stroke={1.8} />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('use.csv')}
        </Button>
      </div>
      {save.error && <FormFault words={words(save.error)} />}
      <UseView days={Number(days)} of="calls" />
      <p className={styles.counted}>
        {t('use.counted')} {t('use.countedCalls')}
      </p>
    </>
  )
}
