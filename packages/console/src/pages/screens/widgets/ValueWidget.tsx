import { useLive } from '../../../live/use-live.ts'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Point } from '../../../platform.ts'
import type { WidgetOf } from '../document.ts'
import { strayed } from './limits.ts'
import { Stray } from './Stray.tsx'
import { WithPoint } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** One value, large; coloured when it is not good, or beyond its limits. */
export function ValueWidget({ widget }: { widget: WidgetOf<'value'> }) {
  return <WithPoint of={widget.of}>{(point) => <Reading point={point} widget={widget} />}</WithPoint>
}

function Reading({ point, widget }: { point: Point; widget: WidgetOf<'value'> }) {
  const sample = useLive(point.id, point.latest)
  return (
    <div className={styles.reading} data-stray={strayed(sample?.value, widget)}>
      <span className={styles.big}>
        <ValueText of={point} sample={sample} />
      </span>
      <Stray point={point} sample={sample} limits={widget} />
      {sample && sample.quality !== 'good' && (
        <span className="label">
          <RelativeTime time={sample.time} />
        </span>
      )}
    </div>
  )
}
