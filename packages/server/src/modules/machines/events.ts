import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'device:read'
const example = { name: 'line-2/press' }

defineEvents('machines', {
  'machine.enrolled': {
    permission,
    title: { en: 'Machine enrolled', zh: '设备已注册' },
    says: { en: 'A machine has its certificate.', zh: '设备已获得证书。' },
    data: {},
    example,
    of: { action: 'machine.enrolled' },
  },
  'machine.removed': {
    permission,
    title: { en: 'Machine removed', zh: '设备身份已移除' },
    says: { en: 'The identity of a machine is taken away.', zh: '设备的身份已被取消。' },
    data: { certificates: Type.Integer({ description: 'Revoked with it' }) },
    example: { ...example, certificates: 1 },
    of: { action: 'machine.removed' },
  },
  'certificate.revoked': {
    permission,
    title: { en: 'Certificate revoked', zh: '证书已吊销' },
    says: { en: 'A certificate of a machine counts no more.', zh: '设备证书不再有效。' },
    data: { reason: Type.String(), fingerprint: Type.String(), machine: Type.String() },
    example: { ...example, reason: 'keyCompromise', fingerprint: '9f2c…', machine: 'line-2/press' },
    of: { action: 'certificate.revoked' },
  },
  'certificate.cloned': {
    permission,
    title: { en: 'Certificate used twice', zh: '证书疑似被复制' },
    says: {
      en: 'Two machines show the same certificate: one of them stole it.',
      zh: '两台设备使用同一证书：其中一台可能盗用。',
    },
    data: { remotes: Type.Array(Type.String(), { description: 'Addresses it came from' }) },
    example: { ...example, remotes: ['10.1.2.3', '10.9.8.7'] },
    of: { action: 'certificate.cloned', outcome: 'refused' },
  },
})
