import { Select, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { FaultView } from '../../../parts/FaultView.tsx'
import { Figure, Figures } from '../../../parts/Figures.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import type { EnergyBaseline, EnergySavings } from '../../../platform.ts'
import { dayText, midnight } from '../days.ts'
import styles from '../energy.module.css'
import { savingsQuery } from '../queries.ts'
import { Course } from './Course.tsx'

const confidences = ['0.8', '0.9', '0.95'] as const

/** What was saved against a baseline since its time ended. */
export function SavingsView({ baseline }: { baseline: EnergyBaseline }) {
  const { t } = useTranslation('energy')
  const [from, setFrom] = useState(dayText(Date.parse(baseline.definition.to)))
  const [to, setTo] = useState(dayText(Date.now()))
  const [confidence, setConfidence] = useState<string>('0.95')
  const asked = { from: midnight(from) ?? '', to: midnight(to, 1) ?? '', confidence: Number(confidence) }
  const fits = asked.from !== '' && asked.from < asked.to
  const savings = useQuery({ ...savingsQuery(baseline.id, asked), enabled: fits })
  return (
    <>
      <div className={`panel ${styles.panelHead}`}>
        <div className={styles.range}>
          <TextInput
            type="date"
            label={t('savings.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('savings.to')}
            value={to}
            error={fits ? null : t('define.order')}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Select
            label={t('savings.confidence')}
            allowDeselect={false}
            w={130}
            value={confidence}
            onChange={(value) => value && setConfidence(value)}
            data={confidences.map((value) => ({ value, label: `${Number(value) * 100} %` }))}
          />
        </div>
      </div>
      {savings.isError && !savings.data && <FaultView fault={savings.error} retry={() => void savings.refetch()} />}
      {savings.isPending && fits && <Skeleton height={300} radius={6} />}
      {savings.data && <Report report={savings.data} />}
    </>
  )
}

function Report({ report }: { report: EnergySavings }) {
  const { t } = useTranslation('energy')
  const unit = unitText(report.unit)
  const { total, uncertainty, share, known, gaps, outside, coal, carbon, shifts, start } = report
  const day = dateFormat(currentLanguage(), { month: 'short', day: 'numeric' })
  const verdict = known === 0 ? 'nothing' : !report.isSignificant ? 'unsure' : total > 0 ? 'saved' : 'wasted'
  const told = {
    amount: valueText(Math.abs(total)),
    unit,
    uncertainty: valueText(uncertainty),
    confidence: report.confidence * 100,
  }
  return (
    <>
      <Figures>
        <Figure label={t('savings.total')} value={valueText(total)} unit={unit}>
          <span className="quiet num">
            ± {valueText(uncertainty)} {unit}
          </span>
        </Figure>
        <Figure label={t('savings.share')} value={share === null ? '—' : (share * 100).toFixed(1)} unit="%">
          <span className="quiet num">{t('savings.expected', { amount: valueText(report.totalExpected), unit })}</span>
        </Figure>
        <Figure label={t('savings.carbon')} value={carbon ? valueText(carbon.total) : '—'} unit={carbon ? 'kgCO₂' : ''}>
          <span className="quiet">
            {carbon ? t('savings.factor', { value: carbon.by.value, year: carbon.by.year }) : t('savings.noFactor')}
          </span>
        </Figure>
        <Figure label={t('savings.coal')} value={coal ? valueText(coal.total) : '—'} unit={coal ? 'kgce' : ''}>
          <span className="quiet">
            {coal ? t('savings.factor', { value: coal.by.value, year: coal.by.year }) : t('savings.noFactor')}
          </span>
        </Figure>
      </Figures>
      <section className="panel" aria-labelledby="cusum">
        <h2 id="cusum" className={`section-title ${styles.panelTitle}`}>
          {t('savings.cusum')}
        </h2>
        <p className={styles.verdict} role="status">
          {t(`verdict.${verdict}`, told)}
        </p>
        <Course
          label={t('savings.cusum')}
          xLabel={t('fit.time')}
          yLabel={unit}
          start={start}
          fromNought
          height={280}
          lines={[{ values: report.cumulative, kind: 'trend' }]}
        />
        <ul className={styles.words}>
          <li data-good>
            <span>{t('savings.read')}</span>
          </li>
          {shifts.slice(0, 1).map(({ at, began, side }) => (
            <li key={at}>
              <span>{t(`savings.shift.${side}`, { day: day.format((start[began] ?? 0) / 1_000) })}</span>
            </li>
          ))}
          {gaps > 0 && (
            <li>
              <span>{t('savings.gaps', { count: gaps })}</span>
            </li>
          )}
          {outside > 0 && (
            <li>
              <span>{t('savings.outside', { count: outside })}</span>
            </li>
          )}
        </ul>
      </section>
      <section className="panel" aria-labelledby="expected">
        <h2 id="expected" className={`section-title ${styles.panelTitle}`}>
          {t('savings.course')}
        </h2>
        <Course
          label={t('savings.course')}
          xLabel={t('fit.time')}
          yLabel={unit}
          start={start}
          lines={[
            { values: report.energy, kind: 'trend' },
            { values: report.expected, kind: 'fit' },
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
    </>
  )
}
