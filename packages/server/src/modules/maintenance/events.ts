import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'
import type { MoveName } from './steps.ts'

const permission = 'maintenance:read'
const at = (entry: { detail?: Readonly<Record<string, unknown>> }): string | undefined =>
  entry.detail?.['asset'] as string | undefined
const moved = {
  from: Type.String({ description: 'State it was in' }),
  to: Type.String(),
  note: Type.Optional(Type.String()),
}

const step = (move: MoveName, title: { en: string; zh: string }, says: { en: string; zh: string }, to: string) => ({
  permission: 'maintenance:read' as const,
  perAsset: true,
  title,
  says,
  data: moved,
  example: { name: '#117', from: to === 'in_work' ? 'open' : 'in_work', to },
  of: { action: `work_order.${move}`, asset: at },
})

defineEvents('maintenance', {
  'work_order.made': {
    permission,
    perAsset: true,
    title: { en: 'Work order made', zh: '已生成工单' },
    says: { en: 'There is something to be done at an asset.', zh: '某资产有待处理的工作。' },
    data: { title: Type.String(), cause: Type.String() },
    example: { name: '#117', title: 'Change the filter', cause: 'alarm' },
    of: { action: 'work_order.made', asset: at },
  },
  'work_order.started': step(
    'start',
    { en: 'Work order started', zh: '工单已开始' },
    { en: 'Somebody works on it.', zh: '有人开始处理。' },
    'in_work',
  ),
  'work_order.waiting': step(
    'wait',
    { en: 'Work order waits', zh: '工单等待中' },
    { en: 'It waits for something, such as a part.', zh: '正在等待，例如等待备件。' },
    'waiting',
  ),
  'work_order.finished': step(
    'finish',
    { en: 'Work order finished', zh: '工单已完成' },
    { en: 'The work is done.', zh: '工作已完成。' },
    'done',
  ),
  'work_order.reopened': step(
    'reopen',
    { en: 'Work order reopened', zh: '工单已重开' },
    { en: 'The work is not done after all.', zh: '工作其实尚未完成。' },
    'in_work',
  ),
  'work_order.closed': step(
    'close',
    { en: 'Work order closed', zh: '工单已关闭' },
    { en: 'Somebody looked at the work and closed the order.', zh: '已验收并关闭工单。' },
    'closed',
  ),
  'work_order.cancelled': step(
    'cancel',
    { en: 'Work order cancelled', zh: '工单已取消' },
    { en: 'It is not needed any more.', zh: '工单不再需要。' },
    'closed',
  ),
})
