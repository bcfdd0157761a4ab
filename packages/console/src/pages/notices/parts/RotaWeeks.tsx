import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import type { NoticeRota } from '../../../platform.ts'
import styles from '../notices.module.css'
import { type Week, weeksOf } from '../weeks.ts'

/** Week by week from hand-over to hand-over, whose turn it is; a line marks now. */
export function RotaWeeks({ rota, nameOf }: { rota: NoticeRota; nameOf: (id: string) => string }) {
  const { t } = useTranslation('notices')
  const now = useNow()
  const format = dateFormat(currentLanguage(), { month: 'short', day: 'numeric', timeZone: rota.zone })
  return (
    <ol className={styles.weeks} aria-label={t('rotas.weeks')}>
      {weeksOf(rota.turns).map((week) => (
        <li key={week.begins} className={styles.week}>
          <span className={`num ${styles.weekDate}`}>{format.format(week.begins)}</span>
          <span className={styles.weekBar}>
            {week.shares.map(({ person, standsIn, from, until }) => (
              <span
                key={`${person} ${from}`}
                className={styles.share}
                data-tone={standsIn ? 'standsIn' : String(Math.max(0, rota.people.indexOf(person)) % 4)}
                style={{ left: `${from * 100}%`, width: `${(until - from) * 100}%` }}
                title={nameOf(person)}
              >
                <span className="clip">{nameOf(person)}</span>
              </span>
            ))}
            {isIn(week, now) && (
              <span
                className={styles.nowLine}
                style={{ left: `${((now - week.begins) / (week.ends - week.begins)) * 100}%` }}
              />
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

const isIn = ({ begins, ends }: Week, now: number): boolean => begins <= now && now < ends
