import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { Mark } from '../../parts/Mark.tsx'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import type { WorkOrder } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './maintenance.module.css'
import { Checklist } from './parts/Checklist.tsx'
import { Moves } from './parts/Moves.tsx'
import { Photos } from './parts/Photos.tsx'
import { Used } from './parts/Used.tsx'
import { orderQuery } from './queries.ts'
import { toneOf } from './tone.ts'

const route = getRouteApi('/app/maintenance/$id')

/** One order as a technician holds it: on a phone, with one thumb. */
export function WorkOrderPage() {
  const { t } = useTranslation('maintenance')
  const { id } = route.useParams()
  const order = useQuery(orderQuery(id))
  const mayWork = useMay('maintenance:work')
  if (order.isError && !order.data) return <FaultView fault={order.error} retry={() => void order.refetch()} />
  if (!order.data) return <Skeleton height={320} m={16} w="auto" />
  const { data } = order
  const changes = mayWork && data.state !== 'done' && data.state !== 'closed'
  return (
    <div className={`page ${styles.order}`}>
      <title>{`#${data.number} ${data.title} – Millrace`}</title>
      <nav className="thing-path">
        <Link to="/maintenance" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <div className={styles.line}>
          <span className="num quiet">#{data.number}</span>
          <Mark tone={toneOf[data.state]}>{t(`state.${data.state}`)}</Mark>
        </div>
        <h1 className="thing-title">{data.title}</h1>
        <p className="label">{data.path.join(' / ')}</p>
        <p className="label">
          {t(`priority.${data.priority}`)}, {t(`cause.${data.cause.is}`)}: {data.cause.says}
        </p>
      </header>
      {data.instructions !== '' && <p className={styles.instructions}>{data.instructions}</p>}
      {data.checklist.length > 0 && <Checklist order={data} changes={changes} />}
      <Photos order={data} changes={changes} />
      <Used order={data} changes={changes} />
      <Story order={data} />
      {mayWork && data.may.length > 0 && <Moves order={data} />}
    </div>
  )
}

function Story({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('maintenance')
  const { effect } = order
  return (
    <section className={`panel ${styles.section}`}>
      <h2 className="section-title">{t('story')}</h2>
      {effect && (
        <p>
          {t('effect', {
            kpi: effect.kpi,
            before: effect.before.value,
            after: effect.after.value,
            unit: effect.after.unit,
          })}
        </p>
      )}
      <ol className={styles.story}>
        {order.steps.map(({ step, by, at, note }) => (
          <li key={`${at} ${step}`}>
            <span className={styles.strong}>{step === 'made' ? t('made') : t(`move.${step as 'start'}`)}</span>
            <span>{note === '' ? by.name : `${by.name}: ${note}`}</span>
            <RelativeTime time={at} />
          </li>
        ))}
      </ol>
    </section>
  )
}
