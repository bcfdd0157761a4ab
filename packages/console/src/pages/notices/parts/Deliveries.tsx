import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { NoticeDelivery } from '../../../platform.ts'
import styles from '../notices.module.css'
import { deliveriesQuery } from '../queries.ts'
import type { NoticeSearch } from '../search.ts'
import { keysOfDeliveries } from '../words.ts'
import { DeliveryDialog } from './DeliveryDialog.tsx'
import { toneOf } from './delivery-tone.ts'

export function Deliveries({ state, mayWrite }: { state: NoticeSearch['state']; mayWrite: boolean }) {
  const { t } = useTranslation('notices')
  const navigate = useNavigate()
  const deliveries = useInfiniteQuery(deliveriesQuery(state))
  const [opened, setOpened] = useState<string>()
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? []
  const one = items.find(({ id }) => id === opened)
  return (
    <>
      <div className={lists.tools}>
        <SegmentedControl
          aria-label={t('deliveries.which')}
          value={state ?? 'all'}
          onChange={(value) => {
            const next = keysOfDeliveries.find((known) => known === value)
            void navigate({ to: '/notices', search: next ? { state: next } : {}, replace: true })
          }}
          data={[
            { value: 'all', label: t('deliveries.all') },
            ...(['waiting', 'sent', 'dead'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {deliveries.isError && !deliveries.data && (
          <FaultView fault={deliveries.error} retry={() => void deliveries.refetch()} />
        )}
        {deliveries.isPending && <Skeleton height={220} m={16} w="auto" />}
        {deliveries.data && items.length === 0 && (
          <EmptyState title={t('deliveries.emptyTitle')} lesson={t('deliveries.emptyLesson')} />
        )}
        {items.length > 0 && <DeliveryTable items={items} onOpen={setOpened} />}
        {deliveries.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={deliveries.isFetchingNextPage}
              onClick={() => void deliveries.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      {one && <DeliveryDialog delivery={one} mayWrite={mayWrite} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function DeliveryTable({ items, onOpen }: { items: readonly NoticeDelivery[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('notices')
  return (
    <table className={`${lists.table} ${folding.folding} ${styles.deliveries}`}>
      <thead>
        <tr>
          <th>{t('deliveries.column.message')}</th>
          <th>{t('deliveries.column.to')}</th>
          <th>{t('deliveries.column.state')}</th>
          <th>{t('deliveries.column.receipt')}</th>
          <th>{t('deliveries.column.time')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td className={styles.message}>
              <button type="button" className={lists.open} onClick={() => onOpen(one.id)}>
                <span className={lists.names}>
                  <span className="clip">{one.title ?? t('deliveries.notYet')}</span>
                  <span className="label clip">
                    {one.why === 'test'
                      ? t('deliveries.test')
                      : t('deliveries.of', { rule: one.rule ?? '—', level: one.level + 1 })}
                  </span>
                </span>
              </button>
            </td>
            <td className={styles.to}>
              <span className={lists.names}>
                <span>{one.to.person ?? one.to.channel}</span>
                <span className="label">{t(`kind.${one.to.kind}`)}</span>
              </span>
            </td>
            <td className={styles.stateCell}>
              <Mark tone={toneOf[one.state]}>{t(`state.${one.state}`)}</Mark>
            </td>
            <td className={styles.receipt}>
              {one.acknowledgedAt ? (
                <span className={styles.acknowledged}>{t('deliveries.acknowledged')}</span>
              ) : (
                <span className={`clip ${styles.answer}`}>{one.answer ?? '—'}</span>
              )}
            </td>
            <td className={styles.when}>
              <RelativeTime time={one.sentAt ?? one.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
