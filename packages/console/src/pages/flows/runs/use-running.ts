import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { valueText } from '../../../parts/value-text.ts'
import { type FlowWires, platform } from '../../../platform.ts'
import { qualityOf } from '../../mechanisms/words.ts'
import { noOverlay, type Overlay } from '../desk.ts'
import { wireId } from '../edit/graph.ts'
import type { Editor } from '../editor.ts'
import { runsQuery } from '../queries.ts'

const none: FlowWires = {}

/** The run that is looked at, and what its wires carry just now. */
export function useRunning(editor: Editor, isShown: boolean) {
  const [deployment, setDeployment] = useState<string>()
  const [asset, setAsset] = useState<string>()
  const [wires, setWires] = useState<FlowWires>(none)
  const [isOpen, setOpen] = useState(false)
  const runs = useQuery({ ...runsQuery(deployment ?? ''), enabled: isShown && deployment !== undefined })
  const run = runs.data?.find((each) => each.asset === asset) ?? runs.data?.[0]
  const runAsset = run?.asset
  // What goes by at an edge node is not told: its points are.
  const isLive = isShown && deployment !== undefined && run !== undefined && run.digest === undefined
  useEffect(() => {
    if (!isLive || deployment === undefined) return
    setWires(none)
    const live = platform.flows.live(deployment, runAsset === undefined ? {} : { asset: runAsset }, {
      wires: (newest) => setWires((was) => ({ ...was, ...newest })),
      open: setOpen,
    })
    return () => live.close()
  }, [isLive, deployment, runAsset])
  const { graph, prefix } = editor
  const overlay: Overlay = useMemo(() => {
    const wireShown = new Map(
      graph.wires.flatMap((wire) => {
        const sample = wires[`${prefix}${wire.from.node}.${wire.from.port}`]
        if (!sample) return []
        const shown = { value: valueText(sample.value), quality: qualityOf(sample.status) }
        return [[wireId(wire), shown] as const]
      }),
    )
    return { ...noOverlay, wireShown }
  }, [wires, graph, prefix])
  return { deployment, setDeployment, setAsset, runs, run, isOpen, overlay }
}

export type Running = ReturnType<typeof useRunning>
