import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Loose } from './canvas/FlowCanvas.tsx'
import { WHOLE_VIEW } from './canvas/use-whole-view.ts'
import type { NodeKind } from './catalogue.ts'
import type { Desk } from './desk.ts'
import type { FlowWire, Place } from './document.ts'
import { clipOf, pasted, readClip } from './edit/clip.ts'
import { addFrame, moved, placeOf, removed } from './edit/graph.ts'
import { type Alignment, aligned, laidOut, type Size } from './edit/layout.ts'
import { madeSubflow } from './edit/subflow.ts'
import type { Editor } from './editor.ts'
import { shownKinds } from './pool.ts'

interface Needs {
  readonly editor: Editor
  readonly desk: Desk
  readonly readOnly: boolean
}

const usual: Size = { width: 180, height: 74 }

/** What is done with what is chosen, by keys, buttons and menus alike. */
export interface Acts {
  undo(): void
  redo(): void
  remove(): void
  copy(): Promise<void>
  cut(): Promise<void>
  paste(): Promise<void>
  duplicate(): void
  chooseAll(): void
  align(to: Alignment): void
  layOut(): void
  frame(): void
  group(): void
  fit(): void
  /** Where a node comes that is added by its name: right of the chosen one, or in the middle of what is seen. */
  next(): Place
  /** What was put beyond the edge comes into sight. */
  reveal(): void
  show(id: string): void
  /** Kinds that may stand at a loose end; all without one. */
  kindsFor(loose: Loose | undefined): readonly NodeKind[]
  wireLoose(id: string, type: string, loose: Loose): void
}

