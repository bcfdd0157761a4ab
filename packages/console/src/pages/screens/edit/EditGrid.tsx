import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { COLUMNS, type Place, type Widget } from '../document.ts'
import { placeStyle } from '../parts/ScreenGrid.tsx'
import styles from '../screens.module.css'
import { useTitle, WidgetView } from '../widgets/WidgetView.tsx'
import { fitted, placed } from './place.ts'
import type { Editing } from './use-editing.ts'

/** As in the style sheet, CSS pixels. */
const ROW = 32
const GAP = 8
/** Less is a press, not a drag. */
const still = 4

interface Drag {
  readonly id: string
  readonly by: 'move' | 'size'
  readonly from: Place
  readonly x: number
  readonly y: number
  readonly to: Place
}

/** The grid of a screen while it is changed: drag moves, the corner sizes; arrows and Shift + arrows do the same. */
export function EditGrid({ editing }: { editing: Editing }) {
  const { t } = useTranslation('screens')
  const { ref, width } = useElementSize()
  const [drag, setDrag] = useState<Drag>()
  const column = (width + GAP) / COLUMNS
  const { document, chosen } = editing
  const widgets = drag ? placed(document.widgets, drag.id, drag.to) : document.widgets
  const rows = Math.max(16, ...widgets.map(({ at }) => at.y + at.h + 4))

  function begin(event: PointerEvent<HTMLElement>, { id, at }: Widget, by: Drag['by']) {
    if (event.button !== 0) return
    editing.choose(id)
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ id, by, from: at, x: event.clientX, y: event.clientY, to: at })
  }
  function move(event: PointerEvent) {
    if (!drag) return
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y]
    if (Math.hypot(dx, dy) < still && drag.to === drag.from) return
    const columns = Math.round(dx / column)
    const lines = Math.round(dy / (ROW + GAP))
    const { from } = drag
    const to =
      drag.by === 'move'
        ? fitted({ ...from, x: from.x + columns, y: from.y + lines })
        : fitted({ ...from, w: Math.min(COLUMNS - from.x, from.w + columns), h: from.h + lines })
    setDrag({ ...drag, to })
  }
  function end() {
    if (drag && drag.to !== drag.from) editing.place(drag.id, drag.to)
    setDrag(undefined)
  }
  function press(event: KeyboardEvent, widget: Widget) {
    if (event.target !== event.currentTarget || event.altKey) return
    const { at, id } = widget
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (step && !event.ctrlKey && !event.metaKey) {
      const [dx, dy] = step as [number, number]
      const to = event.shiftKey
        ? { ...at, w: Math.min(COLUMNS - at.x, at.w + dx), h: at.h + dy }
        : { ...at, x: at.x + dx, y: at.y + dy }
      editing.place(id, fitted(to), `${id} ${event.shiftKey ? 'size' : 'move'}`)
    } else if (event.key === 'Delete' || event.key === 'Backspace') editing.remove(id)
    else if (event.key === 'Escape') editing.choose(undefined)
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') editing.copy(widget)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={ref}
      className={`${styles.grid} ${styles.editGrid}`}
      style={{ gridTemplateRows: `repeat(${rows}, ${ROW}px)` }}
      data-dragging={drag ? true : undefined}
      onPointerDown={(event) => event.target === event.currentTarget && editing.choose(undefined)}
    >
      {widgets.map((widget) => (
        <Frame
          key={widget.id}
          widget={widget}
          isChosen={chosen?.id === widget.id}
          isDragged={drag?.id === widget.id}
          onBegin={begin}
          onMove={move}
          onEnd={end}
          onPress={press}
          onFocus={() => editing.choose(widget.id)}
        />
      ))}
      {widgets.length === 0 && <p className={styles.lesson}>{t('editor.empty')}</p>}
    </div>
  )
}

interface FrameProps {
  widget: Widget
  isChosen: boolean
  isDragged: boolean
  onBegin: (event: PointerEvent<HTMLElement>, widget: Widget, by: Drag['by']) => void
  onMove: (event: PointerEvent) => void
  onEnd: () => void
  onPress: (event: KeyboardEvent, widget: Widget) => void
  onFocus: () => void
}

function Frame({ widget, isChosen, isDragged, onBegin, onMove, onEnd, onPress, onFocus }: FrameProps) {
  const { t } = useTranslation('screens')
  const title = useTitle(widget)
  const own = useRef<HTMLDivElement>(null)
  return (
    <div
      ref={own}
      role="group"
      tabIndex={0}
      aria-label={t('editor.widget', { title, kind: t(`kind.${widget.kind}`) })}
      aria-describedby="screen-keys"
      className={styles.frame}
      style={placeStyle(widget.at)}
      data-widget={widget.id}
      data-chosen={isChosen || undefined}
      data-dragged={isDragged || undefined}
      onPointerDown={(event) => {
        own.current?.focus({ preventScroll: true })
        onBegin(event, widget, 'move')
      }}
      onPointerMove={onMove}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
      onKeyDown={(event) => onPress(event, widget)}
      onFocus={onFocus}
    >
      <div className={styles.inert} inert>
        <WidgetView widget={widget} />
      </div>
      <span
        className={styles.corner}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.stopPropagation()
          onBegin(event, widget, 'size')
        }}
      />
    </div>
  )
}
