import type { UseQueryResult } from '@tanstack/react-query'
import type { MechanismTryAnswer, Point } from '../../../platform.ts'
import type { StudioDraft } from './draft.ts'
import type { Hours } from './use-try.ts'

/** Points by the name of an input or output. */
export type Bound = Readonly<Record<string, Point>>

/** Past and live data beside what is written. */
export interface DataPanelProps {
  draft: StudioDraft
  bound: Bound
  measured: Bound
  tried: UseQueryResult<MechanismTryAnswer> | undefined
  hours: Hours
  row: number | undefined
  onHours: (hours: Hours) => void
  onRow: (row: number | undefined) => void
  onBind: (name: string, point: Point | undefined) => void
  onTake: (name: string, point: Point) => void
  onMeasured: (name: string, point: Point | undefined) => void
  onChange: (change: (was: StudioDraft) => StudioDraft) => void
}
