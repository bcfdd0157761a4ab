import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import type { MechanismCaseResult, MechanismVersion } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { figureText } from '../words.ts'

/** Of a long case only what fails and the first figures are shown at once. */
const shownAtOnce = 8

/** Reference cases as they came out here: what fails first, with its difference and tolerance. */
export function CaseTable({ version }: { version: MechanismVersion }) {
  const { t } = useTranslation('mechanisms')
  const { cases, manifest } = version
  const failed = cases?.results.filter(({ holds }) => !holds) ?? []
  return (
    <section className={`panel ${lists.list}`} aria-labelledby="cases">
      <div className={styles.panelHead}>
        <h2 id="cases" className="section-title">
          {t('cases.title')}
        </h2>
        {cases && (
          <span className={cases.holds ? styles.good : styles.wrong}>
            {cases.holds
              ? t('cases.hold', { count: cases.results.length })
              : t('cases.fail', { count: failed.length, of: cases.results.length })}
          </span>
        )}
        {cases && (
          <span className="label">
            <RelativeTime time={cases.at} /> · {cases.by.name}
          </span>
        )}
      </div>
      {manifest.cases.length === 0 && <p className={styles.panelText}>{t('cases.none')}</p>}
      {!cases && manifest.cases.length > 0 && (
        <p className={styles.panelText}>{t('cases.untested', { count: manifest.cases.length })}</p>
      )}
      {cases && <CaseResults results={cases.results} />}
    </section>
  )
}

/** Also of what is tried and not kept. */
export function CaseResults({ results }: { results: readonly MechanismCaseResult[] }) {
  return [...results].sort((a, b) => Number(a.holds) - Number(b.holds)).map((one) => <Case key={one.name} one={one} />)
}

function Case({ one }: { one: MechanismCaseResult }) {
  const { t } = useTranslation('mechanisms')
  const figures = [...one.figures].sort((a, b) => Number(a.holds) - Number(b.holds))
  const failing = figures.filter(({ holds }) => !holds).length
  const first = figures.slice(0, Math.max(failing, shownAtOnce))
  const rest = figures.slice(first.length)
  return (
    <div className={styles.case} data-holds={one.holds}>
      <h3 className={styles.caseTitle}>
        {one.holds ? (
          <IconCheck size={15} stroke={2} aria-label={t('cases.holds')} />
        ) : (
          <IconAlertTriangle size={15} stroke={1.8} aria-label={t('cases.fails')} />
        )}
        <span>{one.name}</span>
        <span className="label">{one.source}</span>
      </h3>
      <FigureRows figures={first} />
      {rest.length > 0 && (
        <details className={styles.rest}>
          <summary>{t('cases.more', { count: rest.length })}</summary>
          <FigureRows figures={rest} />
        </details>
      )}
    </div>
  )
}

/** Three digits tell a difference. */
const short = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(3))

function FigureRows({ figures }: { figures: MechanismCaseResult['figures'] }) {
  const { t } = useTranslation('mechanisms')
  return (
    <div className={styles.scroll}>
      <table className={`${lists.table} ${styles.figures}`}>
        <thead>
          <tr>
            <th>{t('cases.output')}</th>
            <th className={lists.right}>{t('cases.expected')}</th>
            <th className={lists.right}>{t('cases.seen')}</th>
            <th className={lists.right}>{t('cases.difference')}</th>
            <th className={lists.right}>{t('cases.tolerance')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={`${figure.row} ${figure.output}`} data-holds={figure.holds}>
              <td>
                <code>{figure.output}</code>{' '}
                <span className="label">
                  {unitText(figure.unit)}
                  {figure.row > 0 && ` ${t('cases.row', { row: figure.row + 1 })}`}
                </span>
                {figure.reason && <span className={styles.reason}>{figure.reason}</span>}
              </td>
              <td className={`${lists.right} num`}>{figureText(figure.expected)}</td>
              <td className={`${lists.right} num`}>{figureText(figure.seen)}</td>
              <td className={`${lists.right} num`}>{figureText(short(figure.difference))}</td>
              <td className={`${lists.right} num`}>
                {figure.tolerance === undefined ? t('cases.equal') : `± ${figureText(short(figure.tolerance))}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
