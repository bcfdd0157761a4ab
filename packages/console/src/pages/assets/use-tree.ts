import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { usePlant } from '../../plant.ts'
import { emptyTree, type Row, root, rowsOf, treeReducer } from './tree.ts'

const pageSize = 200
/** So few roots are opened at once: a tree that shows one line teaches nothing. */
const fewRoots = 3

export interface Tree {
  rows: Row[]
  fault: unknown
  open: (id: string) => void
  close: (id: string) => void
  more: (parent: string, cursor: string) => void
  retry: () => void
}

/**
 * The asset tree, read level by level as it is opened; the way to the selected asset is opened by itself. `version` counts
 * up with each change: then what is open is read anew.
 */
export function useTree(selected: string | undefined, version: number): Tree {
  const { api } = usePlant()
  const [state, dispatch] = useReducer(treeReducer, emptyTree)
  const [fault, setFault] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)
  const asked = useRef(new Set<string>())

  const read = useCallback(
    async (parent: string, cursor?: string) => {
      const key = `${parent} ${cursor ?? ''}`
      if (asked.current.has(key)) return
      asked.current.add(key)
      try {
        const page = await api.assets({ parent, limit: pageSize, ...(cursor ? { cursor } : {}) })
        dispatch({ is: 'read', parent, items: page.items, ...(page.next ? { next: page.next } : {}) })
        setFault(null)
        if (parent === root && page.items.length <= fewRoots)
          dispatch({ is: 'open', ids: page.items.filter((asset) => asset.childCount > 0).map((asset) => asset.id) })
      } catch (seen) {
        asked.current.delete(key)
        setFault(seen)
      }
    },
    [api],
  )

  useEffect(() => {
    if (version === 0) return
    asked.current.clear()
    dispatch({ is: 'forget' })
  }, [version])

  // `attempt` is what the retry button counts up; `version` what a change does.
  useEffect(() => {
    for (const id of state.open) if (!state.branches.has(id) && attempt >= 0) void read(id)
  }, [state.open, state.branches, attempt, read])

  useEffect(() => {
    if (!selected || version < 0) return
    let left = false
    const walk = async () => {
      const ids: string[] = []
      let at: string | null = (await api.asset(selected)).parent
      while (at) {
        ids.unshift(at)
        at = (await api.asset(at)).parent
      }
      if (!left) dispatch({ is: 'open', ids })
    }
    walk().catch((seen: unknown) => !left && setFault(seen))
    return () => {
      left = true
    }
  }, [api, selected, version])

  return {
    rows: rowsOf(state),
    fault,
    open: (id) => dispatch({ is: 'open', ids: [id] }),
    close: (id) => dispatch({ is: 'close', id }),
    more: (parent, cursor) => void read(parent, cursor),
    retry: () => setAttempt((before) => before + 1),
  }
}
