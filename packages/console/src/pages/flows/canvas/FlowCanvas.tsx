import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type MouseEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk.ts'
import type { Place } from '../document.ts'
import { changedFrame, GRID, moved } from '../edit/graph.ts'
import type { Size } from '../edit/layout.ts'
import { useEditor } from '../editor.ts'
import styles from './canvas.module.css'
import { type Drawn, drawnNodes, drawnWires } from './drawn.ts'
import { FlowNodeView } from './FlowNodeView.tsx'
import { FlowWireView } from './FlowWireView.tsx'
import { FrameView } from './FrameView.tsx'
import { type Pulling, PullingContext } from './pulling.ts'
import { useMisfitWords } from './use-misfit-words.ts'
import { useWholeView } from './use-whole-view.ts'

const nodeTypes = { flow: FlowNodeView, frame: FrameView }
const edgeTypes = { flow: FlowWireView }

export interface Loose {
  readonly node: string
  readonly port: string
  readonly from: 'source' | 'target'
}

interface FlowCanvasProps {
  readOnly: boolean
  /** No room for the map. */
  isSmall: boolean
  /** A node is wanted there; `loose` is the end that it is to be wired to. */
  onAdd: (at: Place, loose?: Loose) => void
  onOpen: (id: string) => void
  /** Why a wire was not drawn. */
  onRefused: (why: string) => void
}

const sizeOf = (measured: ReadonlyMap<string, Size>, id: string): Partial<{ measured: Size }> => {
  const size = measured.get(id)
  return size ? { measured: size } : {}
}

