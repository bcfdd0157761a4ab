import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure } from '../../../parts/Figures.tsx'
import { PriorityMark } from '../../../parts/PriorityMark.tsx'
import { countText } from '../../../parts/value-text.ts'
import { alarmCountsQuery } from '../../../shell/alarm-counts.ts'
import styles from '../overview.module.css'

const priorities = ['critical', 'high', 'medium', 'low'] as const

/** How many alarms stand; those of each priority lead to their list. */
export function AlarmFigure() {
  const { t } = useTranslation('overview')
  const { t: ofAlarms } = useTranslation('alarms')
  const { data: counts } = useQuery(alarmCountsQuery)
  const standing = counts ? priorities.filter((priority) => counts[priority] > 0) : []
  const total = counts ? standing.reduce((sum, priority) => sum + counts[priority], 0) : undefined
  return (
    <Figure label={t('figures.alarms')} value={countText(total)}>
      {counts && standing.length > 0 ? (
        <span className={styles.priorities}>
          {standing.map((priority) => (
            <Link key={priority} to="/alarms" search={{ priority }} className={`num ${styles.priority}`}>
              <PriorityMark priority={priority} waiting={counts.unacknowledged > 0} bare />
              <span aria-hidden="true">{counts[priority]}</span>
              <span className="sr">
                {t('figures.alarmsOf', { count: counts[priority], priority: ofAlarms(`priority.${priority}`) })}
              </span>
            </Link>
          ))}
        </span>
      ) : (
        <Link to="/alarms" className="link">
          {t(counts ? 'figures.alarmsNone' : 'figures.alarmsAll')}
        </Link>
      )}
    </Figure>
  )
}
