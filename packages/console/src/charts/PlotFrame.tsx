import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { valueMarks, valueRange } from './axes.ts'
import styles from './plot.module.css'
import { type Known, type Scale, scaleOf, ticks } from './plot.ts'

interface Axis {
  readonly range: readonly [Known, Known]
  readonly label: string
  /** Marks of the axis; by default round numbers. */
  readonly marks?: readonly { readonly at: number; readonly text: string }[]
  /** No air beside what is drawn. */
  readonly tight?: boolean
}

interface PlotFrameProps {
  /** What it shows, for who does not see it. */
  label: string
  x: Axis
  y: Axis
  height?: number
  children: (x: Scale, y: Scale, inner: { top: number; bottom: number; left: number; right: number }) => ReactNode
}

const foot = 46
const head = 12
const tail = 16

/** Axes around a drawing, as wide as its place. */
export function PlotFrame({ label, x, y, height = 300, children }: PlotFrameProps) {
  const { ref, width } = useElementSize()
  const yRange = valueRange(...y.range)
  const xRange: [number, number] = x.tight ? [x.range[0] ?? 0, x.range[1] ?? 1] : valueRange(...x.range)
  const yTicks = ticks(...yRange, 5)
  const yTexts = valueMarks(yTicks)
  const left = 30 + Math.max(...yTexts.map((text) => text.length)) * 7
  const inner = { top: head, bottom: height - foot, left, right: Math.max(left + 40, width - tail) }
  const xOf = scaleOf(xRange, inner.left, inner.right)
  const yOf = scaleOf(yRange, inner.bottom, inner.top)
  const xTicks = ticks(...xRange, Math.max(2, Math.floor((inner.right - inner.left) / 90)))
  const xTexts = valueMarks(xTicks)
  const marks = x.marks ?? xTicks.map((at, k) => ({ at, text: xTexts[k] ?? '' }))
  return (
    <div ref={ref} className={styles.plot}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {yTicks.map((at, k) => (
            <g key={at}>
              <line x1={inner.left} x2={inner.right} y1={yOf(at)} y2={yOf(at)} className={styles.grid} />
              <text x={inner.left - 8} y={yOf(at) + 4} textAnchor="end" className={styles.mark}>
                {yTexts[k]}
              </text>
            </g>
          ))}
          {marks.map(({ at, text }) => (
            <text key={at} x={xOf(at)} y={inner.bottom + 18} textAnchor="middle" className={styles.mark}>
              {text}
            </text>
          ))}
          <text x={(inner.left + inner.right) / 2} y={height - 8} textAnchor="middle" className={styles.axis}>
            {x.label}
          </text>
          <text
            transform={`translate(12 ${(inner.top + inner.bottom) / 2}) rotate(-90)`}
            textAnchor="middle"
            className={styles.axis}
          >
            {y.label}
          </text>
          {children(xOf, yOf, inner)}
        </svg>
      )}
    </div>
  )
}
