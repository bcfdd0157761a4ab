import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../../parts/EmptyState.tsx'
import { FaultView } from '../../../../parts/FaultView.tsx'
import lists from '../../../../parts/list.module.css'
import { Mark, type Tone } from '../../../../parts/Mark.tsx'
import { RelativeTime } from '../../../../parts/RelativeTime.tsx'
import type { Webhook, WebhookDelivery } from '../../../../platform.ts'
import { deliveriesQuery } from '../queries.ts'
import styles from '../webhooks.module.css'
import { DeliveryDialog } from './DeliveryDialog.tsx'

const outcomes = ['delivered', 'failed', 'skipped'] as const
const toneOf: Readonly<Record<WebhookDelivery['outcome'], Tone>> = {
  delivered: 'plain',
  failed: 'bad',
  skipped: 'hollow',
}

/** Every attempt, the newest first: what went out and what came back. */
export function Deliveries({ webhook, mayWrite }: { webhook: Webhook; mayWrite: boolean }) {
  const { t } = useTranslation('developer')
  const [outcome, setOutcome] = useState<WebhookDelivery['outcome']>()
  const [opened, setOpened] = useState<string>()
  const deliveries = useInfiniteQuery(deliveriesQuery(webhook.id, outcome))
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="deliveries">
      <div className={styles.deliveriesHead}>
        <h2 id="deliveries" className="section-title">
          {t('webhooks.deliveries.title')}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('webhooks.deliveries.which')}
          value={outcome ?? 'all'}
          onChange={(value) => setOutcome(outcomes.find((known) => known === value))}
          data={[
            { value: 'all', label: t('webhooks.deliveries.all') },
            ...outcomes.map((one) => ({ value: one as string, label: t(`webhooks.outcome.${one}`) })),
          ]}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {deliveries.isError && <FaultView fault={deliveries.error} retry={() => void deliveries.refetch()} />}
        {deliveries.isPending && <Skeleton height={160} m={16} w="auto" />}
        {deliveries.data && items.length === 0 && (
          <EmptyState title={t('webhooks.deliveries.none')} lesson={t('webhooks.deliveries.noneLesson')} />
        )}
        {items.length > 0 && (
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('webhooks.deliveries.event')}</th>
                <th>{t('webhooks.deliveries.outcome')}</th>
                <th className={lists.wide}>{t('try.answer')}</th>
                <th className={lists.wide}>{t('webhooks.deliveries.took')}</th>
                <th className={lists.wide}>{t('webhooks.deliveries.at')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.id}>
                  <td className={lists.nameColumn}>
                    <button type="button" className={lists.open} onClick={() => setOpened(one.id)}>
                      <span className={lists.names}>
                        <span className="clip">{one.type}</span>
                        <span className="label clip">{t(`webhooks.kind.${one.kind}`, { attempt: one.attempt })}</span>
                      </span>
                    </button>
                  </td>
                  <td>
                    <Mark tone={toneOf[one.outcome]}>{t(`webhooks.outcome.${one.outcome}`)}</Mark>
                  </td>
                  <td className={lists.wide}>
                    <span className={`clip ${styles.answer}`} title={one.answer}>
                      {one.status ? `${one.status} ` : ''}
                      {one.answer}
                    </span>
                  </td>
                  <td className={`num ${lists.wide}`}>{`${one.ms} ms`}</td>
                  <td className={lists.wide}>
                    <RelativeTime time={one.at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {deliveries.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={deliveries.isFetchingNextPage}
              onClick={() => void deliveries.fetchNextPage()}
            >
              {t('webhooks.deliveries.more')}
            </Button>
          </div>
        )}
      </div>
      {opened && (
        <DeliveryDialog webhook={webhook} delivery={opened} mayWrite={mayWrite} onClose={() => setOpened(undefined)} />
      )}
    </section>
  )
}
