import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { useNow } from '../../../parts/use-now.ts'
import { countText } from '../../../parts/value-text.ts'
import { type ProductionOrder, platform, type WorkUnitNow } from '../../../platform.ts'
import styles from '../production.module.css'
import { ordersQuery, productsQuery } from '../queries.ts'
import { stretchText } from '../times.ts'
import { OrderDialog } from './OrderDialog.tsx'

/** What it makes and made, the newest first. */
export function OrderPanel({ unit, mayEnter }: { unit: WorkUnitNow; mayEnter: boolean }) {
  const { t } = useTranslation('production')
  const now = useNow()
  const words = useFaultWords()
  const queries = useQueryClient()
  const orders = useQuery(ordersQuery(unit.asset))
  const products = useQuery(productsQuery)
  const [editing, setEditing] = useState<ProductionOrder | 'new'>()
  const end = useMutation({
    mutationFn: ({ id, ...rest }: ProductionOrder) =>
      platform.production.putOrder(id, { ...rest, end: new Date().toISOString() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['production'] }),
  })
  return (
    <section className={`panel ${styles.section}`} aria-label={t('orders')}>
      <div className={styles.line}>
        <h2 className="section-title">{t('orders')}</h2>
        {mayEnter && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => setEditing('new')}
          >
            {t('order.begin')}
          </Button>
        )}
      </div>
      {orders.isError && <FaultView fault={orders.error} retry={() => void orders.refetch()} />}
      {orders.isPending && <Skeleton height={80} />}
      {end.error && <FormFault words={words(end.error)} />}
      {orders.data?.length === 0 && <p className="quiet">{t('noOrders')}</p>}
      <ul className={styles.rows}>
        {orders.data?.map((one) => {
          const product = products.data?.find(({ id }) => id === one.product)
          const said = (
            <span className={styles.rowText}>
              <span className={styles.strong}>
                {one.number} · {product?.name ?? '—'}
              </span>
              <span className="num quiet">
                {stretchText(one.begin, one.end, now, currentLanguage())}
                {one.quantity !== undefined &&
                  ` ${t('order.pieces', { count: one.quantity, said: countText(one.quantity) })}`}
              </span>
            </span>
          )
          return (
            <li key={one.id} className={styles.entry}>
              {mayEnter ? (
                <button
                  type="button"
                  className={styles.rowButton}
                  aria-label={t('order.edit', { number: one.number })}
                  onClick={() => setEditing(one)}
                >
                  {said}
                </button>
              ) : (
                said
              )}
              {mayEnter && one.end === undefined && (
                <Button variant="default" loading={end.isPending} onClick={() => end.mutate(one)}>
                  {t('order.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {editing && (
        <OrderDialog
          asset={unit.asset}
          {...(editing === 'new' ? {} : { order: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  )
}
