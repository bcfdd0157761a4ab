import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { memo } from 'react'
import styles from './canvas.module.css'

export interface WireFacts {
  readonly type: string
  readonly unit: string
  /** What runs through it just now. */
  readonly value: string | undefined
  readonly quality: 'good' | 'uncertain' | 'bad' | undefined
  readonly problem: boolean
  readonly change: 'added' | 'removed' | undefined
  readonly [key: string]: unknown
}

export type DrawnWire = Edge<WireFacts, 'flow'>

/** A wire with its unit, and with its value while something runs through it. */
export const FlowWireView = memo(function FlowWireView(props: EdgeProps<DrawnWire>) {
  const { id, data, selected } = props
  const [path, x, y] = getBezierPath(props)
  const text = data?.value === undefined ? data?.unit : `${data.value} ${data.unit}`.trim()
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className={styles.wire ?? ''}
        data-type={data?.type}
        data-chosen={selected || undefined}
        data-problem={data?.problem || undefined}
        data-change={data?.change}
      />
      {text && (
        <EdgeLabelRenderer>
          <span
            className={`${styles.wireLabel} num`}
            data-quality={data?.quality}
            data-live={data?.value !== undefined || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
