import { IconLayoutDashboard, IconRouter, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../session.ts'
import { areasQuery } from './areas.ts'
import styles from './frame.module.css'
import { Logo } from './Logo.tsx'

const places = [
  { to: '/', icon: IconLayoutDashboard, key: 'nav.overview', under: /^\/$/ },
  { to: '/assets', icon: IconSitemap, key: 'nav.assets', under: /^\/(assets|points)/ },
  { to: '/devices', icon: IconRouter, key: 'nav.devices', under: /^\/devices/ },
] as const

export function Sidebar() {
  const { t } = useTranslation('shell')
  const path = useRouterState({ select: (state) => state.location.pathname })
  const session = useQuery(sessionQuery)
  const areas = useQuery(areasQuery)

  return (
    <aside className={styles.rail}>
      <Link to="/" className={styles.brand}>
        <Logo />
        Millrace
      </Link>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <ul>
          {places.map((place) => (
            <li key={place.to}>
              <Link to={place.to} className={styles.item} data-active={place.under.test(path)}>
                <place.icon size={18} stroke={1.6} aria-hidden="true" />
                {t(place.key)}
              </Link>
            </li>
          ))}
        </ul>
        {areas.data && areas.data.length > 0 && (
          <>
            <h2 className={styles.group}>{t('nav.areas')}</h2>
            <ul>
              {areas.data.slice(0, 12).map((area) => (
                <li key={area.id}>
                  <Link to="/assets" search={{ asset: area.id }} className={`${styles.item} ${styles.area}`}>
                    <span className="clip" title={area.name}>
                      {area.name}
                    </span>
                    <span className={`num ${styles.areaCount}`}>{area.pointCount}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </nav>
      <div className={styles.foot}>
        <div className={`clip ${styles.tenant}`}>{session.data?.tenant.name}</div>
        {t('product')}
      </div>
    </aside>
  )
}
