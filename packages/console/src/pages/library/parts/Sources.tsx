import { useTranslation } from 'react-i18next'
import type { DeviceProfile } from '../../../platform.ts'
import styles from '../library.module.css'

export function Sources({ sources }: { sources: DeviceProfile['content']['sources'] }) {
  const { t } = useTranslation('library')
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="sources">
      <h2 id="sources" className="section-title">
        {t('sources.title')}
      </h2>
      <ul className={styles.sources}>
        {sources.map(({ id, kind, title, publisher, revision, date, address, seen }) => (
          <li key={id}>
            <span className={styles.source}>
              {address === undefined ? (
                title
              ) : (
                <a href={address} target="_blank" rel="noreferrer noopener" className="link">
                  {title}
                </a>
              )}
              <span className="label">{t(`sources.${kind}`)}</span>
            </span>
            <span className={styles.sourceFacts}>
              {[publisher, revision, date].filter((fact) => fact !== undefined).join(' · ')}
              {seen === false && ` · ${t('sources.unseen')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
