import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { App } from '../../../platform.ts'
import styles from '../apps.module.css'
import { partsOf } from '../queries.ts'

/** Versions on the shelf, the newest first, and which are in use. */
export function Versions({ app, shown }: { app: App; shown: string }) {
  const { t } = useTranslation('apps')
  return (
    <section className={`panel ${styles.panel}`}>
      <h2 className="section-title">{t('versions.title')}</h2>
      <ul className={styles.versions}>
        {app.versions.map(({ version, at, installations }) => (
          <li key={version} data-shown={version === shown || undefined}>
            <Link to="/apps/$publisher/$name" params={partsOf(app.app)} search={{ version }} className="link num">
              {version}
            </Link>
            <span className="label">{installations > 0 && t('versions.used')}</span>
            <span className="label">
              <RelativeTime time={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
