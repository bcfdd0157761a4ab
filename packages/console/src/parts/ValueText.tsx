import { useTranslation } from 'react-i18next'
import { useLive } from '../live/use-live.ts'
import type { Point, Sample } from '../platform.ts'
import { QualityMark } from './QualityBadge.tsx'
import { unitText } from './unit-text.ts'
import styles from './value.module.css'
import { valueText } from './value-text.ts'

export type Reading = Pick<Point, 'id' | 'type'> & Partial<Pick<Point, 'unit' | 'low' | 'high' | 'latest'>>

/** A value with its unit; a value that is not good wears its mark, a good one wears nothing. */
export function ValueText({ of, sample }: { of: Omit<Reading, 'id'>; sample: Sample | undefined }) {
  const { t } = useTranslation('parts')
  const quality = sample?.quality ?? 'good'
  const value = sample?.value
  const text =
    typeof value === 'boolean' ? t(value ? 'on' : 'off') : value === '' ? t('emptyText') : valueText(value, of)
  const unit = unitText(of.unit)
  return (
    <span
      className={styles.value}
      data-quality={quality}
      title={sample && quality !== 'good' ? sample.statusName : undefined}
    >
      {quality !== 'good' && (
        <>
          <QualityMark quality={quality} />
          <span className="sr">{t(`quality.${quality}`)}</span>
        </>
      )}
      <span className="num">{text}</span>
      {unit && value !== null && value !== undefined && <span className={styles.unit}>{unit}</span>}
    </span>
  )
}

/** The value of a point as it is now. */
export function LiveValue({ point }: { point: Reading }) {
  const sample = useLive(point.id, point.latest)
  return <ValueText of={point} sample={sample} />
}
