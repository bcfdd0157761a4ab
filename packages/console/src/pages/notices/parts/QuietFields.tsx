import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import type { NoticeRule } from '../../../platform.ts'
import styles from '../notices.module.css'
import { keysOfPriorities, weekdayDate, weekdays } from '../words.ts'
import { ZoneSelect } from './ZoneSelect.tsx'

type Quiet = NonNullable<NoticeRule['quiet']>

/** Which hours of which days, and what waits for their end. */
export function QuietFields({ quiet, onChange }: { quiet: Quiet; onChange: (quiet: Quiet) => void }) {
  const { t } = useTranslation('notices')
  const dayName = dateFormat(currentLanguage(), { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className={styles.level}>
      <div className={styles.pair}>
        <TextInput
          label={t('rules.from')}
          type="time"
          value={quiet.from}
          onChange={(event) => onChange({ ...quiet, from: event.currentTarget.value })}
        />
        <TextInput
          label={t('rules.until')}
          type="time"
          value={quiet.until}
          onChange={(event) => onChange({ ...quiet, until: event.currentTarget.value })}
        />
      </div>
      <ZoneSelect label={t('zone')} zone={quiet.zone} onChange={(zone) => onChange({ ...quiet, zone })} />
      <Checkbox.Group
        label={t('rules.days')}
        value={quiet.days.map(String)}
        onChange={(values) => onChange({ ...quiet, days: weekdays.filter((day) => values.includes(String(day))) })}
      >
        <div className={styles.checks}>
          {weekdays.map((day) => (
            <Checkbox key={day} value={String(day)} label={dayName.format(weekdayDate(day))} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('rules.quietPriorities')}
        value={quiet.priorities}
        onChange={(values) =>
          onChange({ ...quiet, priorities: keysOfPriorities.filter((each) => values.includes(each)) })
        }
      >
        <div className={styles.checks}>
          {keysOfPriorities.map((each) => (
            <Checkbox key={each} value={each} label={t(`priority.${each}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </div>
  )
}
