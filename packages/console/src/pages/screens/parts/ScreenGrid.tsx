import type { CSSProperties } from 'react'
import { useLiveState } from '../../../live/use-live.ts'
import type { Document, Place } from '../document.ts'
import styles from '../screens.module.css'
import { WidgetView } from '../widgets/WidgetView.tsx'

export const placeStyle = ({ x, y, w, h }: Place): CSSProperties => ({
  gridColumn: `${x + 1} / span ${w}`,
  gridRow: `${y + 1} / span ${h}`,
  ['--rows' as string]: h,
})

/** The widgets of a screen as they stand; on a phone one below the other, from the top left. */
export function ScreenGrid({ document }: { document: Document }) {
  const isLost = useLiveState().is === 'lost'
  const inOrder = document.widgets.toSorted((a, b) => a.at.y - b.at.y || a.at.x - b.at.x)
  return (
    <div className={styles.grid} data-lost={isLost || undefined}>
      {inOrder.map((widget) => (
        <div key={widget.id} className={styles.cell} style={placeStyle(widget.at)}>
          <WidgetView widget={widget} />
        </div>
      ))}
    </div>
  )
}
