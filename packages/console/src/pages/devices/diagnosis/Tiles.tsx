import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sparkline } from '../../../charts/Sparkline.tsx'
import { bytesText, countText } from '../../../parts/value-text.ts'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'

/** ms as people read them: 0.42, 3.1, 120. */
export const msText = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2))

const rateText = (rate: number): string => (rate >= 100 ? countText(rate) : rate.toFixed(1))

/** Four figures with how they went in the last ten minutes. */
export function Tiles({ told }: { told: DeviceDiagnosis }) {
  const { t } = useTranslation('diagnosis')
  const { roundTrip, marks, counters, failures, cycles } = told
  const last = marks.at(-1)
  const lately = marks.reduce((sum, mark) => sum + mark.failures, 0)
  const all = failures.reduce((sum, { count }) => sum + count, 0)
  const bytes = bytesText(last?.bytes)
  const slowest = cycles.reduce<(typeof cycles)[number] | undefined>(
    (worst, cycle) => (shareOf(cycle) > shareOf(worst) ? cycle : worst),
    undefined,
  )
  return (
    <dl className={styles.tiles}>
      <Tile
        label={t('tile.roundTrip')}
        value={roundTrip ? msText(roundTrip.lastMs) : '—'}
        unit={roundTrip ? 'ms' : ''}
        plot={marks.map(({ roundTripMs }) => roundTripMs ?? null)}
      >
        {roundTrip
          ? t('tile.roundTripUnder', { p95: msText(roundTrip.p95Ms), most: msText(roundTrip.mostMs) })
          : t('tile.noAnswer')}
      </Tile>
      <Tile
        label={t('tile.requests')}
        value={last ? rateText(last.requests) : '—'}
        unit={last ? t('tile.perSecond') : ''}
        plot={marks.map(({ requests }) => requests)}
      >
        {last ? t('tile.requestsUnder', { bytes: `${bytes.value} ${bytes.unit}` }) : t('tile.wait')}
      </Tile>
      <Tile
        label={t('tile.failures')}
        value={countText(lately)}
        unit=""
        alarming={lately > 0}
        plot={marks.map((mark) => mark.failures)}
      >
        {t('tile.failuresUnder', { total: countText(all), late: countText(counters.lateReplies) })}
      </Tile>
      <Tile
        label={t('tile.cycle')}
        value={slowest?.takes ? (shareOf(slowest) * 100).toFixed(0) : '—'}
        unit={slowest?.takes ? '%' : ''}
        alarming={shareOf(slowest) >= 1}
      >
        {slowest?.takes
          ? t('tile.cycleUnder', {
              takes: msText(slowest.takes.p95Ms),
              period: countText(slowest.periodMs),
              late: countText(counters.lateCycles),
            })
          : t(told.link.state === 'online' ? 'tile.noCycle' : 'tile.notRead')}
      </Tile>
    </dl>
  )
}

type Cycle = DeviceDiagnosis['cycles'][number]

/** Of its period, what a cycle takes at the 95th of a hundred. */
export const shareOf = (cycle: Cycle | undefined): number => (cycle?.takes ? cycle.takes.p95Ms / cycle.periodMs : 0)

interface TileProps {
  label: string
  value: string
  unit: string
  alarming?: boolean
  plot?: readonly (number | null)[]
  children: ReactNode
}

function Tile({ label, value, unit, alarming = false, plot = [], children }: TileProps) {
  return (
    <div className={styles.tile}>
      <dt className="label">{label}</dt>
      <dd className={`num ${styles.number}`} data-alarming={alarming || undefined}>
        {value} {unit && <span className={styles.unit}>{unit}</span>}
      </dd>
      <dd className={styles.plot}>
        <Sparkline values={plot} height={26} />
      </dd>
      <dd className={`num ${styles.under}`}>{children}</dd>
    </div>
  )
}
