import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { reasonsQuery } from '../../production/queries.ts'
import { reasonPath } from '../../production/reasons.ts'
import styles from '../kpis.module.css'
import { lostQuery, type Told } from '../queries.ts'

interface LostTimeProps {
  asset: string
  isUnit: boolean
  window: Told
}

/** Time lost by reason, the greatest first, with what all up to there make together (Pareto). */
export function LostTime({ asset, isUnit, window }: LostTimeProps) {
  const { t } = useTranslation('kpis')
  const { t: ofProduction } = useTranslation('production')
  const words = useSpanWords()
  const faultWords = useFaultWords()
  const reasons = useQuery(reasonsQuery)
  const lost = useQuery(lostQuery(asset, window))
  const items = lost.data?.items ?? []
  const most = items[0]?.seconds ?? 1
  const all = items.reduce((sum, { seconds }) => sum + seconds, 0)
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('lost.title')}>
      <div className={styles.panelHead}>
        <h3 className="section-title">{t('lost.title')}</h3>
        {lost.data && lost.data.busySeconds > 0 && (
          <span className="num quiet">
            {t('lost.of', { lost: spanText(all, words), planned: spanText(lost.data.busySeconds, words) })}
          </span>
        )}
      </div>
      {!lost.isEnabled && <p className="quiet">{t('lost.tooLong')}</p>}
      {lost.error && <FormFault words={faultWords(lost.error)} />}
      {lost.isEnabled && lost.isPending && <Skeleton height={120} />}
      {lost.data && items.length === 0 && (
        <p className="quiet">{t(lost.data.busySeconds > 0 ? 'lost.none' : 'lost.notPlanned')}</p>
      )}
      <ol className={styles.pareto}>
        {items.map(({ reason, state, times, seconds, cumulative, isVital }) => {
          const name = reason
            ? reasonPath(reasons.data ?? [], reason, currentLanguage()).join(' / ')
            : t('lost.noReason', { state: ofProduction(`state.${state}`) })
          return (
            <li key={`${reason ?? ''} ${state}`}>
              <span className={styles.cause}>
                {reason || !isUnit ? (
                  name
                ) : (
                  <Link to="/production/$asset" params={{ asset }} className="link">
                    {name}
                  </Link>
                )}
              </span>
              <span className={styles.track}>
                <span
                  data-vital={isVital}
                  data-open={reason === undefined}
                  style={{ left: 0, width: `${(100 * seconds) / most}%` }}
                />
              </span>
              <span className="num">{spanText(seconds, words)}</span>
              <span className="num quiet" title={t('lost.cumulative')}>
                {(100 * cumulative).toFixed(0)} %
              </span>
              <span className="num quiet">{t('lost.times', { count: times })}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
