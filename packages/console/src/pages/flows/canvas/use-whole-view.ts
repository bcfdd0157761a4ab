import { useNodesInitialized, useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useRef, useState } from 'react'

/** The whole of what is drawn, in the room that it has. */
export const WHOLE_VIEW = { padding: 0.16, maxZoom: 1 } as const

/**
 * Shows all of a sheet once its nodes are measured, and again whenever its room changes: panels open and close around it. Until somebody
 * moves it: what is returned is called then.
 */
export function useWholeView(isDrawn: boolean): () => void {
  const { fitView } = useReactFlow()
  const isMeasured = useNodesInitialized()
  const [wasDrawn] = useState(isDrawn)
  const [isReady, setReady] = useState(false)
  if (wasDrawn && isMeasured && !isReady) setReady(true)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const isHeld = useRef(false)
  useEffect(() => {
    if (isReady && width > 0 && height > 0 && !isHeld.current) void fitView(WHOLE_VIEW)
  }, [isReady, width, height, fitView])
  return () => {
    isHeld.current = true
  }
}
