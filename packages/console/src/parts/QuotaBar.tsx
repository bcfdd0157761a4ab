import { useTranslation } from 'react-i18next'
import type { Quota } from '../platform.ts'
import { Mark } from './Mark.tsx'
import styles from './quota.module.css'
import { quotaAmount, quotaShare, quotaStanding } from './quota.ts'

/** How much of a quota is used; nothing where there is no limit. */
export function QuotaBar({ quota, label }: { quota: Quota; label: string }) {
  const { t } = useTranslation('parts')
  if (quota.most === null) return null
  const share = quotaShare(quota)
  return (
    <div
      className={styles.track}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={t('quota.usedOf', {
        used: quotaAmount(quota.kind, quota.used),
        most: quotaAmount(quota.kind, quota.most),
      })}
    >
      {share > 0 && (
        <div className={styles.fill} data-standing={quotaStanding(quota)} style={{ width: `${share * 100}%` }} />
      )}
    </div>
  )
}

/** Says that a quota is nearly or wholly used; nothing else is worth a mark. */
export function QuotaMark({ quota }: { quota: Quota }) {
  const { t } = useTranslation('parts')
  const standing = quotaStanding(quota)
  if (standing !== 'near' && standing !== 'full') return null
  return <Mark tone={standing === 'full' ? 'bad' : 'warn'}>{t(`quota.${standing}`)}</Mark>
}
