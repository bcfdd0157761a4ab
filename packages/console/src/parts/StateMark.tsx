import { useTranslation } from 'react-i18next'
import type { Device, Grant } from '../platform.ts'
import styles from './state-mark.module.css'

/** The state of a device or grant: filled for what works, hollow for what does not yet or no more; only what needs a person has a colour. */
export function StateMark({ state }: { state: Device['state'] | Grant['state'] }) {
  const { t } = useTranslation('parts')
  return (
    <span className={styles.state} data-state={state}>
      <span className={styles.dot} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  )
}
