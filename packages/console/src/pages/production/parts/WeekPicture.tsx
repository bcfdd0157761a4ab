import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import type { WorkCalendarRequest } from '../../../platform.ts'
import styles from '../calendar.module.css'
import { daysFrom, MINUTES_A_DAY, minutesOf, plannedMinutes, weekOf } from '../week.ts'
import { dayNames } from './day-names.ts'

const hours = [0, 6, 12, 18, 24]
/** A name is written where this many minutes have room for it. */
const named = 150
/** Kinds of shading that tell shifts apart. */
const shades = 4

interface WeekPictureProps {
  content: WorkCalendarRequest['content']
  /** Without words, for a list. */
  small?: boolean
}

const clock = (minutes: number): string =>
  dateFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(minutes * 60_000)

/** The common week: a line a day, from midnight to midnight, with shifts and breaks. */
export function WeekPicture({ content, small = false }: WeekPictureProps) {
  const { t } = useTranslation('production')
  const names = dayNames()
  const pieces = weekOf(content)
  const at = (minutes: number): string => `${(100 * minutes) / MINUTES_A_DAY}%`
  const begins = minutesOf(content.dayBegins)
  const label = t('calendars.weekSays', { hours: Math.round(plannedMinutes(pieces) / 6) / 10 })
  return (
    <div className={small ? styles.smallWeek : styles.week} role="img" aria-label={label}>
      {daysFrom(content.weekBegins).map((day) => (
        <div key={day} className={styles.day}>
          {!small && <span className="label">{names[day - 1]}</span>}
          <div className={styles.track}>
            {pieces
              .filter((piece) => piece.day === day)
              .map(({ index, shift, from, to, isBreak }) => (
                <span
                  key={`${index} ${from} ${isBreak}`}
                  className={isBreak ? styles.rest : styles.shift}
                  data-shade={index % shades}
                  title={`${isBreak ? t('break') : shift} ${clock(from)} – ${clock(to)}`}
                  style={{ left: at(from), width: at(to - from) }}
                >
                  {!small && !isBreak && to - from >= named && shift}
                </span>
              ))}
            {!small && !Number.isNaN(begins) && begins > 0 && (
              <span className={styles.begins} style={{ left: at(begins) }} title={t('calendars.dayBegins')} />
            )}
          </div>
        </div>
      ))}
      {!small && (
        <div className={`label num ${styles.hours}`} aria-hidden="true">
          {hours.map((hour) => (
            <span key={hour} style={{ left: at(hour * 60) }}>
              {hour}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
