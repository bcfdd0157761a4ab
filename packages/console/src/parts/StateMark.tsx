import { useTranslation } from 'react-i18next'
import type { Device } from '../platform.ts'
import styles from './state-mark.module.css'

/** The state of a device: filled for online, hollow for never seen, and only what needs a person has a colour. */
export function StateMark({ state }: { state: Device['state'] }) {
  const { t } = useTranslation('parts')
  return (
    <span className={styles.state} data-state={state}>
      <span className={styles.dot} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  )
}
