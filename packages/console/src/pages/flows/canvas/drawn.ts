import { unitText } from '../../../parts/unit-text.ts'
import type { Desk } from '../desk.ts'
import type { FlowGraph } from '../document.ts'
import { frameId, placeOf, wireId } from '../edit/graph.ts'
import type { DrawnNode } from './FlowNodeView.tsx'
import type { DrawnWire } from './FlowWireView.tsx'
import type { DrawnFrame } from './FrameView.tsx'

export type Drawn = DrawnNode | DrawnFrame

type OnSize = (frame: string, box: { x: number; y: number; width: number; height: number }) => void

/** Frames first: they lie behind. */
export function drawnNodes(graph: FlowGraph, desk: Desk, onSize: OnSize): Drawn[] {
  const wired = new Map<string, Set<string>>()
  for (const { to } of graph.wires) wired.set(to.node, (wired.get(to.node) ?? new Set()).add(to.port))
  const frames = (graph.frames ?? []).map(
    (frame, k): DrawnFrame => ({
      id: frameId(k),
      type: 'frame',
      position: frame.at,
      ...frame.size,
      zIndex: -1,
      ariaLabel: frame.title ?? frame.text ?? '',
      data: { frame, onSize: (box) => onSize(frameId(k), box) },
    }),
  )
  const nodes = graph.nodes.map((node): DrawnNode => {
    const name = desk.nameOf(node)
    return {
      id: node.id,
      type: 'flow',
      position: placeOf(node),
      ariaLabel: name,
      data: {
        node,
        name,
        group: desk.catalogue.get(node.type)?.group ?? node.type.split('.')[0] ?? '',
        hint: desk.hintOf(node),
        ports: desk.ports(node),
        problems: desk.problems.filter((problem) => problem.node === node.id).length,
        wired: wired.get(node.id) ?? new Set<string>(),
        figures: desk.nodeShown.get(node.id),
        failing: desk.failing.has(node.id),
        breakpoint: desk.breakpoints.has(node.id),
        stopped: desk.stopped === node.id,
        change: desk.nodeChanges.get(node.id),
      },
    }
  })
  return [...frames, ...nodes]
}

export const drawnWires = (graph: FlowGraph, desk: Desk): DrawnWire[] =>
  graph.wires.map((wire, k) => {
    const id = wireId(wire)
    const face = desk.portAt(wire.from, 'outputs')?.face
    const shown = desk.wireShown.get(id)
    return {
      id,
      type: 'flow',
      source: wire.from.node,
      sourceHandle: wire.from.port,
      target: wire.to.node,
      targetHandle: wire.to.port,
      ariaLabel: `${wire.from.node} ${wire.from.port} → ${wire.to.node} ${wire.to.port}`,
      data: {
        type: face?.type ?? 'any',
        unit: unitText(face?.unit),
        value: shown?.value,
        quality: shown?.quality,
        problem: desk.problems.some((problem) => problem.wire === k),
        change: desk.wireChanges.get(id),
      },
    }
  })
