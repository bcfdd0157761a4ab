import { type RefObject, useEffect, useRef, useState } from 'react'

interface FreshField {
  ref: RefObject<HTMLInputElement | null>
  text: string
  setText: (text: string) => void
}

/** A field that is empty and has the keyboard again when what stood in it was refused. */
export function useFreshField(fault: unknown): FreshField {
  const ref = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    if (!fault) return
    setText('')
    ref.current?.focus()
  }, [fault])
  return { ref, text, setText }
}
