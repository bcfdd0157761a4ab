import { useTranslation } from 'react-i18next'
import type { EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'

const known = [
  'when',
  'on_delay',
  'deadband',
  'consequence',
  'respond_within',
  'effect',
  'action',
  'formula',
  'curve',
  'at',
  'unit',
  'type',
  'default',
  'low',
  'high',
  'counter',
  'states',
  'need',
  'else',
  'better',
  'source',
  'en',
  'zh',
] as const

/** What the class says otherwise than when it was applied. */
export function ClassChanges({ plan: { before, differences, version } }: { plan: EquipmentPlan }) {
  const { t } = useTranslation('classes')
  const called = (field: string): string => {
    const name = known.find((one) => one === field)
    return name ? t(`differences.field.${name}`) : field
  }
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
            {fields.length > 0 && <span className="quiet"> {fields.map(called).join(t('and'))}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
