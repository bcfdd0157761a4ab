import { Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { platform } from '../../../platform.ts'
import canvas from '../canvas/canvas.module.css'
import { drawnNodes, drawnWires } from '../canvas/drawn.ts'
import { FlowNodeView } from '../canvas/FlowNodeView.tsx'
import { FlowWireView } from '../canvas/FlowWireView.tsx'
import { FrameView } from '../canvas/FrameView.tsx'
import { portsOf } from '../catalogue.ts'
import { type Desk, useDesk } from '../desk.ts'
import type { FlowDocument } from '../document.ts'
import { graphChanges, nodeChanges } from '../edit/differ.ts'
import styles from '../flows.module.css'

const nodeTypes = { flow: FlowNodeView, frame: FrameView }
const edgeTypes = { flow: FlowWireView }

interface DiffDialogProps {
  flow: string
  a: number
  /** Without one: the draft. */
  b: number | undefined
  onClose: () => void
}

/** Two versions side by side: what was added, removed and changed, drawn and in words. */
export function DiffDialog({ flow, a, b, onClose }: DiffDialogProps) {
  const { t } = useTranslation('flows')
  const found = useQuery({
    queryKey: ['flows', 'differences', flow, a, b],
    gcTime: 0,
    queryFn: ({ signal }) => platform.flows.differences(flow, a, b, signal),
  })
  const second = b === undefined ? t('versions.draft') : t('versions.number', { number: b })
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1180px, 96vw)"
      title={t('diff.title', { a: t('versions.number', { number: a }), b: second })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {found.isError && <FaultView fault={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={360} />}
      {found.data && (
        <Sides
          before={found.data.a as unknown as FlowDocument}
          after={found.data.b as unknown as FlowDocument}
          names={[t('versions.number', { number: a }), second]}
          others={found.data.others}
        />
      )}
    </Modal>
  )
}

interface SidesProps {
  before: FlowDocument
  after: FlowDocument
  names: readonly [string, string]
  others: readonly string[]
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '—'))

function Sides({ before, after, names, others }: SidesProps) {
  const { t } = useTranslation('flows')
  const desk = useDesk()
  const changes = useMemo(() => graphChanges(before, after), [before, after])
  const listed = [...changes.nodes].flatMap(([id, change]) => (change === 'moved' ? [] : [[id, change] as const]))
  const nodeOf = (id: string) => ({
    was: before.nodes.find((node) => node.id === id),
    is: after.nodes.find((node) => node.id === id),
  })
  return (
    <>
      <div className={styles.sides}>
        {[before, after].map((document, k) => (
          <figure key={names[k]}>
            <figcaption>{names[k]}</figcaption>
            <ReactFlowProvider>
              <Side document={document} desk={desk} changes={changes} />
            </ReactFlowProvider>
          </figure>
        ))}
      </div>
      <p className={styles.legend}>
        {(['added', 'removed', 'changed'] as const).map((change) => (
          <span key={change} data-change={change}>
            {t(`diff.${change}`)}
          </span>
        ))}
      </p>
      {listed.length === 0 && changes.wires.size === 0 && others.length === 0 && (
        <p className="quiet">{t('diff.none')}</p>
      )}
      <ul className={styles.changes}>
        {listed.map(([id, change]) => {
          const { was, is } = nodeOf(id)
          const node = is ?? was
          return (
            <li key={id}>
              <span data-change={change}>{t(`diff.${change}`)}</span> <strong>{node ? desk.nameOf(node) : id}</strong>{' '}
              <code className="quiet">{id}</code>
              {was && is && (
                <ul>
                  {nodeChanges(was, is).map((each) => (
                    <li key={each.name}>
                      {each.name}: <del>{shown(each.before)}</del> → <ins>{shown(each.after)}</ins>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
        {others.length > 0 && (
          <li>
            {t('diff.others')}: <code>{others.join(', ')}</code>
          </li>
        )}
      </ul>
    </>
  )
}

interface SideProps {
  document: FlowDocument
  desk: Desk
  changes: ReturnType<typeof graphChanges>
}

function Side({ document, desk, changes }: SideProps) {
  const { t } = useTranslation('flows')
  const drawn = useMemo(() => {
    const around = { document, catalogue: desk.catalogue, known: {}, graph: document, prefix: '' }
    const own: Desk = {
      ...desk,
      problems: [],
      wireShown: new Map(),
      nodeShown: new Map(),
      breakpoints: new Set(),
      stopped: undefined,
      ports: (node) => portsOf(node, around),
      portAt: () => undefined,
      nodeChanges: changes.nodes,
      wireChanges: changes.wires,
    }
    return { nodes: drawnNodes(document, own, () => undefined), edges: drawnWires(document, own) }
  }, [document, desk, changes])
  return (
    <div className={`${canvas.canvas} ${styles.side}`}>
      <ReactFlow
        defaultNodes={drawn.nodes}
        defaultEdges={drawn.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        fitView
        fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
        minZoom={0.1}
        proOptions={{ hideAttribution: true }}
        aria-label={t('canvas')}
      />
    </div>
  )
}
