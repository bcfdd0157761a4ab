import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ThingModel } from '../../../platform.ts'
import styles from '../models.module.css'
import { differencesQuery, versionsQuery } from '../queries.ts'
import { Differences } from './Differences.tsx'
import { Standing } from './Standing.tsx'

/** The versions of a model, and what this one changed. */
export function Versions({ model }: { model: ThingModel }) {
  const { t } = useTranslation('models')
  const versions = useQuery(versionsQuery(model.key))
  const all = versions.data ?? []
  const before = all[all.findIndex(({ id }) => id === model.id) + 1]
  const differences = useQuery({ ...differencesQuery(before?.id ?? '', model.id), enabled: before !== undefined })
  return (
    <section className={`panel ${styles.versions}`} aria-label={t('versions')}>
      <h2>{t('versions')}</h2>
      <ul className={styles.list}>
        {all.map((each) => (
          <li key={each.id} aria-current={each.id === model.id ? 'page' : undefined}>
            <Link to="/models/$id" params={{ id: each.id }} className="link num">
              {each.version}
            </Link>
            <Standing status={each.status} />
            <span className="quiet">{t('assets', { count: each.assets })}</span>
          </li>
        ))}
      </ul>
      {before && differences.data && (
        <>
          <h3>{t('since', { version: before.version })}</h3>
          <Differences items={differences.data} />
        </>
      )}
    </section>
  )
}
