import { useTranslation } from 'react-i18next'
import { type SeriesLine, SeriesPlot } from '../../../../charts/SeriesPlot.tsx'
import lists from '../../../../parts/list.module.css'
import { countText } from '../../../../parts/value-text.ts'
import type { Study, StudyResult } from '../../../../platform.ts'
import styles from '../studies.module.css'
import { useStudyWords } from '../use-study-words.ts'
import { Fitted } from './Fitted.tsx'
import { MetricTable } from './MetricTable.tsx'

/** In the order that they are drawn and told in. */
const kinds: Readonly<Record<string, SeriesLine['kind']>> = {
  measured: 'measured',
  before: 'other',
  given: 'given',
  low: 'bound',
  high: 'bound',
}
const order = Object.keys(kinds)
const isKnown = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null)

/** What came of a study: figures, courses, quality, and what to be wary of. */
export function StudyReport({ study, result }: { study: Study; result: StudyResult }) {
  const { t } = useTranslation('mechanismStudies')
  const words = useStudyWords()
  const { quality, reasons, leftOut, warnings, verdict } = result
  return (
    <div className={styles.report}>
      {(verdict || warnings.length > 0) && (
        <section className={`panel ${styles.panel}`} aria-labelledby="verdict">
          <h2 id="verdict" className="section-title">
            {t('report.verdict')}
          </h2>
          {verdict && (
            <p className={styles.verdict} data-verdict={verdict}>
              {words.verdict(verdict)}
            </p>
          )}
          {warnings.length > 0 && (
            <ul className={styles.warnings}>
              {warnings.map((kind) => (
                <li key={kind}>{words.warning(kind)}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {result.parameters && result.parameters.length > 0 && <Fitted parameters={result.parameters} />}
      {Object.entries(result.series).map(([output, { time, columns }]) => {
        const { measured, given } = columns
        const shown = Object.entries(columns).filter(([, values]) => isKnown(values))
        shown.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
        const lines = shown.map(
          ([name, values]): SeriesLine => ({ name: words.column(name), values, kind: kinds[name] ?? 'other' }),
        )
        const residual =
          measured && given
            ? given.map((value, k) => (value === null || measured[k] == null ? null : value - measured[k]))
            : undefined
        return (
          <section key={output} className={`panel ${styles.plot}`} aria-label={output}>
            <h2 className={`section-title ${styles.plotTitle}`}>
              <code>{output}</code>
            </h2>
            <SeriesPlot label={output} time={time} lines={lines} unit="" />
            {residual && isKnown(residual) && (
              <SeriesPlot
                label={t('report.residual')}
                time={time}
                lines={[{ name: t('report.residual'), values: residual, kind: 'other' }]}
                unit=""
                height={170}
              />
            )}
          </section>
        )
      })}
      <MetricTable metrics={result.metrics} />
      <section className={`panel ${styles.panel}`} aria-labelledby="rows">
        <h2 id="rows" className="section-title">
          {t('report.rows')}
        </h2>
        <p className="num">
          {t('report.quality', {
            rows: countText(quality.rows),
            good: countText(quality.good),
            uncertain: countText(quality.uncertain),
            bad: countText(quality.bad),
          })}
        </p>
        {(reasons.length > 0 || leftOut.length > 0) && (
          <table className={lists.table}>
            <tbody>
              {leftOut.map(({ why, rows }) => (
                <tr key={`left ${why}`}>
                  <td className={styles.wrap}>{t('report.leftOut', { why: words.leftOut(why) })}</td>
                  <td className={`${lists.right} num`}>{countText(rows)}</td>
                </tr>
              ))}
              {reasons.map(({ says, rows }) => (
                <tr key={says}>
                  <td className={styles.wrap}>{says}</td>
                  <td className={`${lists.right} num`}>{countText(rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {study.request.kind === 'learning' && <p className="label">{t('report.honest')}</p>}
      </section>
    </div>
  )
}
