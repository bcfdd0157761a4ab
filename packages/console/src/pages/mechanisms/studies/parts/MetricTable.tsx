import { useTranslation } from 'react-i18next'
import lists from '../../../../parts/list.module.css'
import type { StudyResult } from '../../../../platform.ts'
import { figureText } from '../../words.ts'
import styles from '../studies.module.css'
import { useStudyWords } from '../use-study-words.ts'

type Metrics = StudyResult['metrics']

/** What is looked at first; others after them. */
const order = ['rows', 'rmse', 'mae', 'bias', 'r2', 'cv_rmse', 'nmbe', 'mase', 'coverage', 'flagged', 'auc']
const place = (name: string): number => (order.indexOf(name) + order.length + 1) % (order.length + 1)

/** Figures of merit, part by part: what was fitted, what was held back, and the yardstick. */
export function MetricTable({ metrics }: { metrics: Metrics }) {
  const { t } = useTranslation('mechanismStudies')
  const words = useStudyWords()
  const rows = Object.entries(metrics)
  if (rows.length === 0) return null
  const names = [...new Set(rows.flatMap(([, figures]) => Object.keys(figures)))].sort((a, b) => place(a) - place(b))
  return (
    <section className={`panel ${lists.list}`} aria-labelledby="metrics">
      <h2 id="metrics" className={`section-title ${styles.plotTitle}`}>
        {t('report.metrics')}
      </h2>
      <table className={lists.table}>
        <thead>
          <tr>
            <th>{t('report.part')}</th>
            {names.map((name) => (
              <th key={name} className={lists.right} title={words.metric(name).says}>
                {words.metric(name).title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([part, figures]) => (
            <tr key={part}>
              <td>{words.part(part)}</td>
              {names.map((name) => (
                <td key={name} className={`${lists.right} num`}>
                  {figures[name] == null ? '—' : figureText(Number(figures[name].toPrecision(5)))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
