import { useDebouncedValue } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Flow, PlatformFault, platform } from '../../platform.ts'
import type { FlowDocument } from './document.ts'
import { flowQuery, sent } from './queries.ts'

export type DraftState =
  | { readonly is: 'saved' }
  | { readonly is: 'saving' }
  /** Somebody, or another tab, saved another draft since. */
  | { readonly is: 'conflict'; readonly fault: unknown }
  | { readonly is: 'failed'; readonly fault: unknown }

const settle = 900

/** Keeps what is drawn, by itself; what another saved meanwhile is never overwritten unless that is asked for. */
export function useDraft(flow: Flow, document: FlowDocument, enabled: boolean) {
  const queries = useQueryClient()
  const [state, setState] = useState<DraftState>({ is: 'saved' })
  const [kept, setKept] = useState<FlowDocument>(document)
  const revision = useRef(flow.revision)
  const last = useRef(document)
  const under = useRef(Promise.resolve())
  const [settled] = useDebouncedValue(document, settle)

  /** One after the other: each starts from the revision that the one before gave. */
  const save = useCallback(
    (what: FlowDocument): Promise<void> => {
      setState({ is: 'saving' })
      const saving = under.current.then(async () => {
        if (what === last.current) return setState({ is: 'saved' })
        try {
          const saved = await platform.flows.saveDraft(flow.id, sent(what), revision.current)
          revision.current = saved.revision
          last.current = what
          queries.setQueryData(flowQuery(flow.id).queryKey, saved)
          setKept(what)
          setState({ is: 'saved' })
        } catch (fault) {
          const isConflict = fault instanceof PlatformFault && fault.code === 'flows.changed_meanwhile'
          setState({ is: isConflict ? 'conflict' : 'failed', fault })
        }
      })
      under.current = saving
      return saving
    },
    [flow.id, queries],
  )

  useEffect(() => {
    // What has settled may have been left since, as after another's draft was taken.
    if (enabled && settled === document && settled !== kept && state.is === 'saved') void save(settled)
  }, [enabled, settled, document, kept, state.is, save])

  // A page that closes before the draft is kept asks first.
  const isOpen = document !== kept
  useEffect(() => {
    if (!enabled || !isOpen) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [enabled, isOpen])

  return {
    state: state.is === 'saved' && isOpen && enabled ? ({ is: 'saving' } as const) : state,
    revisionNow: () => revision.current,
    /** At once, and again after it failed. */
    saveNow: () => (document === kept ? Promise.resolve() : save(document)),
    /** Of a conflict: mine is what holds. */
    async overwrite() {
      const theirs = await platform.flows.read(flow.id)
      revision.current = theirs.revision
      await save(document)
    },
    /** Of a conflict: theirs is what holds. */
    async theirs(): Promise<FlowDocument> {
      const read = await platform.flows.read(flow.id)
      revision.current = read.revision
      queries.setQueryData(flowQuery(flow.id).queryKey, read)
      const document = read.draft as unknown as FlowDocument
      last.current = document
      setKept(document)
      setState({ is: 'saved' })
      return document
    },
  }
}

export type Draft = ReturnType<typeof useDraft>
