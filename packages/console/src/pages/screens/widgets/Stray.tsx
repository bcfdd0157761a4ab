import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Limits } from '../../../charts/plot-options.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import type { Point, Sample } from '../../../platform.ts'
import { strayed } from './limits.ts'
import styles from './widgets.module.css'

interface StrayProps {
  point: Pick<Point, 'type' | 'unit' | 'low' | 'high'>
  sample: Sample | undefined
  limits: Limits
}

/** Says that a value is beyond a limit, in words and with an arrow: nobody needs its colour. */
export function Stray({ point, sample, limits }: StrayProps) {
  const { t } = useTranslation('screens')
  const side = strayed(sample?.value, limits)
  if (!side) return null
  const Arrow = side === 'high' ? IconArrowUp : IconArrowDown
  return (
    <span className={styles.stray} role="status">
      <Arrow size={14} stroke={2} aria-hidden="true" />
      {t(`stray.${side}`, { limit: `${valueText(limits[side], point)} ${unitText(point.unit)}`.trim() })}
    </span>
  )
}
