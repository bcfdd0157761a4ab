import { useState } from 'react'
import { begun, changed, redone, undone } from '../../flows/edit/history.ts'
import { type Document, freshId, freshWidget, type Kind, type Place, type Widget } from '../document.ts'
import { freePlace, placed } from './place.ts'

/** A screen while it is changed: what was done can be undone, and what was undone done again. */
export function useEditing(start: Document) {
  const [history, setHistory] = useState(() => begun(start))
  const [chosen, setChosen] = useState<string>()
  const document = history.now
  const set = (next: Document, run?: string) => setHistory((before) => changed(before, next, run))
  const within = (widgets: readonly Widget[], run?: string) => set({ ...document, widgets: [...widgets] }, run)
  const add = (widget: Widget) => {
    within([...document.widgets, { ...widget, at: { ...widget.at, ...freePlace(document.widgets, widget.at) } }])
    setChosen(widget.id)
  }
  return {
    document,
    chosen: document.widgets.find(({ id }) => id === chosen),
    choose: setChosen,
    set,
    mayUndo: history.past.length > 0,
    mayRedo: history.future.length > 0,
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    add: (kind: Kind, words: string) => add(freshWidget(kind, freshId(document, kind), { x: 0, y: 0 }, words)),
    copy: (widget: Widget) => add({ ...widget, id: freshId(document, widget.kind) }),
    remove: (id: string) => within(document.widgets.filter((widget) => widget.id !== id)),
    /** Steps of one key, or letters of one field, are one step back. */
    place: (id: string, to: Place, run?: string) => within(placed(document.widgets, id, to), run),
    change: (next: Widget, run?: string) =>
      within(
        document.widgets.map((widget) => (widget.id === next.id ? next : widget)),
        run,
      ),
  }
}
export type Editing = ReturnType<typeof useEditing>
