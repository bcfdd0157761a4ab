import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

defineEvents('quotas', {
  'quota.near': {
    permission: 'quota:read',
    title: { en: 'Quota nearly used up', zh: '配额即将用尽' },
    says: {
      en: 'Nine tenths of a quota are used; told once until less is used, or the platform starts anew.',
      zh: '配额已使用九成；在用量回落或平台重启之前只提示一次。',
    },
    data: { kind: Type.String(), most: Type.Number(), used: Type.Number() },
    example: { kind: 'points', most: 10_000, used: 9_120 },
  },
  'quota.changed': {
    permission: 'quota:read',
    title: { en: 'Quota changed', zh: '配额已更改' },
    says: { en: 'Who runs the platform set another limit.', zh: '平台运营方设置了新的上限。' },
    data: {
      before: Type.Union([Type.Number(), Type.Null()]),
      after: Type.Union([Type.Number(), Type.Null()], { description: 'null: no limit' }),
    },
    example: { name: 'points', before: 10_000, after: 20_000 },
    of: { action: 'quota.changed' },
  },
})
