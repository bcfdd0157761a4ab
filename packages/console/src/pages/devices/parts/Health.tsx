import { useTranslation } from 'react-i18next'
import { valueText } from '../../../parts/value-text.ts'
import type { Device } from '../../../platform.ts'
import styles from '../devices.module.css'

/** A figure's own name in words: `late_cycles` → late cycles. Devices name their figures freely, so there is no list to translate. */
const words = (key: string) => key.replace(/^Millrace\//, '').replaceAll(/[_/]+/g, ' ')

export function Health({ health }: { health: NonNullable<Device['health']> }) {
  const { t } = useTranslation('devices')
  const figures = Object.entries(health)
  if (figures.length === 0) return null
  return (
    <section className={`panel ${styles.health}`} aria-labelledby="health">
      <h2 id="health" className={styles.heading}>
        {t('health')}
      </h2>
      <dl>
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt className="label clip" title={key}>
              {words(key)}
            </dt>
            <dd className="num">
              {typeof value === 'number' && Number.isInteger(value)
                ? valueText(value, { type: 'int64' })
                : valueText(value)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
