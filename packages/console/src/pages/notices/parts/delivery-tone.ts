import type { Tone } from '../../../parts/Mark.tsx'
import type { NoticeDelivery } from '../../../platform.ts'

export const toneOf: Record<NoticeDelivery['state'], Tone> = {
  waiting: 'hollow',
  sending: 'hollow',
  sent: 'plain',
  dead: 'bad',
  dropped: 'hollow',
}
