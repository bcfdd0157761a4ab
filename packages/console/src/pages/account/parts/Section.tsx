import { type ReactNode, useId } from 'react'
import styles from '../account.module.css'

interface SectionProps {
  title: string
  lesson?: string
  /** What is done with all of it, at the end of the heading. */
  action?: ReactNode
  children?: ReactNode
}

/** One matter of the account: what it is, what it is for, and what is set. */
export function Section({ title, lesson, action, children }: SectionProps) {
  const id = useId()
  return (
    <section className={`panel ${styles.section}`} aria-labelledby={id}>
      <header className={styles.sectionHead}>
        <div className={styles.sectionWords}>
          <h2 id={id}>{title}</h2>
          {lesson && <p>{lesson}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  )
}

interface RowProps {
  icon: ReactNode
  title: ReactNode
  /** What there is to know of it, in small. */
  facts?: ReactNode
  action?: ReactNode
}

export function Row({ icon, title, facts, action }: RowProps) {
  return (
    <li className={styles.row}>
      <span className={styles.rowIcon} aria-hidden="true">
        {icon}
      </span>
      <div className={styles.rowWords}>
        <div className={styles.rowTitle}>{title}</div>
        {facts && <div className={styles.rowFacts}>{facts}</div>}
      </div>
      {action && <div className={styles.rowAction}>{action}</div>}
    </li>
  )
}
