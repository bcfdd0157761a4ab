import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { currentLanguage } from '../i18n/language.ts'
import { exactTime } from '../parts/time-text.ts'
import { unitText } from '../parts/unit-text.ts'
import { type ReadingOf, valueText } from '../parts/value-text.ts'
import { fontFamily } from '../theme/font.ts'
import styles from './chart.module.css'
import { useDrag } from './drag.ts'
import { type Limits, plotData, plotOptions, readColors } from './plot-options.ts'
import { stretches, type Trend } from './trend.ts'
import { panned, type Span, zoomed } from './window-moves.ts'

export interface TrendChartProps {
  trend: Trend
  span: Span
  /** The window was moved by hand; `settled` when the hand let go. */
  onMove: (span: Span, settled: boolean) => void
  /** Back to following the present. */
  onHome: () => void
  of: ReadingOf & { unit?: string | null }
  label: string
  onWidth: (width: number) => void
  tools?: ReactNode
  /** Of the plot; a chart that is told it is one of several, and says less. */
  height?: number
  /** Drawn across it. */
  limits?: Limits
}

const usual = 360
const noLimits: Limits = {}

/**
 * A trend with its quality. Drag pans, the wheel zooms around the pointer, Shift + drag zooms to a selection, two fingers
 * pinch; with the keyboard: arrows pan, + and − zoom, Home follows the present again.
 */
export function TrendChart(props: TrendChartProps) {
  const { trend, span, onMove, onHome, of, label, onWidth, tools, height = usual, limits = noLimits } = props
  const { t } = useTranslation('charts')
  const scheme = useComputedColorScheme('light')
  const language = currentLanguage()
  const { ref: sizeRef, width } = useElementSize()
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  const now = useRef({ trend, span, onMove, limits })
  now.current = { trend, span, onMove, limits }
  const switched = of.type === 'boolean'
  const off = t('off')
  const on = t('on')

  useEffect(() => {
    if (width > 0) onWidth(width)
  }, [width, onWidth])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the plot is made anew when its look changes, `scheme` too (its colours are read from the page); what it shows is set below
  useEffect(() => {
    if (!host.current || width === 0) return
    const made = new uPlot(
      plotOptions({
        width,
        height,
        colors: readColors(host.current),
        font: `12px ${fontFamily}`,
        language,
        words: switched ? [off, on] : null,
        stepped: now.current.trend.holds,
        limits: () => now.current.limits,
        quality: () => stretches(now.current.trend, Math.min(now.current.span.to, Date.now() / 1000)),
        onCursor: setCursor,
        onSelect: (from, to) => now.current.onMove({ from, to }, true),
      }),
      plotData(now.current.trend),
      host.current,
    )
    made.setScale('x', { min: now.current.span.from, max: now.current.span.to })
    plot.current = made
    return () => {
      plot.current = null
      made.destroy()
    }
  }, [width, height, scheme, language, switched, trend.holds, off, on])

  useEffect(() => {
    const made = plot.current
    if (!made) return
    made.batch(() => {
      made.setData(plotData(trend), false)
      made.setScale('x', { min: span.from, max: span.to })
    })
  }, [trend, span.from, span.to])

  useDrag(host, {
    span: () => now.current.span,
    width: () => plot.current?.over.clientWidth ?? 1,
    left: () => plot.current?.over.getBoundingClientRect().left ?? 0,
    move: (next, settled) => now.current.onMove(next, settled),
  })

  function onKey(event: KeyboardEvent) {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => onMove(panned(span, -0.1), true),
      ArrowRight: () => onMove(panned(span, 0.1), true),
      '+': () => onMove(zoomed(span, 0.7), true),
      '=': () => onMove(zoomed(span, 0.7), true),
      '-': () => onMove(zoomed(span, 1 / 0.7), true),
      Home: onHome,
    }
    const move = moves[event.key]
    if (!move || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    move()
  }

  const unit = unitText(of.unit)
  return (
    <div className={styles.chart} data-small={props.height === undefined ? undefined : true}>
      <div className={styles.head}>
        <Readout trend={trend} at={cursor} of={of} unit={unit} />
        <div className={styles.tools}>{tools}</div>
      </div>
      <div
        ref={sizeRef}
        className={styles.plot}
        style={{ height }}
        role="application"
        aria-label={t('label', { name: label })}
        tabIndex={0}
        onKeyDown={onKey}
      >
        <div ref={host} />
        {trend.time.length === 0 && <p className={styles.empty}>{t('empty')}</p>}
      </div>
      {props.height === undefined && <p className={styles.hint}>{t('hint')}</p>}
    </div>
  )
}

interface ReadoutProps {
  trend: Trend
  at: number | null
  of: TrendChartProps['of']
  unit: string
}

const qualities = ['good', 'uncertain', 'bad'] as const

function Readout({ trend, at, of, unit }: ReadoutProps) {
  const { t } = useTranslation('charts')
  const time = at === null ? undefined : trend.time[at]
  if (at === null || time === undefined)
    return (
      <div className={styles.readout}>
        {unit ? (
          <span className={styles.unit}>{t('unit', { unit })}</span>
        ) : (
          <span className="quiet">{t('point')}</span>
        )}
      </div>
    )
  const value = trend.mid[at] ?? null
  const text = of.type === 'boolean' && value !== null && trend.raw ? t(value ? 'on' : 'off') : valueText(value, of)
  const min = trend.min[at]
  const max = trend.max[at]
  const rank = trend.rank[at]!
  return (
    <div className={styles.readout}>
      <span className="num">{exactTime(time * 1000, currentLanguage())}</span>
      <strong className="num">
        {text} {value !== null && unit}
      </strong>
      {!trend.raw && min != null && max != null && (
        <span className="num quiet">{t('between', { min: valueText(min, of), max: valueText(max, of) })}</span>
      )}
      {rank > 0 && (
        <span className={styles.quality} data-rank={rank}>
          {t(trend.raw ? `quality.${qualities[rank]}` : `share.${qualities[rank]}`)}
        </span>
      )}
    </div>
  )
}
