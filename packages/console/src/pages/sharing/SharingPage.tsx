import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { rightsQuery, useMay } from '../../rights.ts'
import { GrantList } from './parts/GrantList.tsx'
import { grantsQuery } from './queries.ts'
import { type GrantSide, grantSides, grantStates, type SharingSearch } from './search.ts'

const route = getRouteApi('/app/sharing')
const ShareDialog = lazy(() => import('./parts/ShareDialog.tsx'))

export function SharingPage() {
  const { t } = useTranslation('sharing')
  const search = route.useSearch()
  const navigate = useNavigate()
  const [dialog, { open, close }] = useDisclosure(false)
  const mayGive = useMay('grant:give')
  const seesGiven = useMay('grant:read')
  const seesReceived = useMay('organisation:read')
  const sides = grantSides.filter((each) => (each === 'given' ? seesGiven : seesReceived))
  const side = sides.find((each) => each === search.side) ?? sides[0]
  const set = (next: SharingSearch) => void navigate({ to: '/sharing', search: next, replace: true })

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {mayGive && (
          <span className={lists.actions}>
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
              {t('give.open')}
            </Button>
          </span>
        )}
      </header>
      <div className={lists.tools}>
        {sides.length > 1 && (
          <SegmentedControl
            aria-label={t('side.label')}
            value={side ?? ''}
            onChange={(value) => set({ ...search, side: grantSides.find((each) => each === value) ?? grantSides[0] })}
            data={sides.map((value) => ({ value, label: t(`side.${value}`) }))}
          />
        )}
        <SegmentedControl
          aria-label={t('state.label')}
          value={search.state ?? 'all'}
          onChange={(value) => {
            const state = grantStates.find((known) => known === value)
            set({ ...(search.side && { side: search.side }), ...(state && { state }) })
          }}
          data={[
            { value: 'all', label: t('state.all') },
            ...grantStates.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {side ? <Grants key={side} side={side} search={search} onGive={mayGive ? open : undefined} /> : <NoSide />}
      </div>
      <Suspense>{dialog && <ShareDialog onClose={close} />}</Suspense>
    </div>
  )
}

/** Until it is known what may be seen, and where that is nothing. */
function NoSide() {
  const { t } = useTranslation('sharing')
  const rights = useQuery(rightsQuery)
  if (rights.isError) return <FaultView fault={rights.error} retry={() => void rights.refetch()} />
  if (rights.isPending) return <Skeleton height={220} m={16} w="auto" />
  return <EmptyState title={t('empty.unseen')} lesson={t('empty.unseenLesson')} />
}

interface GrantsProps {
  side: GrantSide
  search: SharingSearch
  onGive: (() => void) | undefined
}

function Grants({ side, search, onGive }: GrantsProps) {
  const { t } = useTranslation('sharing')
  const grants = useInfiniteQuery(grantsQuery(side, search))
  if (grants.isError && !grants.data) return <FaultView fault={grants.error} retry={() => void grants.refetch()} />
  if (!grants.data) return <Skeleton height={220} m={16} w="auto" />
  const rows = grants.data.pages.flatMap((page) => page.items)
  if (rows.length === 0 && search.state)
    return <EmptyState title={t('empty.filtered')} lesson={t('empty.filteredLesson')} />
  if (rows.length === 0)
    return (
      <EmptyState title={t(`empty.${side}`)} lesson={t(`empty.${side}Lesson`)}>
        {side === 'given' && onGive && (
          <Button size="xs" onClick={onGive}>
            {t('give.open')}
          </Button>
        )}
      </EmptyState>
    )
  return (
    <>
      <GrantList grants={rows} side={side} />
      {grants.hasNextPage && (
        <div className={lists.more}>
          <Button
            variant="default"
            size="xs"
            loading={grants.isFetchingNextPage}
            onClick={() => void grants.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
