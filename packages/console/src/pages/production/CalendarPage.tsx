import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import type { WorkCalendarRequest } from '../../platform.ts'
import { CalendarForm } from './parts/CalendarForm.tsx'
import { calendarsQuery } from './queries.ts'

const route = getRouteApi('/app/production/calendars/$id')

/** What a new calendar begins with: where one is, and one shift of the working days. */
const fresh = (shift: string): WorkCalendarRequest => ({
  name: '',
  content: {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    dayBegins: '06:00',
    weekBegins: 1,
    shifts: [{ name: shift, days: [1, 2, 3, 4, 5], begin: '06:00', end: '14:00', breaks: [] }],
    holidays: [],
    exceptions: [],
  },
})

export function CalendarPage() {
  const { t } = useTranslation('production')
  const { id } = route.useParams()
  const calendars = useQuery(calendarsQuery)
  const isNew = id === 'new'
  const known = calendars.data?.find((one) => one.id === id)
  const title = isNew ? t('calendars.add') : (known?.name ?? t('calendars.one'))
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/production" className="link">
          {t('title')}
        </Link>
        {' / '}
        <Link to="/production/setup" className="link">
          {t('setup.calendars')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{title}</h1>
      </header>
      {calendars.isError && <FaultView fault={calendars.error} retry={() => void calendars.refetch()} />}
      {calendars.isPending && <Skeleton height={320} />}
      {calendars.data && !isNew && !known && (
        <div className="panel">
          <EmptyState title={t('calendars.gone')} lesson={t('calendars.goneLesson')} />
        </div>
      )}
      {calendars.data && (isNew || known) && (
        <CalendarForm
          key={id}
          {...(known ? { id: known.id } : {})}
          begins={known ? { name: known.name, content: known.content } : fresh(t('calendars.firstShift'))}
        />
      )}
    </div>
  )
}
