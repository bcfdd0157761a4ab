import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AppInstallation } from '../../../platform.ts'
import styles from '../apps.module.css'
import { leavingQuery } from '../queries.ts'
import { said } from '../words.ts'

const byName = <Of extends { readonly name: string }>(all: readonly Of[]): Of[] =>
  all.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))

/** Apps, screens and assets that are there because of a solution, each a step away. */
export function CameAlong({ one }: { one: AppInstallation }) {
  const { t } = useTranslation('apps')
  const { data } = useQuery(leavingQuery(one.id))
  const { apps = [], screens = [], assets = [] } = data ?? {}
  if (apps.length + screens.length + assets.length === 0) return null
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="came-along">
      <h2 id="came-along" className="section-title">
        {t('came.title')}
      </h2>
      <dl className={styles.came}>
        {apps.length > 0 && <dt>{t('came.apps')}</dt>}
        {byName(apps.map(({ id, title }) => ({ id, name: said(title) }))).map(({ id, name }) => (
          <dd key={id}>
            <Link to="/apps/installations/$id" params={{ id }} className="link">
              {name}
            </Link>
          </dd>
        ))}
        {screens.length > 0 && <dt>{t('came.screens')}</dt>}
        {byName(screens.map(({ id, title }) => ({ id, name: said(title) }))).map(({ id, name }) => (
          <dd key={id}>
            <Link to="/screens/$id" params={{ id }} search={{}} className="link">
              {name}
            </Link>
          </dd>
        ))}
        {assets.length > 0 && <dt>{t('came.assets')}</dt>}
        {byName(assets.map(({ id, path }) => ({ id, name: path.join(' / ') }))).map(({ id, name }) => (
          <dd key={id}>
            <Link to="/assets" search={{ asset: id }} className="link">
              {name}
            </Link>
          </dd>
        ))}
      </dl>
    </section>
  )
}
