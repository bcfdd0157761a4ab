import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { PriorityMark } from '../../parts/PriorityMark.tsx'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import type { Alarm } from '../../platform.ts'
import styles from './alarms.module.css'
import { AlarmActs } from './parts/AlarmActs.tsx'
import { AlarmStateText } from './parts/AlarmStateText.tsx'
import { Around } from './parts/Around.tsx'
import { EventList } from './parts/EventList.tsx'
import { alarmQuery, definitionQuery } from './queries.ts'
import { useAlarmWords } from './use-alarm-words.ts'
import { useAlarmsLive } from './use-alarms-live.ts'
import { waits } from './waits.ts'

const route = getRouteApi('/app/alarms/$id')

/** One alarm: what to do about it stands first. */
export function AlarmPage() {
  const { id } = route.useParams()
  useAlarmsLive()
  const alarm = useQuery(alarmQuery(id))
  if (alarm.isError && !alarm.data) return <FaultView fault={alarm.error} retry={() => void alarm.refetch()} />
  if (!alarm.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={360} radius={6} />
      </div>
    )
  return <KnownAlarm alarm={alarm.data} />
}

function KnownAlarm({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const name = words.of(alarm.name)
  return (
    <div className="page">
      <title>{`${name} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/alarms" className="link">
          {t('title')}
        </Link>
        {' / '}
        <Link to="/assets" search={{ asset: alarm.asset }} className="link">
          {alarm.path.join(' / ')}
        </Link>
      </nav>
      <header className={styles.head}>
        <span className={styles.titled}>
          <PriorityMark priority={alarm.priority} waiting={waits(alarm)} />
          <h1 className="thing-title">{name}</h1>
        </span>
        <AlarmStateText state={alarm.state} />
        <span className="quiet">
          <RelativeTime time={alarm.since} />
        </span>
        <AlarmActs alarm={alarm} />
      </header>
      {alarm.broken && (
        <p className={styles.warned} role="alert">
          {t('broken.long')} <span className="num">{alarm.broken.says}</span>
        </p>
      )}
      <div className={styles.panels}>
        <Answer alarm={alarm} />
        <EventList id={alarm.id} unit={alarm.unit} />
        {alarm.point && <Around point={alarm.point} at={alarm.raisedAt ?? alarm.since} />}
      </div>
    </div>
  )
}

/** What an operator is to do, why it came and what follows if nobody acts. */
function Answer({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const definition = useQuery(definitionQuery(alarm.id))
  const until = alarm.shelvedUntil ?? alarm.outUntil ?? alarm.suppressedUntil
  const held = alarm.shelvedUntil
    ? t('shelve.heldUntil')
    : alarm.outUntil
      ? t('hold.outUntil')
      : t('hold.suppressedUntil')
  const known = definition.data?.definition
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('answer')}>
      <h2 className="section-title">{t('answer')}</h2>
      <dl className={styles.answer}>
        <dt>{t('field.action')}</dt>
        <dd>{(known && words.ofText(known.action)) || t('field.none')}</dd>
        <dt>{t('field.cause')}</dt>
        <dd>{(known && words.ofText(known.cause)) || t('field.none')}</dd>
        <dt>{t('field.effect')}</dt>
        <dd>{(known && words.ofText(known.effect)) || t('field.none')}</dd>
        {known && (
          <>
            <dt>{t('field.respondWithin')}</dt>
            <dd className="num">{t('minutes', { count: known.respondWithin })}</dd>
          </>
        )}
        {until && (
          <>
            <dt>{held}</dt>
            <dd>
              <RelativeTime time={until} />
            </dd>
          </>
        )}
        {alarm.reason && (
          <>
            <dt>{t('field.reason')}</dt>
            <dd>{alarm.reason}</dd>
          </>
        )}
        {alarm.againAt && (
          <>
            <dt>{t('againAt')}</dt>
            <dd>
              <RelativeTime time={alarm.againAt} />
            </dd>
          </>
        )}
        {alarm.note && (
          <>
            <dt>{t('field.note')}</dt>
            <dd>{alarm.note}</dd>
          </>
        )}
      </dl>
      {known && (
        <p className={styles.more}>
          <Link to="/alarms/database" search={{ q: known.name.en }} className="link">
            {t('toDefinition')}
          </Link>
        </p>
      )}
    </section>
  )
}
