import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Component } from '../../../platform.ts'
import { said } from '../../mechanisms/words.ts'
import styles from '../components.module.css'

/** Flows that name it, with the versions that they name. */
export function UsersPanel({ component }: { component: Component }) {
  const { t } = useTranslation('components')
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="component-users">
      <h2 id="component-users" className="section-title">
        {t('users.title')}
      </h2>
      {component.users.length === 0 && <p className="quiet">{t('users.none')}</p>}
      <ul className={styles.users}>
        {component.users.map(({ id, title, drawn, published }) => (
          <li key={id}>
            <Link to="/flows/$id" params={{ id }} search={{}} className="link">
              {said(title)}
            </Link>
            <span className="quiet">
              {[
                drawn.length > 0 ? t('users.drawn', { versions: drawn.join(', ') }) : '',
                published.length > 0 ? t('users.published', { versions: published.join(', ') }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
