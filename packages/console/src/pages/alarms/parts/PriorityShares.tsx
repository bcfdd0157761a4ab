import { useTranslation } from 'react-i18next'
import { PriorityMark } from '../../../parts/PriorityMark.tsx'
import type { AlarmPerformance } from '../../../platform.ts'
import styles from '../performance.module.css'

/** Shares of priorities; the line is where ISA-18.2 wants them. */
export function PriorityShares({ shares }: { shares: AlarmPerformance['priorities'] }) {
  const { t, i18n } = useTranslation('alarms')
  const percent = (share: number): string =>
    share.toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('performance.shares')}>
      <h2 className="section-title">{t('performance.shares')}</h2>
      {[...shares].reverse().map(({ priority, share, wanted }) => (
        <div key={priority} className={styles.share}>
          <PriorityMark priority={priority} bare />
          <span>{t(`priority.${priority}`)}</span>
          <span className={styles.track} title={t('performance.wanted', { share: percent(wanted) })}>
            <span className={styles.fill} style={{ display: 'block', width: `${share * 100}%` }} />
            <span className={styles.wanted} style={{ left: `${wanted * 100}%` }} />
          </span>
          <span className="num quiet">{percent(share)}</span>
        </div>
      ))}
      <p className="label">{t('performance.sharesHint')}</p>
    </section>
  )
}
