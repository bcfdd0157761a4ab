import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SeriesPlot } from '../../../../charts/SeriesPlot.tsx'
import { heldUntil, trendOfSamples } from '../../../../charts/trend.ts'
import { RelativeTime } from '../../../../parts/RelativeTime.tsx'
import { unitText } from '../../../../parts/unit-text.ts'
import { type Binding, type BoundAsset, platform } from '../../../../platform.ts'
import { figureText, said } from '../../words.ts'
import styles from '../bindings.module.css'
import { calibrationsQuery } from '../queries.ts'
import { ParametersDialog } from './ParametersDialog.tsx'

const DAY_MS = 86_400_000

interface AssetDetailProps {
  binding: Binding
  row: BoundAsset
  binds: boolean
}

/** One asset: the last day of an output, where its inputs come from, and the parameters that hold here. */
export function AssetDetail({ binding, row, binds }: AssetDetailProps) {
  const { t } = useTranslation('mechanismRuns')
  const navigate = useNavigate()
  const [shown, setShown] = useState(row.outputs.find(({ point }) => point)?.name ?? '')
  const [fitting, setFitting] = useState(false)
  const output = row.outputs.find(({ name }) => name === shown)
  const names = Object.entries(row.parameters)
  return (
    <div className={styles.detail}>
      <div className={styles.detailPlot}>
        {row.outputs.length > 1 && (
          <Select
            size="xs"
            aria-label={t('detail.output')}
            allowDeselect={false}
            value={shown}
            data={row.outputs.map(({ name }) => ({ value: name, label: nameOf(binding, name) }))}
            onChange={(value) => setShown(value ?? shown)}
          />
        )}
        {output?.point && (
          <Day key={output.point} point={output.point} name={nameOf(binding, shown)} unit={output.unit} />
        )}
      </div>
      <div className={styles.detailFacts}>
        <h3 className={styles.subTitle}>{t('detail.inputs')}</h3>
        <ul className={styles.facts}>
          {row.inputs.map((input) => (
            <li key={input.name}>
              <code>{input.name}</code>{' '}
              {input.problem ? (
                <span className={styles.wrong}>{input.says ?? t(`problem.${input.problem}`)}</span>
              ) : input.point ? (
                <Link to="/points/$id" params={{ id: input.point }} className="link">
                  {input.pointPath?.at(-1) ?? t('detail.point')}
                </Link>
              ) : input.constant === undefined ? (
                <span className="quiet">{t('preview.standsIn')}</span>
              ) : (
                figureText(input.constant)
              )}
            </li>
          ))}
        </ul>
        {names.length > 0 && (
          <>
            <h3 className={styles.subTitle}>{t('detail.parameters')}</h3>
            <ul className={styles.facts}>
              {names.map(([name, value]) => (
                <li key={name}>
                  <code>{name}</code> <span className="num">{figureText(value)}</span>
                </li>
              ))}
            </ul>
            <Calibrations binding={binding.id} asset={row.asset} />
            {binds && (
              <div className={styles.buttons}>
                <Button size="xs" variant="default" onClick={() => setFitting(true)}>
                  {t('detail.setParameters')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  onClick={() =>
                    void navigate({
                      to: '/mechanisms/studies/new',
                      search: { kind: 'calibration', binding: binding.id, asset: row.asset },
                    })
                  }
                >
                  {t('detail.calibrate')}
                </Button>
              </div>
            )}
          </>
        )}
        {row.conditions.length > 0 && (
          <>
            <h3 className={styles.subTitle}>{t('detail.conditions')}</h3>
            <ul className={styles.facts}>
              {row.conditions.map((condition) => (
                <li key={`${condition.kind} ${condition.of}`}>
                  <span className={styles.warn}>{condition.says}</span>{' '}
                  <span className="label">
                    <RelativeTime time={condition.since} />
                    {condition.value !== undefined &&
                      ` · ${figureText(condition.value)}${condition.limit === undefined ? '' : ` / ${figureText(condition.limit)}`}`}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {fitting && (
        <ParametersDialog
          binding={binding.id}
          asset={row.asset}
          parameters={row.parameters}
          onClose={() => setFitting(false)}
        />
      )}
    </div>
  )
}

const nameOf = (binding: Binding, output: string): string => {
  const words = binding.outputs[output]?.name
  return words ? said(words) : output
}

function Day({ point, name, unit }: { point: string; name: string; unit: string | undefined }) {
  const { t } = useTranslation('mechanismRuns')
  const history = useQuery({
    queryKey: ['bindings', 'day', point],
    refetchInterval: 30_000,
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - DAY_MS).toISOString()
      return (await platform.history(point, { from, limit: 3_000, order: 'desc' }, signal)).items.toReversed()
    },
  })
  const trend = heldUntil(trendOfSamples(history.data ?? [], true), Date.now() / 1_000)
  if (history.data?.length === 0) return <p className="quiet">{t('detail.nothing')}</p>
  return (
    <SeriesPlot
      label={name}
      time={trend.time.map((at) => at * 1e6)}
      lines={[{ name, values: trend.mid, kind: 'given' }]}
      ranks={trend.rank}
      unit={unitText(unit)}
      height={220}
    />
  )
}

function Calibrations({ binding, asset }: { binding: string; asset: string }) {
  const { t } = useTranslation('mechanismRuns')
  const all = useQuery(calibrationsQuery(binding, asset))
  if (!all.data || all.data.length === 0) return null
  return (
    <details>
      <summary className="label">{t('detail.calibrations', { count: all.data.length })}</summary>
      <ul className={styles.facts}>
        {all.data.map(({ number, parameters, by, at, inForce, comment, study }) => (
          <li key={number}>
            <span className="num">#{number}</span> {inForce && <strong>{t('detail.inForce')}</strong>}{' '}
            <span className="num">
              {Object.entries(parameters)
                .map(([name, value]) => `${name} ${figureText(value)}`)
                .join(', ')}
            </span>{' '}
            <span className="label">
              {by.name} · <RelativeTime time={at} />
            </span>{' '}
            {study && (
              <Link to="/mechanisms/studies/$id" params={{ id: study }} className="link">
                {t('detail.study')}
              </Link>
            )}
            {comment && <q className="label">{comment}</q>}
          </li>
        ))}
      </ul>
    </details>
  )
}
