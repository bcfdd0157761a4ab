import { Type } from 'typebox'
import { defineEvents } from './declare.ts'

const Keeping = Type.Object({ days: Type.Integer(), most: Type.Integer() })

defineEvents('events', {
  'event_keeping.changed': {
    permission: 'organisation:read',
    title: { en: 'Keeping of events changed', zh: '事件保留策略已更改' },
    says: {
      en: 'Events are kept for another time, or another number of them.',
      zh: '事件的保留时长或数量上限已更改。',
    },
    data: { before: Keeping, after: Keeping },
    example: { before: { days: 30, most: 200_000 }, after: { days: 90, most: 500_000 } },
    of: { action: 'event_keeping.changed' },
  },
})
