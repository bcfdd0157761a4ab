import { useTranslation } from 'react-i18next'
import type { Value } from '../platform.ts'
import { unitText } from './unit-text.ts'
import type { Reading } from './ValueText.tsx'
import styles from './value.module.css'
import { askedText } from './value-text.ts'

type Asked = Exclude<Value, null>

/** A value that somebody asks for, in words, without its unit. */
export function useAskedText(): (value: Asked, of: Omit<Reading, 'id'>) => string {
  const { t } = useTranslation('parts')
  return (value, of) => {
    if (typeof value === 'boolean') return t(value ? 'on' : 'off')
    return value === '' ? t('emptyText') : askedText(value, of)
  }
}

/** The same with its unit, looking as readings do. */
export function AskedValue({ value, of }: { value: Asked; of: Omit<Reading, 'id'> }) {
  const text = useAskedText()
  const unit = unitText(of.unit)
  return (
    <span className={styles.value}>
      <span className="num">{text(value, of)}</span>
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  )
}
