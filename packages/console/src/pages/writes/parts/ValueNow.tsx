import { useTranslation } from 'react-i18next'
import { useLive } from '../../../live/use-live.ts'
import { QualityBadge } from '../../../parts/QualityBadge.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { rangeText } from '../../../parts/range-text.ts'
import { type Reading, ValueText } from '../../../parts/ValueText.tsx'
import styles from '../value-now.module.css'

/** What the machine holds now, live, with its quality, its age and the engineering range. */
export function ValueNow({ of }: { of: Reading }) {
  const { t } = useTranslation('writes')
  const sample = useLive(of.id, of.latest)
  const range = rangeText(of)
  return (
    <div className={styles.now}>
      <span className="label">{t('write.now')}</span>
      <span className={styles.nowValue}>
        <ValueText of={of} sample={sample} />
      </span>
      {sample && <QualityBadge quality={sample.quality} statusName={sample.statusName} />}
      <span className={`label ${styles.nowTime}`}>
        <RelativeTime time={sample?.time} />
      </span>
      {range && <span className={`num label ${styles.nowRange}`}>{t('write.range', { range })}</span>}
    </div>
  )
}
