import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type FlowCheck, platform } from '../../platform.ts'
import type { KnownPorts } from './catalogue.ts'
import type { FlowDocument, FlowGraph, FlowWire } from './document.ts'
import type { PortFace } from './edit/fit.ts'
import { wireId, withGraph } from './edit/graph.ts'

export type Problem = FlowCheck['problems'][number]

const settle = 250

/** Where something stands is nothing that a check looks at. */
const meaningOf = ({ frames: _, tests: __, ...document }: FlowDocument): string =>
  JSON.stringify(document, (key, value: unknown) => (key === 'at' ? undefined : value))

const none: readonly Problem[] = []

/** A port that waits for a wire has no type yet; that it waits is told as a problem. */
function portsKnown(check: FlowCheck | undefined): KnownPorts {
  const ports: Record<string, Record<string, PortFace>> = structuredClone(check?.ports ?? {}) as never
  for (const { code, node, port } of check?.problems ?? []) {
    if (code !== 'flow.input_missing' || node === undefined || port === undefined) continue
    ports[node] = { [port]: { type: 'any', side: 'in' }, ...ports[node] }
  }
  return ports
}

/** Every mistake of what is drawn, while it is drawn, and what each port carries. */
export function useCheck(document: FlowDocument, asset: string | undefined) {
  const wanted = useMemo(() => meaningOf(document), [document])
  const [settled] = useDebouncedValue(wanted, settle)
  const check = useQuery({
    queryKey: ['flows', 'check', asset, settled],
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
    queryFn: ({ signal }) =>
      platform.flows.check(JSON.parse(settled) as Record<string, unknown>, { ...(asset && { asset }), signal }),
  })
  const isCurrent = settled === wanted && !check.isPlaceholderData && check.data !== undefined
  const ports = useMemo(() => portsKnown(check.data), [check.data])
  return {
    problems: check.data?.problems ?? none,
    ports,
    isCurrent,
    fault: check.error,
  }
}

/**
 * Which of these wires the platform would refuse, by the id of the wire. All are put in at once in place of those that lead
 * there now; what is told of others is not asked for.
 */
export async function refused(
  document: FlowDocument,
  inside: string | undefined,
  graph: FlowGraph,
  wires: readonly FlowWire[],
): Promise<ReadonlyMap<string, Problem>> {
  const ends = new Set(wires.map(({ to }) => `${to.node}:${to.port}`))
  const rest = graph.wires.filter(({ to }) => !ends.has(`${to.node}:${to.port}`))
  const tried = withGraph(document, inside, { ...graph, wires: [...rest, ...wires] })
  const { problems } = await platform.flows.check(JSON.parse(meaningOf(tried)) as Record<string, unknown>)
  const found = new Map<string, Problem>()
  for (const problem of problems) {
    if (problem.code !== 'flow.wire_type') continue
    const wire =
      problem.wire === undefined
        ? wires.find(({ to }) => problem.node?.endsWith(to.node) && problem.port === to.port)
        : wires[problem.wire - rest.length]
    if (wire) found.set(wireId(wire), problem)
  }
  return found
}
