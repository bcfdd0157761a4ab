import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { dateFormat, spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { countText } from '../../../parts/value-text.ts'
import type { Removal } from '../../../platform.ts'
import styles from '../history.module.css'

const tones: Readonly<Record<Removal['state'], Tone>> = {
  running: 'plain',
  done: 'plain',
  failed: 'bad',
  unknown: 'warn',
}

export function RemovalTable({ removals }: { removals: readonly Removal[] }) {
  const { t } = useTranslation('history')
  return (
    <table className={`${lists.table} ${folding.folding} ${styles.removals}`}>
      <thead>
        <tr>
          <th>{t('removals.what')}</th>
          <th>{t('removals.period')}</th>
          <th>{t('removals.state')}</th>
          <th className={lists.right}>{t('removals.samples')}</th>
          <th>{t('removals.asked')}</th>
        </tr>
      </thead>
      <tbody>
        {removals.map((removal) => (
          <tr key={removal.id}>
            <td className={styles.what}>
              <What of={removal} />
            </td>
            <td className={`num ${styles.period}`}>
              <Range of={removal} />
            </td>
            <td>
              <Standing of={removal} />
            </td>
            <td className={`${lists.right} num`}>{countText(removal.samples)}</td>
            <td>
              <span className={lists.names}>
                <span>{removal.kind === 'rule' ? t('removals.byPlatform') : removal.by}</span>
                <span className="label">
                  <RelativeTime time={removal.askedAt} />
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function What({ of: { kind, name, points, days, reason } }: { of: Removal }) {
  const { t } = useTranslation('history')
  const counted = t('rules.points', { count: points, shown: countText(points) })
  const title =
    kind === 'rule'
      ? t('removals.byRule', { count: days ?? 0 })
      : name === undefined || /^\d+ points$/.test(name)
        ? counted
        : name
  return (
    <span className={lists.names}>
      <span>{title}</span>
      <span className={`label ${styles.reason}`}>{kind === 'rule' ? counted : reason}</span>
    </span>
  )
}

function Range({ of: { kind, from, to } }: { of: Removal }) {
  const { t } = useTranslation('history')
  const zone = kind === 'rule' ? { timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit' }
  const format = dateFormat(currentLanguage(), {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone as Intl.DateTimeFormatOptions),
  })
  const text = (time: string) => format.format(Date.parse(time))
  if (from !== undefined && to !== undefined)
    return (
      <>
        {text(from)} –<br />
        {text(to)}
      </>
    )
  if (from !== undefined) return t('removals.since', { time: text(from) })
  if (to !== undefined) return t('removals.until', { time: text(to) })
  return t('removals.ever')
}

function Standing({ of: { state, askedAt } }: { of: Removal }) {
  const { t } = useTranslation('history')
  const now = useNow()
  const span = useSpanWords()
  return (
    <span className={lists.names}>
      <Mark tone={tones[state]}>{t(`removals.is.${state}`)}</Mark>
      {state === 'running' && <span className="label num">{spanText((now - Date.parse(askedAt)) / 1000, span)}</span>}
      {state === 'unknown' && <span className={`label ${styles.reason}`}>{t('removals.unknownHint')}</span>}
    </span>
  )
}
