import { Type } from 'typebox'
import type { AuditEntry, Json } from '../audit/index.ts'
import { defineEvents } from '../events/index.ts'

const permission = 'production:read'

/** Of a change the one that stands after it, or stood before. */
const assetOf = ({ detail }: AuditEntry): string | undefined => {
  const held = (detail?.['after'] ?? detail?.['before']) as Readonly<Record<string, Json>> | null | undefined
  return typeof held?.['asset'] === 'string' ? held['asset'] : undefined
}

const downtime = {
  id: '0199f1c2-7d52-7000-8000-000000000020',
  asset: '0199f1c2-7d52-7000-8000-00000000000b',
  reason: '0199f1c2-7d52-7000-8000-000000000021',
  begin: '2026-11-24T07:10:00Z',
  end: '2026-11-24T07:45:00Z',
}
const order = {
  id: '0199f1c2-7d52-7000-8000-000000000022',
  asset: '0199f1c2-7d52-7000-8000-00000000000b',
  number: 'PO-1187',
  quantity: 1200,
  begin: '2026-11-24T06:00:00Z',
}
const after = Type.Object({}, { description: 'As it is now, as GET /api/v1 tells it', additionalProperties: true })
const before = Type.Object({}, { description: 'As it was', additionalProperties: true })

defineEvents('production', {
  'downtime.entered': {
    permission,
    perAsset: true,
    title: { en: 'Reason of a downtime entered', zh: '已录入停机原因' },
    says: { en: 'Somebody said why a machine stood.', zh: '有人录入了设备停机的原因。' },
    data: { after },
    example: { after: downtime },
    of: { action: 'production.downtime_added', asset: assetOf },
  },
  'downtime.changed': {
    permission,
    perAsset: true,
    title: { en: 'Reason of a downtime changed', zh: '停机原因已更改' },
    says: { en: 'Why a machine stood, or how long, is said otherwise.', zh: '停机原因或时段已更改。' },
    data: { before, after },
    example: { before: downtime, after: { ...downtime, end: '2026-11-24T07:50:00Z' } },
    of: { action: 'production.downtime_changed', asset: assetOf },
  },
  'downtime.removed': {
    permission,
    perAsset: true,
    title: { en: 'Downtime taken back', zh: '停机记录已撤销' },
    says: { en: 'What was entered about a downtime is taken back.', zh: '停机录入已撤销。' },
    data: { before },
    example: { before: downtime },
    of: { action: 'production.downtime_removed', asset: assetOf },
  },
  'order.entered': {
    permission,
    perAsset: true,
    title: { en: 'Order entered', zh: '已录入订单' },
    says: { en: 'A work unit makes something else, or will.', zh: '工作单元开始或计划生产另一产品。' },
    data: { after },
    example: { after: order },
    of: { action: 'production.order_added', asset: assetOf },
  },
  'order.changed': {
    permission,
    perAsset: true,
    title: { en: 'Order changed', zh: '订单已更改' },
    says: { en: 'Time, product or quantity of an order is another.', zh: '订单的时间、产品或数量已更改。' },
    data: { before, after },
    example: { before: order, after: { ...order, end: '2026-11-24T14:00:00Z' } },
    of: { action: 'production.order_changed', asset: assetOf },
  },
  'order.removed': {
    permission,
    perAsset: true,
    title: { en: 'Order taken back', zh: '订单已撤销' },
    says: { en: 'An order is taken back.', zh: '订单已撤销。' },
    data: { before },
    example: { before: order },
    of: { action: 'production.order_removed', asset: assetOf },
  },
})
