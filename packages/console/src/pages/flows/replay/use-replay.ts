import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PickedAsset } from '../../../parts/AssetPicker.tsx'
import { type FlowReplay, platform } from '../../../platform.ts'
import { fieldTime } from '../../production/times.ts'
import { noOverlay, type Overlay } from '../desk.ts'
import { wireId } from '../edit/graph.ts'
import type { Editor } from '../editor.ts'
import { sent } from '../queries.ts'
import { type Columns, instantsOf, shownAt } from './columns.ts'

export interface Breakpoint {
  readonly node: string
  readonly port: string
  readonly when: string
}

export interface Period {
  readonly from: string
  readonly to: string
}

const day = 86_400_000
/** As many as the platform watches at a time. */
const mostWatched = 200
const askAgainMs = 400

const isoOf = (field: string): string => new Date(field).toISOString()
export const periodOf = (ms: number): Period => ({ from: fieldTime(Date.now() - ms), to: fieldTime(Date.now()) })

/** The outputs that wires of the drawn graph begin at, by node.port; those inside subflows under the node that holds them. */
const watchedOf = ({ graph, prefix }: Editor): string[] => [
  ...new Set(graph.wires.map(({ from }) => `${prefix}${from.node}.${from.port}`)),
]

/** A run of what is drawn over recorded history, and the moment of it that is looked at. */
export function useReplay(editor: Editor, asset: PickedAsset | null) {
  const [period, setPeriod] = useState<Period>(() => periodOf(7 * day))
  const [breakpoints, setBreakpoints] = useState<readonly Breakpoint[]>([])
  const [replay, setReplay] = useState<FlowReplay>()
  const [fault, setFault] = useState<unknown>()
  const [at, setAt] = useState<number>()
  const under = useRef<AbortController>(undefined)
  useEffect(() => () => under.current?.abort(), [])
  const { graph, prefix, document } = editor

  const start = useCallback(async () => {
    under.current?.abort()
    const control = new AbortController()
    under.current = control
    setFault(undefined)
    setAt(undefined)
    try {
      let asked = await platform.flows.replay(
        {
          document: sent(document),
          ...(asset && { asset: asset.id }),
          from: isoOf(period.from),
          to: isoOf(period.to),
          watch: watchedOf(editor).slice(0, mostWatched),
          ...(breakpoints.length > 0 && {
            breakpoints: breakpoints.map(({ node, port, when }) => ({ at: `${node}.${port}`, when })),
          }),
        },
        control.signal,
      )
      setReplay(asked)
      while (asked.state === 'runs' && !control.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, askAgainMs))
        asked = await platform.flows.replayed(asked.id, control.signal)
        setReplay(asked)
      }
      const { result } = asked
      if (result?.stopped) setAt(Date.parse(result.stopped.time) * 1_000)
      else if (result) setAt(instantsOf(Object.values(result.wires)).at(-1))
    } catch (thrown) {
      if (!control.signal.aborted) setFault(thrown)
    }
  }, [editor, document, asset, period, breakpoints])

  const cancel = useCallback(() => {
    under.current?.abort()
    if (replay) void platform.flows.endReplay(replay.id)
    setReplay(undefined)
  }, [replay])

  const result = replay?.result
  const instants = useMemo(() => (result ? instantsOf(Object.values(result.wires)) : []), [result])
  const columnsOf = useCallback(
    (node: string, port: string): Columns | undefined => result?.wires[`${prefix}${node}.${port}`],
    [result, prefix],
  )
  const overlay: Overlay = useMemo(() => {
    const marked = new Set(breakpoints.map(({ node }) => node.slice(prefix.length)))
    if (!result || at === undefined) return { ...noOverlay, breakpoints: marked }
    const wireShown = new Map(
      graph.wires.flatMap((wire) => {
        const columns = columnsOf(wire.from.node, wire.from.port)
        const shown = columns && shownAt(columns, at)
        return shown ? [[wireId(wire), shown] as const] : []
      }),
    )
    const nodeShown = new Map(
      graph.nodes.flatMap(({ id }) => {
        const counts = result.nodes[`${prefix}${id}`]
        return counts ? [[id, `${counts.in} → ${counts.out}`] as const] : []
      }),
    )
    const stopped = result.stopped?.at.slice(prefix.length).split('.')[0]
    return { ...noOverlay, wireShown, nodeShown, breakpoints: marked, stopped }
  }, [result, at, graph, prefix, breakpoints, columnsOf])

  return {
    period,
    setPeriod,
    breakpoints,
    setBreakpoints,
    replay,
    fault: fault ?? undefined,
    start,
    cancel,
    instants,
    at,
    setAt,
    columnsOf,
    overlay,
  }
}

export type ReplayState = ReturnType<typeof useReplay>
