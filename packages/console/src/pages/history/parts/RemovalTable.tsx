import { useTranslation } from 'react-i18next'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { countText } from '../../../parts/value-text.ts'
import type { Removal } from '../../../platform.ts'
import styles from '../history.module.css'
import { RangeText } from './RangeText.tsx'

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
              <RangeText of={removal} isWholeDays={removal.kind === 'rule'} />
            </td>
            <td>
              <Standing of={removal} />
            </td>
            <td className={`${lists.right} num`}>
              {countText(removal.samples)}
              {removal.samples !== undefined && <span className={styles.narrow}> {t('removals.samplesWord')}</span>}
            </td>
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

function Standing({ of: { state, askedAt } }: { of: Removal }) {
  const { t } = useTranslation('history')
  const now = useNow()
  const span = useSpanWords()
  return (
    <span className={lists.names}>
      <Mark tone={tones[state]}>{t(`removals.is.${state}`)}</Mark>
      {state === 'running' && <span className="label num">{spanText((now - Date.parse(askedAt)) / 1000, span)}</span>}
      {(state === 'unknown' || state === 'failed') && (
        <span className={`label ${styles.reason}`}>{t(`removals.hint.${state}`)}</span>
      )}
    </span>
  )
}
