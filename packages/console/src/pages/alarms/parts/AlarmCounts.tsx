import { useTranslation } from 'react-i18next'
import { PriorityMark } from '../../../parts/PriorityMark.tsx'
import type { AlarmPage } from '../../../platform.ts'
import styles from '../alarms.module.css'
import { type AlarmPriority, alarmPriorities } from '../search.ts'

interface AlarmCountsProps {
  counts: NonNullable<AlarmPage['counts']>
  chosen: AlarmPriority | undefined
  onChoose: (priority: AlarmPriority | undefined) => void
}

/** How many there are of each priority; one of them can be chosen. */
export function AlarmCounts({ counts, chosen, onChoose }: AlarmCountsProps) {
  const { t } = useTranslation('alarms')
  return (
    <fieldset className={styles.counts} aria-label={t('counts.label')}>
      {alarmPriorities.map((priority) => (
        <button
          key={priority}
          type="button"
          className={styles.count}
          aria-pressed={chosen === priority}
          onClick={() => onChoose(chosen === priority ? undefined : priority)}
        >
          <PriorityMark priority={priority} bare />
          <span className={`num ${styles.countNumber}`}>{counts[priority]}</span>
          <span className="label">{t(`priority.${priority}`)}</span>
        </button>
      ))}
    </fieldset>
  )
}
