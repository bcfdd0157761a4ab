import { type TProperties, Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'point:read'
const Somebody = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
const Value = Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Null()])
const asked: TProperties = {
  write: Type.String({ description: 'Id of the write' }),
  value: Value,
  reason: Type.String(),
  askedBy: Somebody,
}
const decided: TProperties = {
  ...asked,
  decidedBy: Type.Optional(Somebody),
  note: Type.Optional(Type.String()),
}
const ended: TProperties = {
  ...decided,
  before: Type.Optional(Value),
  after: Type.Optional(Value),
  status: Type.Optional(Type.String({ description: 'OPC UA status code by name' })),
  message: Type.Optional(Type.String()),
}
const person = (id: number, name: string) => ({ kind: 'person', id: `0199f1c2-7d52-7000-8000-00000000000${id}`, name })
const example = {
  write: '0199f1c2-7d52-7000-8000-000000000010',
  value: 6.5,
  reason: 'Lower pressure at night',
  askedBy: person(1, 'li.wei'),
}
const confirmed = { ...example, decidedBy: person(2, 'wang.fang') }

defineEvents('commands', {
  'write.requested': {
    permission,
    title: { en: 'Write requested', zh: '已请求写入' },
    says: { en: 'Somebody wants to write to a machine.', zh: '有人请求向设备写入。' },
    data: asked,
    example,
    of: { action: 'write.asked', at: 'point' },
  },
  'write.approved': {
    permission,
    title: { en: 'Write approved', zh: '写入已批准' },
    says: { en: 'A second person confirmed it; it is sent.', zh: '第二人已确认，正在下发。' },
    data: decided,
    example: confirmed,
    of: { action: 'write.confirmed', at: 'point' },
  },
  'write.refused': {
    permission,
    title: { en: 'Write refused', zh: '写入被拒绝' },
    says: { en: 'A second person refused it; nothing is sent.', zh: '第二人已拒绝，不会下发。' },
    data: decided,
    example: { ...confirmed, note: 'Not during the batch' },
    of: { action: 'write.refused', at: 'point' },
  },
  'write.withdrawn': {
    permission,
    title: { en: 'Write withdrawn', zh: '写入已撤回' },
    says: { en: 'Who asked for it took it back.', zh: '请求人已撤回。' },
    data: decided,
    example,
    of: { action: 'write.withdrawn', at: 'point' },
  },
  'write.expired': {
    permission,
    title: { en: 'Write expired', zh: '写入已过期' },
    says: { en: 'Nobody confirmed it in time.', zh: '无人及时确认。' },
    data: decided,
    example,
    of: { action: 'write.expired', at: 'point' },
  },
  'write.done': {
    permission,
    title: { en: 'Write done', zh: '写入完成' },
    says: { en: 'The machine took the value.', zh: '设备已接受该值。' },
    data: ended,
    example: { ...confirmed, before: 7, after: 6.5, status: 'Good' },
    of: { action: 'write.done', at: 'point' },
  },
  'write.failed': {
    permission,
    title: { en: 'Write failed', zh: '写入失败' },
    says: { en: 'The machine did not take the value.', zh: '设备未接受该值。' },
    data: ended,
    example: {
      ...confirmed,
      before: 7,
      status: 'BadNoCommunication',
      message: 'The machine is not connected; nothing was sent.',
    },
    of: { action: 'write.failed', outcome: 'failed', at: 'point' },
  },
  'write.unknown': {
    permission,
    title: { en: 'Outcome of a write unknown', zh: '写入结果未知' },
    says: {
      en: 'It went out, and nobody knows whether the machine took it: look at the machine.',
      zh: '已下发，但无法确认设备是否接受：请查看设备。',
    },
    data: ended,
    example: {
      ...confirmed,
      before: 7,
      message: 'No answer came in time; it is not known whether the machine took the value.',
    },
    of: { action: 'write.unknown', outcome: 'failed', at: 'point' },
  },
})
