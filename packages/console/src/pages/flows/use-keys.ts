import { useEffect, useRef } from 'react'
import type { Acts } from './use-acts.ts'

interface Needs {
  readonly acts: Acts
  readonly readOnly: boolean
  readonly onAdd: () => void
  readonly onConnect: () => void
  readonly onSave: () => void
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=listbox]') !== null ||
    target.isContentEditable)

/** Keys of the editor; while somebody types, they are letters. */
export function useKeys(needs: Needs): void {
  const now = useRef(needs)
  now.current = needs
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { acts, onAdd, onConnect, onSave } = now.current
      const isWith = event.ctrlKey || event.metaKey
      if (isWith && event.key.toLowerCase() === 's') {
        event.preventDefault()
        return onSave()
      }
      if (isTyping(event.target) || document.querySelector('[role=dialog]')) return
      const act = (what: () => unknown) => {
        event.preventDefault()
        event.stopPropagation()
        void what()
      }
      const key = event.key.toLowerCase()
      if (isWith) {
        if (key === 'z') return act(event.shiftKey ? acts.redo : acts.undo)
        if (key === 'y') return act(acts.redo)
        if (key === 'c' && window.getSelection()?.isCollapsed !== false) return act(acts.copy)
        if (key === 'x') return act(acts.cut)
        if (key === 'v') return act(acts.paste)
        if (key === 'd') return act(acts.duplicate)
        if (key === 'g') return act(acts.group)
        if (key === 'a') return act(acts.chooseAll)
        return
      }
      if (event.altKey) return
      if (event.key === '/' && !now.current.readOnly) return act(onAdd)
      if (event.key === 'Delete' || event.key === 'Backspace') return act(acts.remove)
      if (key === 'c' && !now.current.readOnly) return act(onConnect)
      if (key === 'l' && event.shiftKey) return act(acts.layOut)
      if (event.key === '0') return act(acts.fit)
    }
    // Before the shortcuts of the console, which read the same keys.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
