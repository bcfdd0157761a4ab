import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MechanismManifest } from '../../../platform.ts'
import styles from '../mechanisms.module.css'

const kinds = ['standard', 'paper', 'book', 'software', 'page', 'data'] as const

/** Where the knowledge comes from, with its clause; what nobody read is said. */
export function Sources({ manifest }: { manifest: MechanismManifest }) {
  const { t } = useTranslation('mechanisms')
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="sources">
      <h2 id="sources" className="section-title">
        {t('sources.title')}
      </h2>
      <ul className={styles.sources}>
        {manifest.sources.map(({ id, kind, title, publisher, address, seen }) => {
          const known = kinds.find((each) => each === kind)
          return (
            <li key={id}>
              <span>
                {address ? (
                  <a href={address} className="link" rel="noreferrer" target="_blank">
                    {title}
                  </a>
                ) : (
                  title
                )}
              </span>
              <span className="label">
                {[known ? t(`source.${known}`) : kind, publisher, id].filter(Boolean).join(' · ')}
              </span>
              {!seen && (
                <span className={styles.unseen}>
                  <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" /> {t('sources.unseen')}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p className="label">{t('sources.owner', { owner: manifest.owner, licence: manifest.licence })}</p>
    </section>
  )
}
