import { useTranslation } from 'react-i18next'
import { useLive } from '../../../live/use-live.ts'
import { QualityBadge } from '../../../parts/QualityBadge.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import { valueText } from '../../../parts/value-text.ts'
import type { Point } from '../../../platform.ts'
import { WriteButton } from '../../writes/parts/WriteButton.tsx'
import styles from '../point.module.css'

/** The value now, large, with its quality and its place within the instrument's range. */
export function PointNow({ point }: { point: Point }) {
  const { t } = useTranslation('points')
  const sample = useLive(point.id, point.latest)
  return (
    <section className={styles.now} aria-label={t('now')}>
      <div className={styles.big} aria-live="off">
        <ValueText of={point} sample={sample} />
      </div>
      <div className={styles.state}>
        {sample && <QualityBadge quality={sample.quality} statusName={sample.statusName} />}
        <span className="label">
          {t('changed')} <RelativeTime time={sample?.time} />
        </span>
      </div>
      <WriteButton point={point} />
      <RangeBar point={point} value={typeof sample?.value === 'number' ? sample.value : null} />
    </section>
  )
}

function RangeBar({ point, value }: { point: Point; value: number | null }) {
  const { t } = useTranslation('points')
  const { low, high } = point
  if (low == null || high == null || high <= low) return null
  const share = value === null ? null : (value - low) / (high - low)
  const outside = share !== null && (share < 0 || share > 1)
  const unit = unitText(point.unit)
  return (
    <div className={styles.range}>
      <div className={styles.scale} data-outside={outside}>
        {share !== null && (
          <span className={styles.needle} style={{ left: `${Math.min(100, Math.max(0, share * 100))}%` }} />
        )}
      </div>
      <div className={`num label ${styles.ends}`}>
        <span>{valueText(low, { low, high, type: 'int64' })}</span>
        <span>{outside ? t('outside') : ''}</span>
        <span>
          {valueText(high, { low, high, type: 'int64' })} {unit}
        </span>
      </div>
    </div>
  )
}
