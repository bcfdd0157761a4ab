import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Port, Ports } from '../catalogue.ts'
import type { FlowNode } from '../document.ts'
import type { Change } from '../edit/differ.ts'
import styles from './canvas.module.css'
import { NodeIcon } from './NodeIcon.tsx'
import { PullingContext } from './pulling.ts'
import { useMisfitWords } from './use-misfit-words.ts'

export interface NodeFacts {
  readonly node: FlowNode
  readonly name: string
  readonly group: string
  /** One line of what it is set to. */
  readonly hint: string
  readonly ports: Ports
  readonly problems: number
  readonly wired: ReadonlySet<string>
  /** Of a running deployment or a replay. */
  readonly figures: string | undefined
  readonly failing: boolean
  readonly breakpoint: boolean
  readonly stopped: boolean
  readonly change: Change | undefined
  readonly [key: string]: unknown
}

export type DrawnNode = Node<NodeFacts, 'flow'>

/** A node: name, what it is set to, inputs on the left, outputs on the right. */
export const FlowNodeView = memo(function FlowNodeView({ id, data, isConnectable }: NodeProps<DrawnNode>) {
  const { t } = useTranslation('flows')
  const { node, name, ports, problems } = data
  const rows = Math.max(ports.inputs.length, ports.outputs.length)
  return (
    <div
      className={styles.node}
      data-group={data.group}
      data-problem={problems > 0 || data.failing || undefined}
      data-change={data.change}
      data-stopped={data.stopped || undefined}
    >
      <div className={styles.nodeHead}>
        <span className={styles.nodeIcon} aria-hidden="true">
          <NodeIcon type={node.type} />
        </span>
        <span className={styles.nodeName}>{name}</span>
        {data.breakpoint && <span className={styles.breakpoint} title={t('replay.breakpoint')} />}
        {problems > 0 && (
          <span className={styles.problemMark} title={t('problems.count', { count: problems })}>
            {problems}
          </span>
        )}
      </div>
      {data.hint && <div className={styles.nodeHint}>{data.hint}</div>}
      <div className={styles.ports}>
        {Array.from({ length: rows }, (_, k) => (
          <div key={ports.inputs[k]?.name ?? ports.outputs[k]?.name ?? k} className={styles.portRow}>
            {ports.inputs[k] ? (
              <PortView node={id} port={ports.inputs[k]} side="target" data={data} active={isConnectable} />
            ) : (
              <span />
            )}
            {ports.outputs[k] && (
              <PortView node={id} port={ports.outputs[k]} side="source" data={data} active={isConnectable} />
            )}
          </div>
        ))}
      </div>
      {data.figures && <div className={`${styles.figures} num`}>{data.figures}</div>}
    </div>
  )
})

interface PortViewProps {
  node: string
  port: Port
  side: 'source' | 'target'
  data: NodeFacts
  active: boolean
}

/** While a wire is drawn, ports that may not take it fade and say why. */
function PortView({ node, port, side, data, active }: PortViewProps) {
  const words = useMisfitWords()
  const pulling = use(PullingContext)
  const isAsked = pulling !== undefined && pulling.from !== side
  const misfit = isAsked ? pulling.misfitOf(node, port.name) : undefined
  const open = side === 'target' && !port.optional && !data.wired.has(port.name)
  const title = port.title
  return (
    <span
      className={styles.port}
      data-side={side}
      data-fit={isAsked ? (misfit ? 'no' : 'yes') : undefined}
      data-open={open || undefined}
    >
      <Handle
        type={side}
        id={port.name}
        position={side === 'target' ? Position.Left : Position.Right}
        className={styles.handle ?? ''}
        data-type={port.face.type}
        isConnectable={active}
        aria-label={title}
      />
      <span className={styles.portName}>{title}</span>
      {misfit && misfit.why !== 'itself' && <span className={styles.why}>{words(misfit)}</span>}
    </span>
  )
}
