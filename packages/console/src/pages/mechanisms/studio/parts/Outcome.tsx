import { Button, SegmentedControl } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SeriesLine, SeriesPlot } from '../../../../charts/SeriesPlot.tsx'
import { currentLanguage } from '../../../../i18n/language.ts'
import { dateFormat } from '../../../../parts/time-text.ts'
import { unitText } from '../../../../parts/unit-text.ts'
import type { MechanismTryAnswer } from '../../../../platform.ts'
import { OutputList } from '../../parts/OutputList.tsx'
import { qualityOf } from '../../words.ts'
import type { DataPanelProps } from '../beside.ts'
import { errorsOf, knownOf, reasonsOf, tallyOf } from '../outcome.ts'
import styles from '../studio.module.css'
import { CaseDialog } from './CaseDialog.tsx'

/** What came out over the last hours: course, quality, reasons, and the row that is looked at. */
export function Outcome(props: DataPanelProps) {
  const { t } = useTranslation('studio')
  const answer = props.tried?.data
  if (!answer?.results) return <p className={styles.lesson}>{t('outcome.lesson')}</p>
  if (answer.time.length === 0) return <p className={styles.lesson}>{t('outcome.none')}</p>
  return <Rows {...props} answer={answer} results={answer.results} />
}

interface RowsProps extends DataPanelProps {
  answer: MechanismTryAnswer
  results: NonNullable<MechanismTryAnswer['results']>
}

function Rows({ draft, answer, results, row, onRow, onChange }: RowsProps) {
  const { t } = useTranslation('studio')
  const { t: part } = useTranslation('parts')
  const [shown, setShown] = useState<string>()
  const [keeping, setKeeping] = useState(false)
  const names = Object.keys(results.outputs)
  const name = shown !== undefined && names.includes(shown) ? shown : (names[0] ?? '')
  const output = results.outputs[name]
  if (!output) return <p className={styles.lesson}>{t('outcome.none')}</p>
  const measured = answer.measured[name]
  const given = output.values.map(knownOf)
  const lines: SeriesLine[] = [
    ...(measured ? [{ name: t('outcome.measured'), values: measured.values, kind: 'measured' as const }] : []),
    { name, values: given, kind: 'given' },
  ]
  const tally = tallyOf(output.status)
  const reasons = reasonsOf(output.reason, results.reasons)
  const errors = measured && errorsOf(given, measured.values)
  const unit = unitText(output.unit)
  const ranks = output.status.map((status) => ({ good: 0, uncertain: 1, bad: 2 })[qualityOf(status)])
  const at = row !== undefined && row < answer.time.length ? row : undefined
  const inputs = Object.fromEntries(
    Object.entries(answer.inputs).flatMap(([input, { values }]) => {
      const value = at === undefined ? null : (values[at] ?? null)
      return value === null ? [] : [[input, kept(value)]]
    }),
  )
  const expected = Object.fromEntries(
    names.flatMap((each) => {
      const value =
        at === undefined ? null : (answer.measured[each]?.values[at] ?? results.outputs[each]?.values[at] ?? null)
      return value === null ? [] : [[each, typeof value === 'number' ? kept(value) : value]]
    }),
  )
  const moment =
    at === undefined
      ? ''
      : dateFormat(currentLanguage(), {
          year: 'numeric',
          month: 'short',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          second: '2-digit',
        }).format((answer.time[at] ?? 0) / 1_000)
  return (
    <>
      {names.length > 1 && (
        <SegmentedControl
          size="xs"
          className={styles.outputs ?? ''}
          aria-label={t('outcome.output')}
          value={name}
          onChange={setShown}
          data={names}
        />
      )}
      <SeriesPlot
        label={name}
        time={answer.time}
        lines={lines}
        ranks={ranks}
        unit={unit}
        chosen={at}
        onChoose={onRow}
        height={280}
      />
      <div className={styles.told}>
        <span className="num">
          {[
            t('outcome.rows', { count: answer.time.length }),
            ...(tally.uncertain > 0 ? [`${tally.uncertain} ${part('quality.uncertain')}`] : []),
            ...(tally.bad > 0 ? [`${tally.bad} ${part('quality.bad')}`] : []),
            ...(answer.cut ? [t('outcome.cut')] : []),
          ].join(' · ')}
        </span>
        {errors && (
          <span className="num">
            {t('outcome.errors', { bias: figure(errors.bias), rmse: figure(errors.rmse), unit })}
          </span>
        )}
        {reasons.length > 0 && (
          <ul className={styles.reasons}>
            {reasons.map(({ says, count }) => (
              <li key={says}>
                <span className="num">{count}×</span> {says}
              </li>
            ))}
          </ul>
        )}
      </div>
      {at === undefined ? (
        <p className={styles.hint}>{t('outcome.pick')}</p>
      ) : (
        <div className={styles.picked}>
          <div className={styles.split}>
            <strong className="num">{moment}</strong>
            <Button size="xs" leftSection={<IconBookmark size={14} stroke={1.8} />} onClick={() => setKeeping(true)}>
              {t('outcome.keep')}
            </Button>
          </div>
          <p className="label num">
            {Object.entries(inputs)
              .map(([input, value]) => {
                const of = draft.manifest.inputs.find((each) => each.name === input)
                return `${input} ${figure(value)} ${unitText(of?.unit)}`.trim()
              })
              .join(' · ')}
          </p>
          <OutputList manifest={draft.manifest} results={results} row={at} />
        </div>
      )}
      {keeping && (
        <CaseDialog
          manifest={draft.manifest}
          inputs={inputs}
          expected={expected}
          name={t('case.ofRow', { time: moment })}
          onKeep={(one) =>
            onChange((was) => ({ ...was, manifest: { ...was.manifest, cases: [...was.manifest.cases, one] } }))
          }
          onClose={() => setKeeping(false)}
        />
      )}
    </>
  )
}

/** As many digits as a person would write down. */
const kept = (value: number): number => Number(value.toPrecision(8))
const figure = (value: number): string => String(Number(value.toPrecision(5)))
