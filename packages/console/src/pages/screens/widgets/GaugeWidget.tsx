import { useLive } from '../../../live/use-live.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Point } from '../../../platform.ts'
import type { WidgetOf } from '../document.ts'
import { strayed } from './limits.ts'
import { Stray } from './Stray.tsx'
import { WithPoint } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** Degrees to both sides of the top. */
const sweep = 115
const radius = 50
const centre = { x: 60, y: 58 }

const at = (share: number, r: number): string => {
  const angle = ((share * 2 - 1) * sweep * Math.PI) / 180
  return `${(centre.x + r * Math.sin(angle)).toFixed(2)} ${(centre.y - r * Math.cos(angle)).toFixed(2)}`
}
const arc = (from: number, to: number, r = radius): string =>
  `M${at(from, r)}A${r} ${r} 0 ${(to - from) * 2 * sweep > 180 ? 1 : 0} 1 ${at(to, r)}`

/** A value within its range; where it is to be is a second, thin arc. */
export function GaugeWidget({ widget }: { widget: WidgetOf<'gauge'> }) {
  return <WithPoint of={widget.of}>{(point) => <Dial point={point} widget={widget} />}</WithPoint>
}

function Dial({ point, widget }: { point: Point; widget: WidgetOf<'gauge'> }) {
  const sample = useLive(point.id, point.latest)
  const from = widget.from ?? point.low ?? 0
  const to = Math.max(from + Number.EPSILON, widget.to ?? point.high ?? 100)
  const share = (value: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)))
  const value = typeof sample?.value === 'number' ? sample.value : undefined
  const { low, high } = widget
  const hasLimits = low !== undefined || high !== undefined
  return (
    <div className={styles.gauge} data-stray={strayed(value, widget)} data-quality={sample?.quality}>
      <svg viewBox="0 0 120 94" aria-hidden="true">
        <path d={arc(0, 1)} className={styles.gaugeTrack} />
        {hasLimits && (
          <path d={arc(share(low ?? from), share(high ?? to), radius + 7)} className={styles.gaugeNormal} />
        )}
        {value !== undefined && share(value) > 0 && <path d={arc(0, share(value))} className={styles.gaugeValue} />}
        <text x={centre.x - 42} y={93} textAnchor="middle" className={styles.gaugeEnd}>
          {Number(from.toPrecision(6))}
        </text>
        <text x={centre.x + 42} y={93} textAnchor="middle" className={styles.gaugeEnd}>
          {Number(to.toPrecision(6))}
        </text>
      </svg>
      <span className={styles.gaugeReading}>
        <ValueText of={point} sample={sample} />
      </span>
      <Stray point={point} sample={sample} limits={widget} />
    </div>
  )
}
