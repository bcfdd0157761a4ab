import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { AppManifest } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said, useClassTitle } from '../words.ts'

/** What an app works on: by what things are. */
export function NeedList({ manifest: { needs = [] } }: { manifest: AppManifest }) {
  const { t } = useTranslation('apps')
  const classTitle = useClassTitle()
  if (needs.length === 0) return <p className="quiet">{t('needs.nothing')}</p>
  return (
    <ul className={styles.asks}>
      {needs.map((need) => (
        <li key={need.name} className={styles.need}>
          <h3 className={styles.needTitle}>{said(need.title)}</h3>
          <p className="label">
            {t(need.equipmentClass ? 'needs.class' : 'needs.model', {
              name: need.equipmentClass ? classTitle(need.equipmentClass) : (need.thingModel ?? ''),
            })}
          </p>
          <ul className={styles.properties}>
            {need.properties.map((property) => (
              <li key={property.name}>
                {said(property.title)}
                {property.unit && <span className="quiet"> {unitText(property.unit)}</span>}
                {property.optional && <span className="label"> {t('needs.optional')}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
