import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n/language.ts'
import { exactTime } from '../parts/time-text.ts'
import { valueText } from '../parts/value-text.ts'
import { marksOver } from './marks-over.ts'
import { PlotFrame } from './PlotFrame.tsx'
import { extent, type Known, pathOf, type Scale } from './plot.ts'
import styles from './series.module.css'

export interface SeriesLine {
  readonly name: string
  readonly values: readonly Known[]
  /** `given`: by a model; `measured`; `bound`: limits of what is expected; `other`: another model beside it. */
  readonly kind: 'given' | 'measured' | 'bound' | 'other'
}

interface SeriesPlotProps {
  /** What it shows, for who does not see it. */
  label: string
  /** µs since 1970 UTC, ascending. */
  time: readonly number[]
  lines: readonly SeriesLine[]
  /** Rank of each row: 1 uncertain, 2 bad; such stretches are marked. */
  ranks?: readonly number[]
  unit: string
  /** A row that is looked at, chosen by a click or the arrow keys. */
  chosen?: number | undefined
  onChoose?: ((row: number) => void) | undefined
  height?: number
}

function nearest(time: readonly number[], at: number): number {
  let [low, high] = [0, time.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[middle]! < at) low = middle + 1
    else high = middle
  }
  return low > 0 && at - time[low - 1]! < time[low]! - at ? low - 1 : low
}

/** Courses over time one beside the other, with the quality of each row as a ground. */
export function SeriesPlot(props: SeriesPlotProps) {
  const { label, time, lines, ranks, unit, chosen, onChoose, height = 300 } = props
  const { t } = useTranslation('charts')
  const [hovered, setHovered] = useState<number>()
  const row = hovered ?? chosen
  const [from, to] = [time[0] ?? 0, time.at(-1) ?? 1]
  const span: [number, number] = to > from ? [from, to] : [from - 5e5, from + 5e5]

  function onKey(event: KeyboardEvent) {
    if (!onChoose || time.length === 0) return
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onChoose(Math.min(time.length - 1, Math.max(0, (chosen ?? time.length) + by)))
  }

  return (
    <div className={styles.chart}>
      <div className={styles.legend}>
        {lines.map(({ name, kind, values }) => (
          <span key={name} className={styles.key} data-kind={kind}>
            {name}
            {row !== undefined && (
              <strong className="num">
                {valueText(values[row] ?? null)} {values[row] != null && unit}
              </strong>
            )}
          </span>
        ))}
        {row !== undefined && time[row] !== undefined && (
          <span className="num quiet">{exactTime(time[row] / 1_000, currentLanguage())}</span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: with onChoose it is an application, moved by arrow keys */}
      <div
        onKeyDown={onKey}
        {...(onChoose ? { role: 'application', 'aria-label': t('label', { name: label }), tabIndex: 0 } : {})}
      >
        <PlotFrame
          label={label}
          height={height}
          x={{ range: span, label: '', marks: marksOver(...span, 6), tight: true }}
          y={{ range: extent(lines.flatMap(({ values }) => [...values])), label: unit }}
        >
          {(xOf, yOf, inner) => {
            const place = (event: PointerEvent<SVGRectElement>): number => {
              const box = event.currentTarget.getBoundingClientRect()
              const share = box.width > 0 ? (event.clientX - box.left) / box.width : 0
              return nearest(time, span[0] + share * (span[1] - span[0]))
            }
            return (
              <>
                <Grounds time={time} ranks={ranks ?? []} xOf={xOf} inner={inner} />
                {lines.map(({ name, values, kind }) => (
                  <Line key={name} time={time} values={values} kind={kind} xOf={xOf} yOf={yOf} />
                ))}
                {row !== undefined && time[row] !== undefined && (
                  <line
                    x1={xOf(time[row])}
                    x2={xOf(time[row])}
                    y1={inner.top}
                    y2={inner.bottom}
                    className={row === chosen ? styles.chosen : styles.cursor}
                  />
                )}
                <rect
                  x={inner.left}
                  width={inner.right - inner.left}
                  y={inner.top}
                  height={inner.bottom - inner.top}
                  className={onChoose ? styles.choosable : styles.over}
                  onPointerMove={(event) => setHovered(place(event))}
                  onPointerLeave={() => setHovered(undefined)}
                  onPointerDown={(event) => onChoose?.(place(event))}
                />
              </>
            )
          }}
        </PlotFrame>
      </div>
    </div>
  )
}

interface LineProps extends Omit<SeriesLine, 'name'> {
  time: readonly number[]
  xOf: Scale
  yOf: Scale
}

/** A value that stands between two gaps is a dot. */
function Line({ time, values, kind, xOf, yOf }: LineProps) {
  const points = time.map((at, k) => {
    const value = values[k]
    return value == null ? null : ([xOf(at), yOf(value)] as const)
  })
  const alone = points.filter((point, k) => point && !points[k - 1] && !points[k + 1])
  return (
    <g data-kind={kind} className={styles.line}>
      <path d={pathOf(points)} />
      {alone.map((point) => point && <circle key={point[0]} cx={point[0]} cy={point[1]} r={2} />)}
    </g>
  )
}

interface GroundsProps {
  time: readonly number[]
  ranks: readonly number[]
  xOf: Scale
  inner: { top: number; bottom: number; right: number }
}

/** Rows that are not good, as stretches. */
function Grounds({ time, ranks, xOf, inner }: GroundsProps) {
  const found: { from: number; to: number; rank: number }[] = []
  ranks.forEach((rank, k) => {
    const before = found.at(-1)
    const from = time[k] ?? 0
    const to = time[k + 1] ?? from
    if (before && before.rank === rank && before.to === from) before.to = to
    else if (rank > 0) found.push({ from, to, rank })
  })
  return found
    .filter(({ rank }) => rank > 0)
    .map(({ from, to, rank }) => (
      <rect
        key={from}
        x={xOf(from)}
        width={Math.max(2, Math.min(xOf(to), inner.right) - xOf(from))}
        y={inner.top}
        height={inner.bottom - inner.top}
        data-rank={rank}
        className={styles.ground}
      />
    ))
}
