import { type Node, type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import type { FlowFrame } from '../document.ts'
import { GRID } from '../edit/graph.ts'
import styles from './canvas.module.css'

export interface FrameFacts {
  readonly frame: FlowFrame
  readonly onSize: (box: { x: number; y: number; width: number; height: number }) => void
  readonly [key: string]: unknown
}
export type DrawnFrame = Node<FrameFacts, 'frame'>

/** A group of nodes or a note, behind them. */
export const FrameView = memo(function FrameView({ data, selected, isConnectable }: NodeProps<DrawnFrame>) {
  return (
    <div className={styles.frame}>
      <NodeResizer
        isVisible={selected && isConnectable}
        minWidth={12 * GRID}
        minHeight={5 * GRID}
        lineClassName={styles.resize ?? ''}
        handleClassName={styles.resizeHandle ?? ''}
        onResizeEnd={(_, box) => data.onSize(box)}
      />
      <strong className={styles.frameText}>{data.frame.title}</strong>
      {data.frame.text && <span className={styles.frameText}>{data.frame.text}</span>}
    </div>
  )
})
