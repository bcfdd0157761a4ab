import { useTranslation } from 'react-i18next'
import type { EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'

/** What the class says otherwise than when it was applied. */
export function ClassChanges({ plan: { before, differences, version } }: { plan: EquipmentPlan }) {
  const { t } = useTranslation('classes')
  if (!before || differences.length === 0) return null
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="differences">
      <h2 id="differences" className="section-title">
        {t('differences.title', { before: before.version, version })}
      </h2>
      <ul className={styles.differences}>
        {differences.map(({ list, name, is, fields }) => (
          <li key={`${list} ${name}`} data-is={is}>
            <strong>{t(`differences.${is}`)}</strong> {t(`differences.list.${list}`)} <code>{name}</code>
            {fields.length > 0 && <span className="quiet"> {fields.join(', ')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
