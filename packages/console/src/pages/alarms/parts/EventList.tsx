import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import styles from '../alarms.module.css'
import { alarmEventsQuery } from '../queries.ts'

/** What happened to an alarm, newest first. */
export function EventList({ id, unit }: { id: string; unit: string | undefined }) {
  const { t } = useTranslation('alarms')
  const events = useQuery(alarmEventsQuery(id))
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('events')}>
      <h2 className="section-title">{t('events')}</h2>
      {events.data?.length === 0 && <p className="quiet">{t('noEvents')}</p>}
      <ol className={styles.events}>
        {events.data?.map((event) => (
          <li key={event.seq} className={styles.event}>
            <span>
              {t(`event.${event.kind}`)}
              {event.by && event.by.kind !== 'system' && <span className="quiet"> · {event.by.name}</span>}
              {event.value !== undefined && (
                <span className="num quiet">
                  {' '}
                  · {valueText(event.value)} {unitText(unit)}
                </span>
              )}
            </span>
            <span className="quiet">
              <RelativeTime time={event.at} />
            </span>
            {event.note && <span className={styles.said}>{event.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