export function useActs({ editor, desk, readOnly }: Needs): Acts {
  const { t } = useTranslation('flows')
  const { fitView, getNode, screenToFlowPosition } = useReactFlow()
  return useMemo(() => {
    const { graph, chosen, chosenWires } = editor
    const sizeOf = (id: string): Size => {
      const measured = getNode(id)?.measured
      return { width: measured?.width ?? usual.width, height: measured?.height ?? usual.height }
    }
    const fit = () => void window.setTimeout(() => void fitView({ ...WHOLE_VIEW, duration: 150 }), 60)
    const write = (act: () => void) => () => {
      if (!readOnly) act()
    }
    const middle = (): Place => {
      const box = document.querySelector('.react-flow')?.getBoundingClientRect()
      return box
        ? screenToFlowPosition({ x: box.x + box.width / 2 - 80, y: box.y + box.height / 2 - 30 })
        : { x: 0, y: 0 }
    }
    const remove = write(() => {
      editor.changeGraph((was) => removed(was, chosen, chosenWires))
      editor.choose([])
    })
    const copy = () => navigator.clipboard.writeText(JSON.stringify(clipOf(graph, chosen)))
    const put = (clip: ReturnType<typeof clipOf>, at: Place) => {
      const made = pasted(graph, clip, at)
      editor.changeGraph(() => made.graph)
      editor.choose(made.ids)
    }
    const firstPort = (type: string, loose: Loose) => {
      const kind = desk.catalogue.get(type)
      const wanted = desk.portAt(loose, loose.from === 'source' ? 'outputs' : 'inputs')?.face.type ?? 'any'
      const ports = (loose.from === 'source' ? kind?.inputs : kind?.outputs) ?? []
      return ports.find((port) => port.type === 'any' || wanted === 'any' || port.type === wanted)
    }
    return {
      undo: write(editor.undo),
      redo: write(editor.redo),
      remove,
      copy,
      cut: async () => {
        await copy()
        remove()
      },
      paste: async () => {
        const clip = readClip(await navigator.clipboard.readText())
        if (clip && !readOnly) put(clip, middle())
      },
      duplicate: write(() => {
        const clip = clipOf(graph, chosen)
        if (clip.nodes.length === 0) return
        const places = clip.nodes.map(placeOf)
        put(clip, { x: Math.min(...places.map(({ x }) => x)) + 30, y: Math.min(...places.map(({ y }) => y)) + 40 })
      }),
      chooseAll: () =>
        editor.choose(
          graph.nodes.map(({ id }) => id),
          [],
        ),
      align: (to) => {
        const boxes = graph.nodes
          .filter(({ id }) => chosen.has(id))
          .map((node) => ({ id: node.id, ...placeOf(node), ...sizeOf(node.id) }))
        if (!readOnly && boxes.length > 1) editor.changeGraph((was) => moved(was, aligned(boxes, to)))
      },
      layOut: write(() => {
        const nodes = chosen.size > 1 ? graph.nodes.filter(({ id }) => chosen.has(id)) : graph.nodes
        const places = nodes.map(placeOf)
        const from = { x: Math.min(0, ...places.map(({ x }) => x)), y: Math.min(0, ...places.map(({ y }) => y)) }
        editor.changeGraph((was) => moved(was, laidOut({ nodes, wires: was.wires }, sizeOf, from)))
        fit()
      }),
      frame: write(() => {
        const boxes = graph.nodes
          .filter(({ id }) => chosen.has(id))
          .map((node) => ({ ...placeOf(node), ...sizeOf(node.id) }))
        const at = middle()
        const left = boxes.length > 0 ? Math.min(...boxes.map(({ x }) => x)) - 20 : at.x
        const top = boxes.length > 0 ? Math.min(...boxes.map(({ y }) => y)) - 50 : at.y
        const width = boxes.length > 0 ? Math.max(...boxes.map((box) => box.x + box.width)) - left + 20 : 260
        const height = boxes.length > 0 ? Math.max(...boxes.map((box) => box.y + box.height)) - top + 20 : 120
        editor.changeGraph((was) =>
          addFrame(was, { title: t('frame.new'), at: { x: left, y: top }, size: { width, height } }),
        )
        editor.choose([`frame:${(graph.frames ?? []).length}`])
      }),
      group: write(() => {
        const title = t('subflow.new')
        const made = madeSubflow(editor.document, editor.inside, chosen, { en: title, zh: title })
        if (!made) return
        editor.change(() => made.document)
        editor.choose([made.id])
      }),
      fit,
      next: () => {
        const [id] = chosen
        const before = chosen.size === 1 ? graph.nodes.find((node) => node.id === id) : undefined
        if (!before) return middle()
        const { x, y } = placeOf(before)
        return { x: x + sizeOf(before.id).width + 60, y }
      },
      reveal: () =>
        void window.setTimeout(() => {
          const sheet = document.querySelector('.react-flow')?.getBoundingClientRect()
          const drawn = document.querySelector('.react-flow__node.selected')?.getBoundingClientRect()
          if (!sheet || !drawn) return
          const isSeen =
            drawn.right < sheet.right && drawn.bottom < sheet.bottom && drawn.left > sheet.left && drawn.top > sheet.top
          if (!isSeen) fit()
        }, 60),
      show: (id) => {
        editor.choose([id])
        void fitView({ nodes: [{ id }], maxZoom: 1, padding: 0.5, duration: 200 })
      },
      kindsFor: (loose) => {
        const kinds = shownKinds(desk.catalogue).filter(
          ({ type }) => !type.startsWith('subflow.') || editor.inside !== undefined,
        )
        return loose ? kinds.filter(({ type }) => firstPort(type, loose) !== undefined) : kinds
      },
      wireLoose: (id, type, loose) => {
        const port = firstPort(type, loose)
        if (!port) return
        const other = { node: id, port: port.name }
        const end = { node: loose.node, port: loose.port }
        const wire: FlowWire = loose.from === 'source' ? { from: end, to: other } : { from: other, to: end }
        void desk.connect(wire)
      },
    }
  }, [editor, desk, readOnly, fitView, getNode, screenToFlowPosition, t])
}
