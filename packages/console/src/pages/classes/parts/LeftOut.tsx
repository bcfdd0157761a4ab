import { useTranslation } from 'react-i18next'
import type { EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import { useClassWords } from '../use-class-words.ts'

interface LeftOutProps {
  of: NonNullable<EquipmentPlan['alarms'][number]['leftOut']>
  points: EquipmentPlan['points']
}

/** Why nothing comes of an alarm or a KPI. */
export function LeftOut({ of: { why, names }, points }: LeftOutProps) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const called = new Map(points.map((point) => [point.name, words.of(point)]))
  return (
    <span className={styles.fine}>
      {t(`leftOut.${why}`, { names: names.map((name) => called.get(name) ?? name).join(t('and')) })}
    </span>
  )
}
