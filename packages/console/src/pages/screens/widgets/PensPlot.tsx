import { useQueries } from '@tanstack/react-query'
import { useEffect, useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import { marksOver } from '../../../charts/marks-over.ts'
import { PlotFrame } from '../../../charts/PlotFrame.tsx'
import { extent, pathOf } from '../../../charts/plot.ts'
import { numberOf } from '../../../charts/trend.ts'
import { useLiveValues } from '../../../live/use-live.ts'
import { placedName } from '../../../parts/point-name.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { LiveValue } from '../../../parts/ValueText.tsx'
import type { Point } from '../../../platform.ts'
import { spans, type WidgetOf } from '../document.ts'
import { courseQuery, courseTimes } from './course.ts'
import styles from './widgets.module.css'

interface PensPlotProps {
  points: readonly Point[]
  widget: WidgetOf<'trend'>
  height: number
}

/** Less what the frame keeps for the name of an axis that has none. */
const LEGEND = 26 - 16
const dashes = ['', '6 3', '2 3', '8 3 2 3', '', '6 3'] as const

/** The newest number of each point, as it is pushed. */
function useNewest(points: readonly Point[]): (number | null)[] {
  const live = useLiveValues()
  const [, count] = useReducer((before: number) => before + 1, 0)
  useEffect(() => {
    const ends = points.map(({ id }) => live?.watch(id, count))
    return () => {
      for (const end of ends) end?.()
    }
  }, [live, points])
  return points.map(({ id, latest }) => numberOf(live?.latest(id)?.value ?? latest?.value ?? null))
}

/** Courses of several points; each pen has a dash of its own, so that nobody needs its colour. */
export function PensPlot({ points, widget, height }: PensPlotProps) {
  const { t } = useTranslation('screens')
  const seconds = spans[widget.span]
  const courses = useQueries({ queries: points.map((point) => courseQuery(point, seconds)) })
  const times = courseTimes(seconds)
  const { low, high } = widget
  const units = new Set(points.map(({ unit }) => unit ?? ''))
  const newest = useNewest(points)
  const values = courses.flatMap(({ data }) => data ?? [])
  const range = extent([...values, ...newest, low ?? null, high ?? null])
  const to = Date.now()
  const span: [number, number] = [(to - seconds * 1_000) * 1_000, to * 1_000]
  return (
    <div className={styles.pens}>
      <ul className={styles.penKeys}>
        {points.map((point, k) => (
          <li key={point.id} data-pen={k}>
            <svg width="18" height="8" aria-hidden="true">
              <line x1="0" x2="18" y1="4" y2="4" strokeDasharray={dashes[k]} />
            </svg>
            <span className="clip" title={[...point.path, point.name].join(' / ')}>
              {placedName(point).name}
            </span>
            <span className={styles.penValue}>
              <LiveValue point={point} />
            </span>
          </li>
        ))}
      </ul>
      <PlotFrame
        label={t('kind.trend')}
        height={Math.max(90, height - LEGEND)}
        x={{ range: span, label: '', marks: marksOver(...span, 5), tight: true }}
        y={{ range, label: units.size === 1 ? unitText(points[0]?.unit) : '' }}
      >
        {(xOf, yOf, inner) => (
          <>
            {[low, high].map(
              (limit) =>
                limit !== undefined && (
                  <line
                    key={limit}
                    x1={inner.left}
                    x2={inner.right}
                    y1={yOf(limit)}
                    y2={yOf(limit)}
                    className={styles.limit}
                  />
                ),
            )}
            {points.map((point, k) => (
              <path
                key={point.id}
                data-pen={k}
                className={styles.pen}
                strokeDasharray={dashes[k]}
                d={pathOf(
                  [...(courses[k]?.data ?? []), newest[k] ?? null].map((value, n) => {
                    const at = Math.min((times[n] ?? to) * 1_000, span[1])
                    return value === null || at < span[0] ? null : ([xOf(at), yOf(value)] as const)
                  }),
                )}
              />
            ))}
          </>
        )}
      </PlotFrame>
    </div>
  )
}
