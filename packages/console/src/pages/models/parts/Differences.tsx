import { useTranslation } from 'react-i18next'
import type { ThingDifference } from '../../../platform.ts'
import styles from '../models.module.css'

/** What differs between two versions, part by part. */
export function Differences({ items }: { items: readonly ThingDifference[] }) {
  const { t } = useTranslation('models')
  if (items.length === 0) return <p className="quiet">{t('same')}</p>
  return (
    <ul className={styles.differences}>
      {items.map(({ part, is, fields }) => (
        <li key={part} data-is={is}>
          <strong>{t(`is.${is}`)}</strong> <code>{part.split('/').at(-1)}</code>
          {fields.length > 0 && <span className="quiet"> {fields.join(', ')}</span>}
        </li>
      ))}
    </ul>
  )
}
