import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { QuotaBar, QuotaMark } from '../../../parts/QuotaBar.tsx'
import { quotaAmount } from '../../../parts/quota.ts'
import type { Quota } from '../../../platform.ts'
import styles from '../organisation.module.css'
import { quotasQuery } from '../queries.ts'

export function QuotaList() {
  const { t } = useTranslation('organisation')
  const quotas = useQuery(quotasQuery)
  if (quotas.isError && !quotas.data) return <FaultView fault={quotas.error} retry={() => void quotas.refetch()} />
  if (!quotas.data) return <Skeleton height={420} radius={6} />
  return (
    <>
      <p className={styles.lesson}>{t('quotas.lesson')}</p>
      <ul className={`panel ${styles.quotas}`} aria-label={t('tab.quotas')}>
        {quotas.data.map((quota) => (
          <QuotaRow key={quota.kind} quota={quota} />
        ))}
      </ul>
    </>
  )
}

function QuotaRow({ quota }: { quota: Quota }) {
  const { t } = useTranslation('organisation')
  const { t: part } = useTranslation('parts')
  const name = part(`quota.kind.${quota.kind}`)
  const used = quotaAmount(quota.kind, quota.used)
  return (
    <li className={styles.quota}>
      <div>
        <h2 className={styles.ruleName}>{name}</h2>
        <p className={styles.hint}>{t(`quotas.full.${quota.kind}`)}</p>
      </div>
      <div className={styles.use}>
        <div className={styles.amount}>
          <span className="num">
            {quota.most === null ? used : part('quota.usedOf', { used, most: quotaAmount(quota.kind, quota.most) })}
          </span>
          {quota.most === null ? <span className="quiet">{part('quota.none')}</span> : <QuotaMark quota={quota} />}
        </div>
        <QuotaBar quota={quota} label={name} />
      </div>
    </li>
  )
}
