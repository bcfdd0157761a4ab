import type { FaultWords } from './FaultView.tsx'
import styles from './state.module.css'

/** Why a form was not taken, inside it. */
export function FormFault({ words }: { words: Omit<FaultWords, 'code'> }) {
  return (
    <div role="alert" className={styles.formFault}>
      <strong>{words.says}</strong>
      <span>{words.remedy}</span>
    </div>
  )
}
