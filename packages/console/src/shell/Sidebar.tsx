import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AppPages } from '../pages/apps/parts/AppPages.tsx'
import { sessionQuery } from '../session.ts'
import { areasQuery } from './areas.ts'
import styles from './frame.module.css'
import { Logo } from './Logo.tsx'
import { type Place, usePlaces } from './places.ts'

export function Sidebar() {
  const { t } = useTranslation('shell')
  const places = usePlaces()
  const organisation = places.filter(({ group }) => group === 'organisation')
  const session = useQuery(sessionQuery)
  const areas = useQuery(areasQuery)

  return (
    <aside className={styles.rail}>
      <Link to="/" className={styles.brand}>
        <Logo />
        Millrace
      </Link>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <PlaceList places={places.filter(({ group }) => group === 'running')} />
        <AppPages />
        <h2 className={styles.group}>{t('nav.plant')}</h2>
        <PlaceList places={places.filter(({ group }) => group === 'plant')} />
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
        {organisation.length > 0 && (
          <>
            <h2 className={styles.group}>{t('nav.organisation')}</h2>
            <PlaceList places={organisation} />
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

function PlaceList({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation('shell')
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <ul>
      {places.map((place) => (
        <li key={place.to}>
          <Link to={place.to} className={styles.item} data-active={place.under.test(path)}>
            <place.icon size={18} stroke={1.6} aria-hidden="true" />
            {t(place.name)}
            {place.mark && <place.mark />}
          </Link>
        </li>
      ))}
    </ul>
  )
}
