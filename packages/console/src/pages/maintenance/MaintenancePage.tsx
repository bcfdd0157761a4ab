import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { Mark } from '../../parts/Mark.tsx'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import type { WorkOrderListed } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './maintenance.module.css'
import { NewOrderDialog } from './parts/NewOrderDialog.tsx'
import { ordersQuery } from './queries.ts'
import { orderShows } from './search.ts'
import { toneOf } from './tone.ts'

const route = getRouteApi('/app/maintenance')

export function MaintenancePage() {
  const { t } = useTranslation('maintenance')
  const { state } = route.useSearch()
  const navigate = useNavigate()
  const mayWork = useMay('maintenance:work')
  const [adding, setAdding] = useState(false)
  const orders = useInfiniteQuery(ordersQuery(state))
  const items = orders.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>
          <Button component={Link} to="/maintenance/plans" variant="default">
            {t('plans.title')}
          </Button>
          {mayWork && (
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          )}
        </div>
      </header>
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label={t('which')}
          value={state ?? 'all'}
          onChange={(value) => {
            const next = orderShows.find((known) => known === value)
            void navigate({ to: '/maintenance', search: next ? { state: next } : {}, replace: true })
          }}
          data={[
            { value: 'all', label: t('all') },
            ...orderShows.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
      </div>
      {orders.isError && !orders.data && <FaultView fault={orders.error} retry={() => void orders.refetch()} />}
      {orders.isPending && <Skeleton height={220} />}
      {orders.data && items.length === 0 && (
        <div className="panel">
          <EmptyState title={t('emptyTitle')} lesson={t('emptyLesson')} />
        </div>
      )}
      <ul className={styles.orders}>
        {items.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
      {orders.hasNextPage && (
        <div className={lists.more}>
          <Button
            variant="default"
            size="xs"
            loading={orders.isFetchingNextPage}
            onClick={() => void orders.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      )}
      {adding && <NewOrderDialog onClose={() => setAdding(false)} />}
    </div>
  )
}

function OrderCard({ order }: { order: WorkOrderListed }) {
  const { t } = useTranslation('maintenance')
  const { done, total } = order.tasks
  return (
    <li className={`panel ${styles.card}`} data-priority={order.priority}>
      <div className={styles.line}>
        <span className="num quiet">#{order.number}</span>
        <Mark tone={toneOf[order.state]}>{t(`state.${order.state}`)}</Mark>
      </div>
      <Link to="/maintenance/$id" params={{ id: order.id }} className={`${lists.open} ${styles.name}`}>
        {order.title}
      </Link>
      <span className="label">{order.path.join(' / ')}</span>
      <div className={`label ${styles.line}`}>
        <span>
          {t(`priority.${order.priority}`)}
          {total > 0 && `, ${t('tasks', { done, total })}`}
        </span>
        <RelativeTime time={order.createdAt} />
      </div>
    </li>
  )
}
