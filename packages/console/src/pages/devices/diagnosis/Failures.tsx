import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { countText } from '../../../parts/value-text.ts'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'
import { useFailureWords } from './failure-words.ts'

/** Failures by kind: how often, when last, and what to do about it. */
export function Failures({ failures }: { failures: DeviceDiagnosis['failures'] }) {
  const { t } = useTranslation('diagnosis')
  const wordsOf = useFailureWords()
  return (
    <section className={styles.part} aria-labelledby="failures">
      <h3 id="failures">{t('failures')}</h3>
      {failures.length === 0 ? (
        <p className={styles.fine}>{t('noFailures')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={`${lists.table} ${styles.table}`}>
            <thead>
              <tr>
                <th>{t('column.what')}</th>
                <th className={lists.right}>{t('column.count')}</th>
                <th>{t('column.last')}</th>
                <th className={lists.wide}>{t('column.remedy')}</th>
              </tr>
            </thead>
            <tbody>
              {failures.map(({ code, detail, count, last }) => {
                const words = wordsOf(code)
                return (
                  <tr key={`${code} ${detail}`}>
                    <td className={styles.wrap}>
                      <span className={styles.strong}>{words.says}</span>
                      {detail && <span className={styles.detail}> {detail}</span>}
                      <code className={styles.code}>{code}</code>
                      <span className={styles.inlineRemedy}>{words.remedy}</span>
                    </td>
                    <td className={`${lists.right} num`}>{countText(count)}</td>
                    <td>
                      <RelativeTime time={last} />
                    </td>
                    <td className={`${lists.wide} ${styles.wrap} ${styles.remedy}`}>{words.remedy}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
