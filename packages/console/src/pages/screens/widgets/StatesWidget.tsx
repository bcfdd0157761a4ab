import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useHistory, type View } from '../../../charts/use-history.ts'
import { useLive } from '../../../live/use-live.ts'
import { placedName } from '../../../parts/point-name.ts'
import { microsOf } from '../../../parts/time-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import { valueText } from '../../../parts/value-text.ts'
import type { Point, Sample } from '../../../platform.ts'
import { spans, type WidgetOf } from '../document.ts'
import { usePoints } from '../points.ts'
import { stretchesOf } from './stretches.ts'
import { Nothing } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** Which state things were in, one line each, over one span. */
export function StatesWidget({ widget }: { widget: WidgetOf<'states'> }) {
  const { t } = useTranslation('screens')
  const found = usePoints(widget.of)
  const points = found.flatMap(({ point }) => (point ? [point] : []))
  if (widget.of.length === 0) return <Nothing why="unset" />
  if (points.length === 0) return found.every(({ missing }) => missing) ? <Nothing why="missing" /> : null
  return (
    <div className={styles.states}>
      {points.map((point) => (
        <Lane key={point.id} point={point} seconds={spans[widget.span]} />
      ))}
      <p className={styles.statesFoot}>
        <span>{t(`ago.${widget.span}`)}</span>
        <span>{t('now')}</span>
      </p>
    </div>
  )
}

function Lane({ point, seconds }: { point: Point; seconds: number }) {
  const { t } = useTranslation('screens')
  const { t: ofParts } = useTranslation('parts')
  const view = useMemo<View>(() => ({ is: 'follow', span: seconds }), [seconds])
  // Values as they came: a type without buckets, so that states are never averaged.
  const asked = useMemo(() => ({ id: point.id, type: 'string' as const }), [point.id])
  const { data } = useHistory(asked, view, 400)
  const sample = useLive(point.id, point.latest)
  const to = Date.now() * 1_000
  const from = to - seconds * 1e6
  const before = data?.trend
  const known = useMemo(() => {
    const items: Sample[] = [...(data?.samples ?? [])]
    if (sample && (items.length === 0 || microsOf(items.at(-1)!.time) < microsOf(sample.time))) items.push(sample)
    return items
  }, [data, sample])
  const held = before?.raw && known.length === 0 ? sample : undefined
  const parts = stretchesOf(held ? [held] : known, from, to)
  const words = (value: Sample['value']): string =>
    typeof value === 'boolean' ? ofParts(value ? 'on' : 'off') : valueText(value, point)
  return (
    <div className={styles.lane}>
      <span className="clip" title={[...point.path, point.name].join(' / ')}>
        {placedName(point).name}
      </span>
      <span className={styles.track} role="img" aria-label={t('states.label', { name: point.name })}>
        {parts.map((part) => (
          <span
            key={part.from}
            className={styles.stretch}
            data-state={part.state}
            data-quality={part.quality}
            title={words(part.value)}
            style={{
              left: `${((part.from - from) / (to - from)) * 100}%`,
              width: `${((part.to - part.from) / (to - from)) * 100}%`,
            }}
          />
        ))}
      </span>
      <ValueText of={point} sample={sample} />
    </div>
  )
}
