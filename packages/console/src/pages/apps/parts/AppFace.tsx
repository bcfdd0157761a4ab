import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppListed } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'
import { AppIcon } from './AppIcon.tsx'
import { PlantFit } from './PlantFit.tsx'

interface AppFaceProps {
  app: Pick<AppListed, 'owner' | 'version' | 'summary' | 'taxonomy' | 'has' | 'lacking'>
  title: ReactNode
  /** At the foot of the card. */
  children: ReactNode
}

/** As much of an app as tells whether to look closer. */
export function AppFace({ app, title, children }: AppFaceProps) {
  const { t } = useTranslation('apps')
  return (
    <li className={`panel ${styles.card}`}>
      <div className={styles.cardHead}>
        <AppIcon scenarios={app.taxonomy.scenarios} />
        <div className={styles.titles}>
          {title}
          <p className="label num">
            {app.owner} · {app.version}
          </p>
        </div>
      </div>
      <p className={styles.cardText}>{said(app.summary)}</p>
      <ul className={styles.tags}>
        {app.taxonomy.scenarios.map((scenario) => (
          <li key={scenario}>{t(`scenario.${scenario}`)}</li>
        ))}
        <li>{t(`reach.${app.taxonomy.reach}`)}</li>
        {app.has.includes('solution') && <li>{t('shelf.part.solution')}</li>}
      </ul>
      {app.lacking && <PlantFit lacking={app.lacking} />}
      <div className={styles.cardFoot}>{children}</div>
    </li>
  )
}
