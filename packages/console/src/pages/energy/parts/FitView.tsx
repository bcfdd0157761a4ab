import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { Figure, Figures } from '../../../parts/Figures.tsx'
import lists from '../../../parts/list.module.css'
import { dateFormat } from '../../../parts/time-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import type { EnergyBaselineTrial } from '../../../platform.ts'
import styles from '../energy.module.css'
import { Course } from './Course.tsx'
import { Scatter } from './Scatter.tsx'

type FitFigures = EnergyBaselineTrial['figures']
type Finding = FitFigures['findings'][number]

interface FitViewProps {
  figures: FitFigures
  rows: EnergyBaselineTrial['rows']
  drivers: readonly { readonly name: string; readonly unit?: string }[]
  /** UCUM, of energy. */
  unit: string
}

const percent = (share: number | null | undefined): string => (share == null ? '—' : `${(share * 100).toFixed(1)} %`)

/** How sure one can be that a variable matters, in words. */
const strengthOf = (p: number | null): 'certain' | 'likely' | 'none' =>
  p === null || p > 0.05 ? 'none' : p < 0.001 ? 'certain' : 'likely'

const pText = (p: number | null): string => (p === null ? '—' : p < 0.001 ? '< 0.001' : p.toFixed(3))

/** What a baseline is made of, how good it is, and what to know before one relies on it. */
export function FitView({ figures, rows, drivers, unit }: FitViewProps) {
  const { t } = useTranslation('energy')
  const told = unitText(unit)
  const { n, gaps, rSquared, cvRmse, residualDeviation, fP, findings, changePoints } = figures
  const good = findings.every(({ code }) => code === 'gaps')
  return (
    <div className={styles.stack}>
      <Figures>
        <Figure label={t('fit.rSquared')} value={rSquared === null ? '—' : rSquared.toFixed(3)}>
          <span className="quiet">
            {rSquared === null ? t('fit.noVariable') : t('fit.explained', { share: percent(rSquared) })}
          </span>
        </Figure>
        <Figure label="CV(RMSE)" value={cvRmse == null ? '—' : (cvRmse * 100).toFixed(1)} unit="%">
          <span className="quiet">{t('fit.cv')}</span>
        </Figure>
        <Figure label={t('fit.deviation')} value={valueText(residualDeviation)} unit={told}>
          <span className="quiet">{t('fit.deviationHint')}</span>
        </Figure>
        <Figure label={t('fit.periods')} value={String(n)}>
          <span className="quiet">{t('fit.gaps', { count: gaps })}</span>
        </Figure>
      </Figures>
      <section className="panel" aria-labelledby="fit-words">
        <h2 id="fit-words" className={`section-title ${styles.panelTitle}`}>
          {t('fit.words')}
        </h2>
        <ul className={styles.words}>
          {good && (
            <li data-good>
              <IconCircleCheck size={17} stroke={1.7} aria-hidden="true" />
              <span>{t('finding.good')}</span>
            </li>
          )}
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.driver ?? ''}`}>
              <IconAlertTriangle size={17} stroke={1.7} aria-hidden="true" />
              <FindingText finding={finding} />
            </li>
          ))}
          {fP !== null && fP !== undefined && (
            <li data-good={fP <= 0.05 || undefined}>
              <IconCircleCheck size={17} stroke={1.7} aria-hidden="true" />
              <span>{t('fit.whole', { p: pText(fP) })}</span>
            </li>
          )}
        </ul>
      </section>
      <div className={styles.columns}>
        <section className="panel" aria-labelledby="fit-scatter">
          <h2 id="fit-scatter" className={`section-title ${styles.panelTitle}`}>
            {t('fit.scatterTitle')}
          </h2>
          <Scatter rows={rows} drivers={drivers} unit={told} />
        </section>
        <section className="panel" aria-labelledby="fit-numbers">
          <h2 id="fit-numbers" className={`section-title ${styles.panelTitle}`}>
            {t('fit.numbers')}
          </h2>
          <Coefficients figures={figures} unit={told} />
          {changePoints.length > 0 && (
            <p className={styles.note}>
              {t('fit.changePoints', { points: changePoints.map((point) => `${point.toFixed(1)} °C`).join(', ') })}
            </p>
          )}
        </section>
      </div>
      <section className="panel" aria-labelledby="fit-course">
        <h2 id="fit-course" className={`section-title ${styles.panelTitle}`}>
          {t('fit.course')}
        </h2>
        <Course
          label={t('fit.course')}
          xLabel={t('fit.time')}
          yLabel={told}
          start={rows.start}
          lines={[
            { values: rows.energy, kind: 'trend' },
            { values: rows.expected, kind: 'fit' },
          ]}
        />
        <p className={styles.keys}>
          <span>
            <i /> {t('fit.energy')}
          </span>
          <span>
            <i data-kind="fit" /> {t('fit.expected')}
          </span>
          {gaps > 0 && (
            <span>
              <i data-kind="gap" /> {t('fit.gap')}
            </span>
          )}
        </p>
      </section>
    </div>
  )
}

function Coefficients({ figures, unit }: { figures: FitFigures; unit: string }) {
  const { t } = useTranslation('energy')
  const nameOf = (name: string | undefined): string => {
    if (name === undefined) return t('fit.base')
    return name === 'heating' || name === 'cooling' ? t(`fit.${name}`) : name
  }
  return (
    <div className={lists.list}>
      <table className={lists.table}>
        <thead>
          <tr>
            <th>{t('fit.variable')}</th>
            <th className={lists.right}>{t('fit.estimate')}</th>
            <th className={`${lists.right} ${lists.wide}`}>{t('fit.interval')}</th>
            <th className={lists.right}>p</th>
            <th>{t('fit.says')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.coefficients.map(({ name, estimate, low, high, p }) => (
            <tr key={name ?? ''}>
              <td className={styles.said}>{nameOf(name)}</td>
              <td className={`${lists.right} num`}>
                {valueText(estimate)} {name === undefined && <span className="quiet">{unit}</span>}
              </td>
              <td className={`${lists.right} ${lists.wide} num quiet`}>
                {valueText(low)} … {valueText(high)}
              </td>
              <td className={`${lists.right} num`}>{pText(p)}</td>
              <td className={styles.said}>{t(`strength.${name === undefined ? 'base' : strengthOf(p)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FindingText({ finding: { code, driver, value, limit } }: { finding: Finding }) {
  const { t } = useTranslation('energy')
  const name = driver === 'heating' || driver === 'cooling' ? t(`fit.${driver}`) : (driver ?? '')
  const day = dateFormat(currentLanguage(), { year: 'numeric', month: 'short', day: 'numeric' })
  const told =
    code === 'one_period_decides'
      ? day.format((value ?? 0) / 1_000)
      : code === 'weak_fit' || code === 'scatter_high'
        ? percent(value)
        : value === undefined
          ? '—'
          : String(Number(value.toPrecision(3)))
  const most = code === 'weak_fit' || code === 'scatter_high' ? percent(limit) : String(limit ?? '')
  return <span>{t(`finding.${code}`, { name, value: told, limit: most })}</span>
}
