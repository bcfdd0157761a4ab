import { useTranslation } from 'react-i18next'
import type { Alarm } from '../platform.ts'
import styles from './priority.module.css'

/** Each priority has a form of its own, so that nobody needs its colour (ANSI/ISA-101.01, IEC 60073). */
const shapes: Readonly<Record<Alarm['priority'], string>> = {
  critical: 'M2 2h14v14H2Z',
  high: 'M9 1.5 17 16H1Z',
  medium: 'M9 1 17 9l-8 8-8-8Z',
  low: 'M9 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14Z',
}

interface PriorityMarkProps {
  priority: Alarm['priority']
  /** Somebody has still to acknowledge it: it is filled, and breathes. */
  waiting?: boolean
  /** Its name is said beside it. */
  bare?: boolean
}

export function PriorityMark({ priority, waiting = false, bare = false }: PriorityMarkProps) {
  const { t } = useTranslation('alarms')
  const name = t(`priority.${priority}`)
  return (
    <svg
      className={styles.mark}
      data-priority={priority}
      data-waiting={waiting}
      viewBox="0 0 18 18"
      width="18"
      height="18"
      aria-hidden={bare}
    >
      <title>{name}</title>
      <path d={shapes[priority]} />
    </svg>
  )
}
