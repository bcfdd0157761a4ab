import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { SearchField } from '../../parts/SearchField.tsx'
import { useMay } from '../../rights.ts'
import { ProfileTable } from './parts/ProfileTable.tsx'
import { profilesQuery } from './queries.ts'
import { type LibrarySearch, profileKinds, profileOrigins, profileStates } from './search.ts'

const ContributeDialog = lazy(() => import('./parts/ContributeDialog.tsx'))
const route = getRouteApi('/app/library')

export function LibraryPage() {
  const { t } = useTranslation('library')
  const search = route.useSearch()
  const navigate = useNavigate()
  const profiles = useInfiniteQuery(profilesQuery(search))
  const contributes = useMay('library:contribute')
  const [contributing, { open, close }] = useDisclosure(false)
  const set = (change: { [Key in keyof LibrarySearch]?: LibrarySearch[Key] | undefined }) =>
    void navigate({
      to: '/library',
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as LibrarySearch,
      replace: true,
    })
  const rows = profiles.data?.pages.flatMap((page) => page.items) ?? []
  const total = profiles.data?.pages[0]?.total
  const empty = profiles.data !== undefined && rows.length === 0
  const nothingYet = search.origin === 'organisation' && !search.q && !search.kind && !search.state
  const add = contributes && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
      {t('add')}
    </Button>
  )

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {total !== undefined && <span className="quiet num">{t('total', { count: total })}</span>}
        <div className={lists.actions}>{add}</div>
      </header>
      <div className={lists.tools}>
        <SearchField
          className={lists.search}
          value={search.q ?? ''}
          label={t('search')}
          onChange={(q) => set({ q: q || undefined })}
        />
        <Select
          aria-label={t('filter.kind')}
          placeholder={t('filter.anyKind')}
          clearable
          searchable
          value={search.kind ?? null}
          onChange={(value) => set({ kind: profileKinds.find((kind) => kind === value) })}
          data={profileKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <Select
          aria-label={t('filter.state')}
          placeholder={t('filter.anyState')}
          clearable
          value={search.state ?? null}
          onChange={(value) => set({ state: profileStates.find((state) => state === value) })}
          data={profileStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <SegmentedControl
          size="sm"
          aria-label={t('filter.origin')}
          value={search.origin ?? 'any'}
          onChange={(value) => set({ origin: profileOrigins.find((origin) => origin === value) })}
          data={[
            { value: 'any', label: t('filter.any') },
            ...profileOrigins.map((origin) => ({ value: origin, label: t(`origin.${origin}`) })),
          ]}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {profiles.isError && <FaultView fault={profiles.error} retry={() => void profiles.refetch()} />}
        {profiles.isPending && <Skeleton height={220} m={16} w="auto" />}
        {empty && nothingYet && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            {add}
          </EmptyState>
        )}
        {empty && !nothingYet && (
          <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')}>
            <Button
              variant="default"
              size="xs"
              onClick={() => set({ q: undefined, kind: undefined, state: undefined, origin: undefined })}
            >
              {t('empty.clear')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && <ProfileTable profiles={rows} />}
        {profiles.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={profiles.isFetchingNextPage}
              onClick={() => void profiles.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      <Suspense>{contributing && <ContributeDialog onClose={close} />}</Suspense>
    </div>
  )
}