/** The sheet that a flow is drawn on. What it shows is the document alone; it keeps nothing but a drag under way. */
export function FlowCanvas({ readOnly, isSmall, onAdd, onOpen, onRefused }: FlowCanvasProps) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const desk = useDesk()
  const words = useMisfitWords()
  const { graph, chosen, chosenWires } = editor
  const { screenToFlowPosition } = useReactFlow()
  const holdView = useWholeView(graph.nodes.length > 0)
  const [dragged, setDragged] = useState<ReadonlyMap<string, Place>>(new Map())
  const [measured, setMeasured] = useState<ReadonlyMap<string, Size>>(new Map())
  const [pulled, setPulled] = useState<Loose>()

  const nodes = useMemo(
    () =>
      drawnNodes(graph, desk, (frame, { x, y, width, height }) =>
        editor.changeGraph((was) => changedFrame(was, frame, { at: { x, y }, size: { width, height } })),
      ).map((node) => ({
        ...node,
        position: dragged.get(node.id) ?? node.position,
        selected: chosen.has(node.id),
        ...sizeOf(measured, node.id),
      })),
    [graph, desk, dragged, chosen, measured, editor],
  )
  const wires = useMemo(
    () => drawnWires(graph, desk).map((wire) => ({ ...wire, selected: chosenWires.has(wire.id) })),
    [graph, desk, chosenWires],
  )
  const pulling: Pulling | undefined = useMemo(
    () =>
      pulled && {
        ...pulled,
        misfitOf: (node: string, port: string) =>
          pulled.from === 'source'
            ? desk.misfitOf({ from: pulled, to: { node, port } })
            : desk.misfitOf({ from: { node, port }, to: pulled }),
      },
    [pulled, desk],
  )

  function onNodesChange(changes: readonly NodeChange<Drawn>[]) {
    const [places, sizes] = [new Map(dragged), new Map<string, Size>()]
    const [put, choose] = [new Map<string, Place>(), new Set(chosen)]
    let isChosen = false
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) sizes.set(change.id, change.dimensions)
      if (change.type === 'position' && change.position) {
        if (change.dragging) places.set(change.id, change.position)
        else {
          places.delete(change.id)
          put.set(change.id, change.position)
        }
      }
      if (change.type === 'select' && change.selected !== chosen.has(change.id)) {
        isChosen = true
        if (change.selected) choose.add(change.id)
        else choose.delete(change.id)
      }
    }
    if (sizes.size > 0) setMeasured((was) => new Map([...was, ...sizes]))
    if (places.size > 0 || dragged.size > 0) setDragged(places)
    if (put.size > 0 && !readOnly) editor.changeGraph((was) => moved(was, put), `move ${[...put.keys()].join()}`)
    if (isChosen) editor.choose(choose, chosenWires)
  }

  const onConnect = ({ source, sourceHandle, target, targetHandle }: Connection) =>
    void desk.connect({
      from: { node: source, port: sourceHandle ?? '' },
      to: { node: target, port: targetHandle ?? '' },
    })

  function onConnectEnd(event: globalThis.MouseEvent | TouchEvent, end: FinalConnectionState) {
    const loose = pulled
    setPulled(undefined)
    if (!loose || end.isValid) return
    const { toHandle } = end
    if (toHandle?.id && end.toNode) {
      const other = { node: end.toNode.id, port: toHandle.id }
      if (toHandle.type === loose.from) return onRefused(t('misfit.side'))
      const misfit =
        loose.from === 'source' ? desk.misfitOf({ from: loose, to: other }) : desk.misfitOf({ from: other, to: loose })
      if (misfit) onRefused(words(misfit))
      return
    }
    if (end.toNode || !(event instanceof MouseEvent)) return
    onAdd(screenToFlowPosition({ x: event.clientX, y: event.clientY }), loose)
  }

  const isSheet = (event: MouseEvent) => event.target instanceof Element && event.target.matches('.react-flow__pane')
  return (
    <PullingContext value={pulling}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what the mouse does here, keys and buttons do as well */}
      <div
        className={styles.canvas}
        onDoubleClick={(event) => {
          if (isSheet(event) && !readOnly) onAdd(screenToFlowPosition({ x: event.clientX, y: event.clientY }))
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const type = event.dataTransfer.getData('application/x-millrace-node')
          if (type) desk.add(type, screenToFlowPosition({ x: event.clientX, y: event.clientY }))
        }}
      >
        <ReactFlow<Drawn>
          nodes={nodes}
          edges={wires}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={(changes) => {
            const next = new Set(chosenWires)
            for (const change of changes)
              if (change.type === 'select') change.selected ? next.add(change.id) : next.delete(change.id)
            if (changes.some(({ type }) => type === 'select')) editor.choose(chosen, next)
          }}
          onConnect={onConnect}
          onConnectStart={(_, { nodeId, handleId, handleType }) => {
            if (!nodeId || !handleId || !handleType) return setPulled(undefined)
            setPulled({ node: nodeId, port: handleId, from: handleType })
            void desk.probe({ node: nodeId, port: handleId }, handleType)
          }}
          onConnectEnd={onConnectEnd}
          isValidConnection={({ source, sourceHandle, target, targetHandle }) =>
            desk.misfitOf({
              from: { node: source, port: sourceHandle ?? '' },
              to: { node: target, port: targetHandle ?? '' },
            }) === undefined
          }
          onNodeDoubleClick={(_, node) => onOpen(node.id)}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          connectionRadius={28}
          snapToGrid
          snapGrid={[GRID, GRID]}
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          minZoom={0.15}
          maxZoom={2}
          onMoveStart={(event) => event && holdView()}
          proOptions={{ hideAttribution: true }}
          aria-label={t('canvas')}
        >
          <Background variant={BackgroundVariant.Dots} gap={2 * GRID} size={1} />
          <Controls showInteractive={false} position="bottom-left" aria-label={t('view.controls')} />
          {!isSmall && (
            <MiniMap
              pannable
              zoomable
              position="bottom-right"
              ariaLabel={t('view.map')}
              nodeClassName={styles.mapNode ?? ''}
            />
          )}
        </ReactFlow>
      </div>
    </PullingContext>
  )
}
