import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'device:read'
const data = {
  name: Type.String(),
  kind: Type.Union([Type.Literal('edge_node'), Type.Literal('device')]),
  error: Type.Optional(Type.String({ description: 'The last one' })),
}
const example = { name: 'Compressor 3', kind: 'device' }

defineEvents('devices', {
  'device.online': {
    permission,
    perAsset: true,
    title: { en: 'Device online', zh: '设备上线' },
    says: {
      en: 'An edge node or a device speaks again, or for the first time.',
      zh: '边缘节点或设备恢复通信，或首次通信。',
    },
    data,
    example,
  },
  'device.offline': {
    permission,
    perAsset: true,
    title: { en: 'Device offline', zh: '设备离线' },
    says: {
      en: 'An edge node or a device is gone. Told at the asset that all of its points are at, where that is one.',
      zh: '边缘节点或设备已离线。若其全部点位属于同一资产，则归于该资产。',
    },
    data,
    example: { ...example, error: 'BadTimeout' },
  },
  'device.refused': {
    permission,
    title: { en: 'Machine refused', zh: '设备被拒绝' },
    says: {
      en: 'A machine sent what it may not; told at most once an hour each.',
      zh: '设备发送了不允许的内容；每台每小时最多提示一次。',
    },
    data: { reason: Type.String(), detail: Type.Optional(Type.Unknown()), times: Type.Optional(Type.Integer()) },
    example: { reason: 'foreign_topic', times: 3 },
    of: { action: 'machine.refused', outcome: 'refused' },
  },
})
