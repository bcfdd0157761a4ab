import { Button, CloseButton, SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { DeviceList } from './parts/DeviceList.tsx'
import { devicesQuery } from './queries.ts'
import { type DeviceSearch, deviceKinds, deviceStates } from './search.ts'

const route = getRouteApi('/app/devices')
const CredentialDialog = lazy(() => import('./parts/CredentialDialog.tsx'))

export function DevicesPage() {
  const { t } = useTranslation('devices')
  const search = route.useSearch()
  const navigate = useNavigate()
  const [dialog, { open, close }] = useDisclosure(false)
  const [typed, setTyped] = useState(search.q ?? '')
  const devices = useInfiniteQuery(devicesQuery(search))
  const set = (change: { [Key in keyof DeviceSearch]?: DeviceSearch[Key] | undefined }) =>
    void navigate({
      to: '/devices',
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as DeviceSearch,
      replace: true,
    })
  const find = useDebouncedCallback((q: string) => set({ q }), 200)
  const rows = devices.data?.pages.flatMap((page) => page.items) ?? []
  const total = devices.data?.pages[0]?.total
  const filtered = Boolean(search.q || search.kind || search.state)

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {total !== undefined && <span className="quiet num">{t('total', { count: total })}</span>}
        <span className={lists.actions}>
          <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
            {t('add')}
          </Button>
        </span>
      </header>
      <div className={lists.tools}>
        <TextInput
          className={lists.search ?? ''}
          value={typed}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          rightSection={
            typed ? (
              <CloseButton
                size="sm"
                aria-label={t('clear')}
                onClick={() => {
                  setTyped('')
                  set({ q: undefined })
                }}
              />
            ) : null
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            find(event.currentTarget.value)
          }}
        />
        <SegmentedControl
          size="sm"
          aria-label={t('kind.label')}
          value={search.kind ?? 'all'}
          onChange={(value) => set({ kind: deviceKinds.find((kind) => kind === value) })}
          data={[
            { value: 'all', label: t('kind.all') },
            ...deviceKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
          ]}
        />
        <SegmentedControl
          size="sm"
          aria-label={t('state.label')}
          value={search.state ?? 'all'}
          onChange={(value) => set({ state: deviceStates.find((state) => state === value) })}
          data={[
            { value: 'all', label: t('state.all') },
            ...deviceStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
          ]}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {devices.isError && <FaultView fault={devices.error} retry={() => void devices.refetch()} />}
        {devices.isPending && <Skeleton height={220} m={16} w="auto" />}
        {devices.data && rows.length === 0 && filtered && (
          <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')}>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setTyped('')
                set({ q: undefined, kind: undefined, state: undefined })
              }}
            >
              {t('empty.clear')}
            </Button>
          </EmptyState>
        )}
        {devices.data && rows.length === 0 && !filtered && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button size="xs" onClick={open}>
              {t('add')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && <DeviceList devices={rows} />}
        {devices.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={devices.isFetchingNextPage}
              onClick={() => void devices.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      <Suspense>{dialog && <CredentialDialog onClose={close} />}</Suspense>
    </div>
  )
}
