import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { placedName } from '../../../parts/point-name.ts'
import { refsOf, told, type Widget } from '../document.ts'
import { usePoint } from '../points.ts'
import { AlarmsWidget } from './AlarmsWidget.tsx'
import { BarsWidget } from './BarsWidget.tsx'
import { GaugeWidget } from './GaugeWidget.tsx'
import { KpiWidget } from './KpiWidget.tsx'
import { StatesWidget } from './StatesWidget.tsx'
import { TableWidget } from './TableWidget.tsx'
import { TrendWidget } from './TrendWidget.tsx'
import { ValueWidget } from './ValueWidget.tsx'
import { WriteWidget } from './WriteWidget.tsx'
import styles from './widgets.module.css'

function inside(widget: Widget): ReactNode {
  switch (widget.kind) {
    case 'value':
      return <ValueWidget widget={widget} />
    case 'kpi':
      return <KpiWidget widget={widget} />
    case 'gauge':
      return <GaugeWidget widget={widget} />
    case 'trend':
      return <TrendWidget widget={widget} />
    case 'states':
      return <StatesWidget widget={widget} />
    case 'bars':
      return <BarsWidget widget={widget} />
    case 'table':
      return <TableWidget widget={widget} />
    case 'alarms':
      return <AlarmsWidget widget={widget} />
    case 'write':
      return <WriteWidget widget={widget} />
    case 'text':
      return <p className={styles.text}>{told(widget.text)}</p>
  }
}

/** What a widget is called: as somebody said, else by the only point that it shows, else by its kind. */
export function useTitle(widget: Widget): string {
  const { t } = useTranslation('screens')
  const refs = refsOf(widget)
  const found = usePoint(refs.length === 1 ? refs[0] : undefined)
  if (widget.title) return told(widget.title)
  if (found?.point) return placedName(found.point).name
  const [ref] = refs
  return refs.length === 1 && ref && 'name' in ref ? ref.name : t(`kind.${widget.kind}`)
}

export function WidgetView({ widget }: { widget: Widget }) {
  const title = useTitle(widget)
  return (
    <article className={styles.widget} data-kind={widget.kind} aria-label={title}>
      {(widget.kind !== 'text' || widget.title) && (
        <h2 className={`clip ${styles.title}`} title={title}>
          {title}
        </h2>
      )}
      <div className={styles.body}>{inside(widget)}</div>
    </article>
  )
}
