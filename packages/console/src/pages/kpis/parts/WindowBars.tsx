import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { valueMarks } from '../../../charts/axes.ts'
import { extent, ticks } from '../../../charts/plot.ts'
import { valueText } from '../../../parts/value-text.ts'
import styles from '../kpis.module.css'
import type { Told } from '../queries.ts'
import { useUnavailable } from './use-unavailable.ts'

interface WindowBarsProps {
  title: string
  unit: string
  /** All that are shown; those without a result are gaps. */
  windows: readonly Told[]
  told: readonly Told[]
  /** Begin of the window that is looked at. */
  chosen: string
  nameOf: (window: Told) => string
  onChoose: (begin: string) => void
}

/** Width of a letter of a name along the axis, and of the space between names, px. */
const letter = 7.4
const between = 18

/** A KPI over windows; a bar is chosen by a click, a tap or the arrow keys. */
export function WindowBars({ title, unit, windows, told, chosen, nameOf, onChoose }: WindowBarsProps) {
  const { t } = useTranslation('kpis')
  const whyNot = useUnavailable()
  const group = useRef<HTMLDivElement>(null)
  const { ref: axis, width } = useElementSize()
  const of = new Map(told.map((one) => [one.begin, one]))
  const [least, greatest] = extent([0, ...told.map(({ value }) => value ?? null), ...(unit === '%' ? [100] : [])])
  const [low, high] = [least ?? 0, Math.max(greatest ?? 1, (least ?? 0) + 1e-9)]
  const marks = ticks(low, high, 4)
  const texts = valueMarks(marks)
  const at = (value: number): number => (100 * (value - low)) / (high - low)
  const longest = Math.max(...windows.map((window) => nameOf(window).length))
  const namesMost = Math.max(1, Math.floor(width / (longest * letter + between)))
  const every = Math.ceil(windows.length / namesMost)

  function onKey(event: KeyboardEvent) {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = windows.findIndex(({ begin }) => begin === chosen) + by
    if (by === 0 || !windows[next]) return
    event.preventDefault()
    onChoose(windows[next].begin)
    group.current?.querySelectorAll('button')[next]?.focus()
  }

  return (
    <section className={`panel ${styles.panel}`} aria-label={t('trend', { name: title })}>
      <h3 className="section-title">
        {title} <span className="quiet">{unit}</span>
      </h3>
      <div className={styles.chart}>
        <div className={styles.grid} aria-hidden="true">
          {marks.map((mark, k) => (
            <span key={mark} className="label num" style={{ bottom: `${at(mark)}%` }}>
              {texts[k]}
            </span>
          ))}
        </div>
        <div ref={group} className={styles.bars} role="toolbar" aria-label={title} onKeyDown={onKey}>
          {windows.map((window) => {
            const one = of.get(window.begin)
            const said = one?.value === undefined ? whyNot(one) : `${valueText(one.value)} ${unit}`
            return (
              <button
                key={window.begin}
                type="button"
                aria-pressed={window.begin === chosen}
                aria-label={`${nameOf(window)}: ${said}`}
                title={`${nameOf(window)}: ${said}`}
                tabIndex={window.begin === chosen ? 0 : -1}
                data-waits={one?.waits ?? false}
                data-implausible={one?.implausible ?? false}
                onClick={() => onChoose(window.begin)}
              >
                {one?.value === undefined ? (
                  <span className={styles.gap} />
                ) : (
                  <span
                    className={styles.fill}
                    style={{
                      bottom: `${at(Math.min(0, one.value))}%`,
                      height: `${at(Math.max(0, one.value)) - at(Math.min(0, one.value))}%`,
                    }}
                  />
                )}
              </button>
            )
          })}
        </div>
        <div ref={axis} className={`label num ${styles.names}`} aria-hidden="true">
          {windows.map((window, k) =>
            k % every === 0 ? (
              <span key={window.begin} style={{ left: `${(100 * (k + 0.5)) / windows.length}%` }}>
                {nameOf(window)}
              </span>
            ) : null,
          )}
        </div>
      </div>
    </section>
  )
}
