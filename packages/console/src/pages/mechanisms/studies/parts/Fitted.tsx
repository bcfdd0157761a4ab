import { useTranslation } from 'react-i18next'
import lists from '../../../../parts/list.module.css'
import { unitText } from '../../../../parts/unit-text.ts'
import type { StudyResult } from '../../../../platform.ts'
import { figureText } from '../../words.ts'
import styles from '../studies.module.css'

/** Parameters before and after, each with the interval that it lies in. */
export function Fitted({ parameters }: { parameters: NonNullable<StudyResult['parameters']> }) {
  const { t } = useTranslation('mechanismStudies')
  return (
    <section className={`panel ${lists.list}`} aria-labelledby="fitted">
      <h2 id="fitted" className={`section-title ${styles.plotTitle}`}>
        {t('fitted.title')}
      </h2>
      <table className={lists.table}>
        <thead>
          <tr>
            <th>{t('fitted.parameter')}</th>
            <th className={lists.right}>{t('fitted.before')}</th>
            <th className={lists.right}>{t('fitted.fitted')}</th>
            <th className={lists.right}>{t('fitted.interval')}</th>
            <th className={lists.wide} />
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, unit, before, fitted, low, high, problem }) => (
            <tr key={name}>
              <td>
                <code>{name}</code> <span className="label">{unitText(unit)}</span>
                {problem && <span className={styles.problem}>{t(`fitted.${problem}`)}</span>}
              </td>
              <td className={`${lists.right} num`}>{figureText(before)}</td>
              <td className={`${lists.right} num`}>
                <strong>{figureText(short(fitted))}</strong>
              </td>
              <td className={`${lists.right} num`}>
                {low === undefined || high === undefined
                  ? '—'
                  : `${figureText(short(low))} … ${figureText(short(high))}`}
              </td>
              <td className={`${lists.wide} ${styles.barCell}`}>
                {low !== undefined && high !== undefined && high > low && (
                  <span className={styles.bar} aria-hidden="true">
                    <span style={{ left: `${(100 * (fitted - low)) / (high - low)}%` }} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const short = (value: number): number => Number(value.toPrecision(5))
