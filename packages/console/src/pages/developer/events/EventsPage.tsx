import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import type { EventType } from '../../../platform.ts'
import styles from '../developer.module.css'
import { PortalNav } from '../PortalNav.tsx'
import { EventStart } from './parts/EventStart.tsx'
import { EventTypeView } from './parts/EventTypeView.tsx'
import { eventTypesQuery } from './queries.ts'

const route = getRouteApi('/app/developer/events')

const holds = (one: EventType, search: string): boolean =>
  [one.type, ...Object.values(one.title), ...Object.values(one.says)].some((text) =>
    text.toLowerCase().includes(search),
  )

/** The catalogue of what can happen, with form and example of each. */
export function EventsPage() {
  const { t } = useTranslation('developer')
  const { q = '', type } = route.useSearch()
  const navigate = useNavigate()
  const types = useQuery(eventTypesQuery)
  const found = types.data?.filter((one) => holds(one, q.trim().toLowerCase())) ?? []
  const chosen = types.data?.find((one) => one.type === type)
  return (
    <div className="page">
      <title>{`${t('part.events')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {types.data && <span className="quiet num">{t('events.total', { count: types.data.length })}</span>}
      </header>
      <PortalNav />
      {types.isError && <FaultView fault={types.error} retry={() => void types.refetch()} />}
      {types.isPending && <Skeleton height={420} radius={6} />}
      {types.data && (
        <div className={styles.reference} data-open={chosen !== undefined}>
          <div className={`panel ${styles.contents}`}>
            <SearchField
              className={styles.find}
              value={q}
              label={t('events.search')}
              onChange={(words) =>
                void navigate({
                  to: '/developer/events',
                  search: ({ q: _, ...before }) => ({ ...before, ...(words && { q: words }) }),
                  replace: true,
                })
              }
            />
            {found.length === 0 && <EmptyState title={t('events.none.title')} lesson={t('events.none.lesson')} />}
            <ul className={styles.capabilities}>
              {found.map((one) => (
                <li key={one.type}>
                  <Link
                    to="/developer/events"
                    search={{ ...(q && { q }), type: one.type }}
                    className={`${styles.operation} ${styles.eventType}`}
                    data-active={one === chosen}
                    aria-current={one === chosen ? 'true' : undefined}
                  >
                    <span>{one.title[currentLanguage()]}</span>
                    <code className={styles.code}>{one.type}</code>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
          {chosen ? <EventTypeView key={chosen.type} type={chosen} /> : <EventStart />}
        </div>
      )}
    </div>
  )
}
