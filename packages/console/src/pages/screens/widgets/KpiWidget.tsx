import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Sparkline } from '../../../charts/Sparkline.tsx'
import { useLive } from '../../../live/use-live.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import { valueText } from '../../../parts/value-text.ts'
import type { Point } from '../../../platform.ts'
import { spans, type WidgetOf } from '../document.ts'
import { courseQuery } from './course.ts'
import { WithPoint } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** A figure against its target, with its course; it wears a colour when it misses the target. */
export function KpiWidget({ widget }: { widget: WidgetOf<'kpi'> }) {
  return <WithPoint of={widget.of}>{(point) => <Figure point={point} widget={widget} />}</WithPoint>
}

function Figure({ point, widget }: { point: Point; widget: WidgetOf<'kpi'> }) {
  const { t } = useTranslation('screens')
  const { target, better } = widget
  const sample = useLive(point.id, point.latest)
  const course = useQuery(courseQuery(point, spans[widget.span]))
  const value = sample?.value
  const misses =
    target !== undefined && typeof value === 'number' && (better === 'lower' ? value > target : value < target)
  const unit = unitText(point.unit)
  return (
    <div className={styles.kpi} data-stray={misses ? 'high' : undefined}>
      <span className={styles.big}>
        <ValueText of={point} sample={sample} />
      </span>
      <div className={styles.kpiFoot}>
        {target !== undefined && (
          <span className={misses ? styles.stray : 'label'}>
            {t(misses ? 'kpi.misses' : 'kpi.meets', { target: `${valueText(target, point)} ${unit}`.trim() })}
          </span>
        )}
        <span className="label">{t(`span.${widget.span}`)}</span>
      </div>
      <div className={styles.kpiCourse}>{course.data && <Sparkline values={course.data} height={26} />}</div>
    </div>
  )
}
