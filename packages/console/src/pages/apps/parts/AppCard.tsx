import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import type { AppListed } from '../../../platform.ts'
import styles from '../apps.module.css'
import { partsOf } from '../queries.ts'
import { said } from '../words.ts'
import { AppIcon } from './AppIcon.tsx'
import { SignatureMark } from './SignatureMark.tsx'

/** An app on the shelf, as much of it as tells whether to look closer. */
export function AppCard({ app }: { app: AppListed }) {
  const { t } = useTranslation('apps')
  return (
    <li className={`panel ${styles.card}`}>
      <div className={styles.cardHead}>
        <AppIcon scenarios={app.taxonomy.scenarios} />
        <div className={styles.titles}>
          <Link to="/apps/$publisher/$name" params={partsOf(app.app)} search={{}} className={styles.cardTitle}>
            {said(app.title)}
          </Link>
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
      </ul>
      <div className={styles.cardFoot}>
        <SignatureMark signature={app.signature} />
        {app.installed && (
          <Mark tone={app.installed.state === 'active' ? 'plain' : 'warn'}>
            {app.installed.version === app.version
              ? t(`state.${app.installed.state}`)
              : t('card.older', { version: app.installed.version })}
          </Mark>
        )}
      </div>
    </li>
  )
}
