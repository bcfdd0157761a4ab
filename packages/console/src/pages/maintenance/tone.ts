import type { Tone } from '../../parts/Mark.tsx'
import type { WorkOrderListed } from '../../platform.ts'

export const toneOf: Record<WorkOrderListed['state'], Tone> = {
  open: 'warn',
  in_work: 'plain',
  waiting: 'hollow',
  done: 'plain',
  closed: 'hollow',
}
