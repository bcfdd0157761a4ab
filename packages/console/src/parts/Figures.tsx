import type { ReactNode } from 'react'
import styles from './figures.module.css'

/** Some numbers that say how something is. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>
}

interface FigureProps {
  label: string
  value: string
  unit?: string
  /** What it says beyond its number. */
  children: ReactNode
}

export function Figure({ label, value, unit, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt className="label">{label}</dt>
      <dd className={`num ${styles.number}`}>
        {value} {unit && <span className={styles.unit}>{unit}</span>}
      </dd>
      <dd className={styles.under}>{children}</dd>
    </div>
  )
}
