import { useLive } from '../../../live/use-live.ts'
import { placedName } from '../../../parts/point-name.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Point } from '../../../platform.ts'
import type { WidgetOf } from '../document.ts'
import { useLook, usePoints, usePointsAt } from '../points.ts'
import { strayed } from './limits.ts'
import { Nothing } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** One figure of several machines side by side, against one scale. */
export function BarsWidget({ widget }: { widget: WidgetOf<'bars'> }) {
  const { assets } = useLook()
  const chosen = usePoints(widget.of)
  const every = usePointsAt(assets, widget.every?.name)
  const rows: { name: string; point: Point }[] = widget.every
    ? every.flatMap(({ asset, found }) => (found.point ? [{ name: asset, point: found.point }] : []))
    : chosen.flatMap(({ point }) => (point ? [{ name: nameOf(point), point }] : []))
  if (!widget.every && widget.of.length === 0) return <Nothing why="unset" />
  if (rows.length === 0) return <Nothing why={widget.every && assets.length === 0 ? 'none' : 'missing'} />
  const low = Math.min(0, ...rows.map(({ point }) => point.low ?? 0))
  const known = rows.flatMap(({ point }) => (point.high === undefined ? [] : [point.high]))
  const now = rows.flatMap(({ point }) => (typeof point.latest?.value === 'number' ? [point.latest.value] : []))
  const high = Math.max(...(known.length > 0 ? known : now.map((value) => value * 1.2)), widget.high ?? low, low + 1e-9)
  return (
    <ul className={styles.bars}>
      {rows.map(({ name, point }) => (
        <Bar key={point.id} name={name} point={point} widget={widget} low={low} high={high} />
      ))}
    </ul>
  )
}

/** Of which asset it is, unless its own name begins with it. */
function nameOf(point: Point): string {
  const { name } = placedName(point)
  const asset = point.path.at(-1)
  return asset === undefined || name.startsWith(asset) ? name : `${asset} · ${name}`
}

interface BarProps {
  name: string
  point: Point
  widget: WidgetOf<'bars'>
  low: number
  high: number
}

function Bar({ name, point, widget, low, high }: BarProps) {
  const sample = useLive(point.id, point.latest)
  const value = typeof sample?.value === 'number' ? sample.value : undefined
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - low) / (high - low)) * 100))
  return (
    <li className={styles.bar} data-stray={strayed(value, widget)} data-quality={sample?.quality}>
      <span className="clip" title={[...point.path, point.name].join(' / ')}>
        {name}
      </span>
      <span className={styles.barTrack} aria-hidden="true">
        {value !== undefined && <span className={styles.barFill} style={{ width: `${share(value)}%` }} />}
        {[widget.low, widget.high].map(
          (limit) =>
            limit !== undefined && (
              <span key={limit} className={styles.barLimit} style={{ left: `${share(limit)}%` }} />
            ),
        )}
      </span>
      <ValueText of={point} sample={sample} />
    </li>
  )
}
