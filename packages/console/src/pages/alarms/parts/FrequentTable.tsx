import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AlarmPerformance } from '../../../platform.ts'
import styles from '../performance.module.css'
import { useAlarmWords } from '../use-alarm-words.ts'

interface FrequentTableProps {
  title: string
  alarms: AlarmPerformance['frequent']
  /** All that were annunciated. */
  of: number
}

/** Alarms by how often they came, with their share of the whole. */
export function FrequentTable({ title, alarms, of }: FrequentTableProps) {
  const { t, i18n } = useTranslation('alarms')
  const words = useAlarmWords()
  return (
    <section className={`panel ${styles.panel}`} aria-label={title}>
      <h2 className="section-title">{title}</h2>
      {alarms.length === 0 && <p className="quiet">{t('performance.nothing')}</p>}
      <ol>
        {alarms.map(({ id, name, path, annunciated }) => (
          <li key={id} className={styles.line}>
            <Link to="/alarms/$id" params={{ id }} className="link clip" title={path.join(' / ')}>
              {words.of(name)}
              <span className="quiet"> · {path.at(-1)}</span>
            </Link>
            <span className="num">{annunciated.toLocaleString(i18n.language)}</span>
            <span className="num quiet">
              {(of === 0 ? 0 : annunciated / of).toLocaleString(i18n.language, {
                style: 'percent',
                maximumFractionDigits: 1,
              })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
