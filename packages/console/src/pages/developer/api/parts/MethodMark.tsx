import styles from '../../developer.module.css'
import type { Method } from '../document.ts'

/** Whether it reads or changes is told by its form as well as by its word. */
export function MethodMark({ method }: { method: Method }) {
  return (
    <span className={styles.method} data-reads={method === 'GET'}>
      {method}
    </span>
  )
}
