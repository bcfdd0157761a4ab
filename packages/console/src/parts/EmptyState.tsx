import type { ReactNode } from 'react'
import styles from './state.module.css'

/** An empty place says what would be here and how it gets here. */
export function EmptyState({ title, lesson, children }: { title: string; lesson: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <svg viewBox="0 0 64 32" width="64" height="32" aria-hidden="true" className={styles.water}>
        <path d="M2 12c5-5 10-5 15 0s10 5 15 0 10-5 15 0 10 5 15 0M2 22c5-5 10-5 15 0s10 5 15 0 10-5 15 0 10 5 15 0" />
      </svg>
      <p className={styles.title}>{title}</p>
      <p className={styles.lesson}>{lesson}</p>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
