import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { usePlaces } from './places.ts'

/** The second key of "g o" counts for this long after the first. */
const sequenceMs = 1000

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Ctrl+K or / searches; g and then the key of a place goes there. Keys typed into a field are left alone. */
export function useShortcuts(openSearch: () => void): void {
  const navigate = useNavigate()
  const places = usePlaces()
  useEffect(() => {
    let since = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return openSearch()
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') {
        event.preventDefault()
        return openSearch()
      }
      const place = places.find(({ key }) => key === event.key)
      if (place && event.timeStamp - since < sequenceMs) void navigate({ to: place.to })
      since = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate, openSearch, places])
}
