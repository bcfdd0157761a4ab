import { useTranslation } from 'react-i18next'
import type { PlatformFault } from '../../../platform.ts'
import styles from '../database.module.css'

const known = [
  'expression.syntax',
  'expression.too_large',
  'expression.name_unknown',
  'expression.function_unknown',
  'expression.arguments',
  'expression.type_mismatch',
  'expression.unit_mismatch',
  'expression.aggregate_place',
  'core.unit_unknown',
  'core.unit_mismatch',
  'assets.point_unknown',
  'conditions.malformed',
  'alarms.condition_wrong',
] as const

/** What the platform says is wrong, in the reader's words, with the place in an expression where it knows it. */
export function ConditionFault({ fault: { code, message } }: { fault: PlatformFault }) {
  const { t } = useTranslation('alarms')
  const name = known.find((each) => each === code)
  const [says, ...excerpt] = message.split('\n')
  return (
    <span className={styles.fault}>
      {name ? t(`wrong.${name}`) : says}
      {name && <span className={styles.faultSays}>{says}</span>}
      {excerpt.length > 0 && <code className={styles.excerpt}>{excerpt.join('\n')}</code>}
    </span>
  )
}
