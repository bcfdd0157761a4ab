import { PlotFrame } from '../../../charts/PlotFrame.tsx'
import { extent, type Known, pathOf } from '../../../charts/plot.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import styles from '../energy.module.css'

interface CourseProps {
  label: string
  yLabel: string
  xLabel: string
  /** µs since 1970. */
  start: readonly number[]
  lines: readonly { readonly values: readonly Known[]; readonly kind: 'trend' | 'fit' }[]
  /** A line at nought, and the area to it. */
  fromNought?: boolean
  height?: number
}

const marksMost = 7

/** Values of periods one after the other; where nothing is known the ground is marked. */
export function Course({ label, yLabel, xLabel, start, lines, fromNought = false, height = 240 }: CourseProps) {
  const day = dateFormat(currentLanguage(), { month: 'short', day: 'numeric' })
  const every = Math.max(1, Math.ceil(start.length / marksMost))
  const marks = start.flatMap((at, k) => (k % every === 0 ? [{ at: k, text: day.format(at / 1_000) }] : []))
  const values = lines.flatMap((line) => [...line.values])
  const gaps = start.flatMap((_, k) => (lines.some((line) => line.values[k] == null) ? [k] : []))
  return (
    <PlotFrame
      label={label}
      height={height}
      x={{ range: [0, Math.max(1, start.length - 1)], label: xLabel, marks, tight: true }}
      y={{ range: extent(fromNought ? [...values, 0] : values), label: yLabel }}
    >
      {(xOf, yOf, inner) => {
        const half = Math.max(1.5, (xOf(1) - xOf(0)) / 2)
        return (
          <>
            {gaps.map((k) => (
              <rect
                key={k}
                x={Math.max(inner.left, xOf(k) - half)}
                width={2 * half}
                y={inner.top}
                height={inner.bottom - inner.top}
                className={styles.gap}
              />
            ))}
            {fromNought && <line x1={inner.left} x2={inner.right} y1={yOf(0)} y2={yOf(0)} className={styles.nought} />}
            {lines.map(({ values: own, kind }) => (
              <path
                key={kind}
                d={pathOf(own.map((value, k) => (value === null ? null : [xOf(k), yOf(value)])))}
                className={styles[kind]}
              />
            ))}
          </>
        )
      }}
    </PlotFrame>
  )
}
