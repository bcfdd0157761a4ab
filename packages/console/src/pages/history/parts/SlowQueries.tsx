import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { countText } from '../../../parts/value-text.ts'
import type { StorageFigures } from '../../../platform.ts'
import styles from '../history.module.css'

/** The queries that took longest, so that somebody can see whose screen is slow. */
export function SlowQueries({ slowest }: { slowest: StorageFigures['slowest'] }) {
  const { t } = useTranslation('history')
  const time = dateFormat(currentLanguage(), { dateStyle: 'short', timeStyle: 'short' })
  const shown = (moment: string | undefined): string => (moment === undefined ? '…' : time.format(Date.parse(moment)))
  return (
    <section className="panel" aria-labelledby="slow">
      <header className={styles.panelHead}>
        <div>
          <h2 id="slow" className="section-title">
            {t('slow.title')}
          </h2>
          <p className={styles.lesson}>{t('slow.lesson')}</p>
        </div>
      </header>
      {slowest.length === 0 ? (
        <EmptyState title={t('slow.empty')} lesson={t('slow.emptyLesson')} />
      ) : (
        <div className={lists.list}>
          <table className={`${lists.table} ${folding.folding}`}>
            <thead>
              <tr>
                <th>{t('slow.kind')}</th>
                <th>{t('slow.range')}</th>
                <th>{t('slow.at')}</th>
                <th className="num">{t('slow.took')}</th>
              </tr>
            </thead>
            <tbody>
              {slowest.map(({ at, kind, points, from, to, ms }) => (
                <tr key={`${at} ${kind} ${ms}`}>
                  <td>
                    {t(`slow.kinds.${kind}`)}{' '}
                    <span className="quiet num">{t('slow.points', { count: points, shown: countText(points) })}</span>
                  </td>
                  <td className="num">
                    {from === undefined && to === undefined ? '—' : `${shown(from)} – ${shown(to)}`}
                  </td>
                  <td>
                    <RelativeTime time={at} />
                  </td>
                  <td className="num">{ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
