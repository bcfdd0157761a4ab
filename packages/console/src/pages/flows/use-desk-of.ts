import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../parts/unit-text.ts'
import { figureText, said } from '../mechanisms/words.ts'
import {
  type Catalogue,
  type KnownPorts,
  kindOfComponent,
  type NodeKind,
  portsOf,
  type SettingKind,
  told,
} from './catalogue.ts'
import type { Desk, Overlay } from './desk.ts'
import type { FlowNode, FlowWire } from './document.ts'
import { type Misfit, misfit, upstream } from './edit/fit.ts'
import { addNode, addWire, wireId } from './edit/graph.ts'
import type { Editor } from './editor.ts'
import { componentOfKind } from './pool.ts'
import { type Problem, refused } from './use-check.ts'
import { useProblemWords } from './use-problem-words.ts'

interface Needs {
  readonly editor: Editor
  readonly catalogue: Catalogue
  readonly known: KnownPorts
  readonly problems: readonly Problem[]
  readonly overlay: Overlay
  readonly flow: string
  readonly asset: string | undefined
  /** Why a wire was not drawn. */
  readonly onRefused: (why: string) => void
}

const shown = (kind: SettingKind, value: unknown, unit: string): string => {
  if (typeof value === 'number') return `${figureText(value)}${unit && ` ${unit}`}`
  if (typeof value === 'boolean') return value ? said(kind.title) : ''
  if (kind.kind === 'choice') {
    const choice = kind.choices?.find((each) => each.value === value)
    return choice ? said(choice.title) : ''
  }
  if (kind.kind === 'unit' && typeof value === 'string') return unitText(value)
  if (typeof value === 'string') return kind.kind === 'code' ? '' : value
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { point, property, parameter } = value as Record<string, unknown>
    return String(point ?? property ?? (parameter === undefined ? '' : `{${String(parameter)}}`))
  }
  return ''
}

/** A node in a line: what it is set to, the first things first. */
function hintOf(node: FlowNode, kind: NodeKind | undefined, unitOf: (port: string) => string | undefined): string {
  if (!kind) return node.type === 'subflow' ? '' : node.type
  const texts = kind.settings.flatMap((setting) => {
    // The ports tell the type.
    if (setting.name === 'type') return []
    const value = node.settings?.[setting.name] ?? setting.default
    const unit = unitText(setting.unit ?? (setting.unitOf ? unitOf(setting.unitOf) : undefined))
    const text = value === undefined ? '' : shown(setting, value, unit)
    return text === '' ? [] : [text]
  })
  return texts.slice(0, 2).join(' · ').slice(0, 60)
}

/** What is known of the graph that is drawn, and wires that are drawn only if the platform takes them. */
export function useDeskOf({ editor, catalogue, known, problems, overlay, flow, asset, onRefused }: Needs): Desk {
  const { t } = useTranslation('flows')
  const words = useProblemWords()
  const [unfit, setUnfit] = useState<ReadonlyMap<string, Misfit>>(new Map())
  const { document, graph, prefix, inside } = editor

  const base = useMemo(() => {
    const around = { document, catalogue, known, graph, prefix }
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
    const made = new Map(graph.nodes.map((node) => [node.id, portsOf(node, around)]))
    const ports: Desk['ports'] = (node) => made.get(node.id) ?? portsOf(node, around)
    const portAt: Desk['portAt'] = (end, side) => {
      const node = nodes.get(end.node)
      return node && ports(node)[side].find(({ name }) => name === end.port)
    }
    const nameOf = (node: FlowNode): string => {
      if (node.title) return told(node.title)
      const subflow = document.subflows?.[String(node.settings?.['subflow'] ?? '')]
      if (node.type === 'subflow' && subflow?.title) return told(subflow.title)
      const component = node.type === 'component' ? node.settings?.['component'] : undefined
      const kind = kindOfComponent(catalogue, component) ?? catalogue.get(node.type)
      return kind ? said(kind.title) : node.id
    }
    return {
      ports,
      portAt,
      nameOf,
      hintOf: (node: FlowNode) =>
        hintOf(node, catalogue.get(node.type), (port) => {
          const { inputs, outputs } = ports(node)
          return [...inputs, ...outputs].find(({ name }) => name === port)?.face.unit
        }),
      /** Of this graph; of what lies deeper its node tells. */
      problems: problems.flatMap((problem) => {
        if (problem.node === undefined) return prefix === '' ? [problem] : []
        if (!problem.node.startsWith(prefix)) return []
        const [node] = problem.node.slice(prefix.length).split('/')
        return node ? [{ ...problem, node }] : []
      }),
    }
  }, [document, catalogue, known, graph, prefix, problems])

  const misfitOf = useCallback(
    (wire: FlowWire): Misfit | undefined => {
      const [from, to] = [base.portAt(wire.from, 'outputs'), base.portAt(wire.to, 'inputs')]
      if (!from || !to) return undefined
      if (wire.from.node === wire.to.node) return { why: 'itself' }
      if (upstream(graph.wires, wire.from.node).has(wire.to.node)) return { why: 'circle' }
      return misfit(from.face, to.face) ?? unfit.get(wireId(wire))
    },
    [base, graph, unfit],
  )

  /** Asks which ports take the wire that is being drawn, while it is drawn. */
  const probe: Desk['probe'] = useCallback(
    async (end, side) => {
      setUnfit(new Map())
      const wires = graph.nodes.flatMap((node) =>
        base.ports(node)[side === 'source' ? 'inputs' : 'outputs'].map(({ name }) => {
          const other = { node: node.id, port: name }
          return side === 'source' ? { from: end, to: other } : { from: other, to: end }
        }),
      )
      const open = wires.filter((wire) => {
        const is = graph.wires.some((each) => wireId(each) === wireId(wire))
        return !is && misfitOf(wire) === undefined
      })
      const found = new Map<string, Misfit>()
      const told = side === 'source' ? await refused(document, inside, graph, open).catch(() => new Map()) : new Map()
      for (const [id, problem] of told) found.set(id, { why: 'told', says: words(problem).says })
      setUnfit(found)
    },
    [base, document, graph, inside, misfitOf, words],
  )

  const connect: Desk['connect'] = useCallback(
    async (wire) => {
      const many = base.portAt(wire.to, 'inputs')?.many ?? false
      try {
        const [problem] = (await refused(document, inside, graph, [wire])).values()
        if (problem) return onRefused(words(problem).says)
      } catch {
        return onRefused(t('misfit.unchecked'))
      }
      editor.changeGraph((was) => addWire(was, wire, many))
    },
    [base, document, graph, inside, editor, onRefused, words, t],
  )

  return useMemo(
    () => ({
      ...base,
      ...overlay,
      flow,
      asset,
      catalogue,
      misfitOf,
      probe,
      connect,
      add: (type, at, settings) => {
        const kind = catalogue.get(type)
        const first = settings ?? kind?.examples[0]?.settings ?? {}
        const component = componentOfKind(type)
        const made =
          component === undefined
            ? addNode(graph, type, at, type.startsWith('subflow.') ? { name: 'value' } : first)
            : addNode(graph, 'component', at, { component })
        editor.changeGraph(() => made.graph)
        editor.choose([made.id])
        return made.id
      },
    }),
    [base, overlay, flow, asset, catalogue, misfitOf, probe, connect, graph, editor],
  )
}
