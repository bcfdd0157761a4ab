import { SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { Mark } from '../../parts/Mark.tsx'
import type { AlarmPerformance } from '../../platform.ts'
import { FrequentTable } from './parts/FrequentTable.tsx'
import { PriorityShares } from './parts/PriorityShares.tsx'
import { RateChart } from './parts/RateChart.tsx'
import styles from './performance.module.css'
import { performanceQuery } from './queries.ts'
import { performanceSpans } from './search.ts'

const route = getRouteApi('/app/alarms/performance')
const shares = new Set(['busyShare', 'floodShare', 'frequentShare'])
const tones = { good: 'plain', watch: 'warn', bad: 'bad' } as const
const metricNames = [
  'averagePer10min',
  'averagePerHour',
  'averagePerDay',
  'peakPer10min',
  'busyShare',
  'floodShare',
  'frequentShare',
  'chattering',
  'fleeting',
  'stale',
  'unauthorised',
] as const

/** How well the alarms serve their operators, beside what ISA-18.2 recommends. */
export function PerformancePage() {
  const { t } = useTranslation('alarms')
  const { span = 'day' } = route.useSearch()
  const navigate = useNavigate()
  const performance = useQuery(performanceQuery(span))
  const data = performance.data
  return (
    <div className="page">
      <title>{`${t('performance.title')} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/alarms" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('performance.title')}</h1>
        {data?.flooding && <Mark tone="bad">{t('performance.flooding')}</Mark>}
        <div className={lists.actions}>
          <SegmentedControl
            size="sm"
            aria-label={t('performance.span')}
            value={span}
            onChange={(value) => {
              const next = performanceSpans.find((each) => each === value)
              void navigate({ to: '/alarms/performance', search: next && next !== 'day' ? { span: next } : {} })
            }}
            data={performanceSpans.map((each) => ({ value: each, label: t(`performance.of.${each}`) }))}
          />
        </div>
      </header>
      <p className={styles.lesson}>{t('performance.lesson')}</p>
      {performance.isError && !data && <FaultView fault={performance.error} retry={() => void performance.refetch()} />}
      {performance.isPending && <Skeleton height={420} radius={6} />}
      {data && <Known data={data} />}
    </div>
  )
}

function Known({ data }: { data: AlarmPerformance }) {
  const { t, i18n } = useTranslation('alarms')
  const told = (name: string, value: number): string =>
    shares.has(name)
      ? value.toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 1 })
      : value.toLocaleString(i18n.language, { maximumFractionDigits: 1 })
  return (
    <div className={styles.panels}>
      <section className={`panel ${styles.panel} ${styles.across}`} aria-label={t('performance.rate')}>
        <h2 className="section-title">{t('performance.rate')}</h2>
        <RateChart per10min={data.per10min} from={data.from} to={data.to} />
      </section>
      <section className={`panel ${lists.list}`} aria-label={t('performance.metrics')}>
        <table className={`${lists.table} ${styles.metrics}`}>
          <thead>
            <tr>
              <th>{t('performance.column.metric')}</th>
              <th className={lists.right}>{t('performance.column.value')}</th>
              <th className={lists.right}>{t('performance.column.wanted')}</th>
              <th>{t('performance.column.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {metricNames.map((name) => {
              const { value, acceptable, verdict, clause } = data.metrics[name]
              return (
                <tr key={name}>
                  <td className={styles.metric}>
                    {t(`performance.metric.${name}`)}
                    <span className="label">{t('performance.clause', { clause })}</span>
                  </td>
                  <td className={`num ${lists.right}`}>{told(name, value)}</td>
                  <td className={`num quiet ${lists.right}`}>≤ {told(name, acceptable)}</td>
                  <td>
                    <Mark tone={tones[verdict]}>{t(`performance.verdict.${verdict}`)}</Mark>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <div className={styles.beside}>
        <PriorityShares shares={data.priorities} />
        <FrequentTable title={t('performance.frequent')} alarms={data.frequent} of={data.annunciated} />
        {data.chattering.length > 0 && (
          <FrequentTable title={t('performance.chattering')} alarms={data.chattering} of={data.annunciated} />
        )}
        {data.fleeting.length > 0 && (
          <FrequentTable title={t('performance.fleeting')} alarms={data.fleeting} of={data.annunciated} />
        )}
      </div>
    </div>
  )
}
