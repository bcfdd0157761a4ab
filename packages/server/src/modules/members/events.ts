import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'member:read'
const example = { name: 'wang.fang' }

defineEvents('members', {
  'member.invited': {
    permission,
    title: { en: 'Member invited', zh: '已邀请成员' },
    says: { en: 'Somebody is invited to the organisation.', zh: '有人被邀请加入组织。' },
    data: { roles: Type.Array(Type.String()), until: Type.String() },
    example: { ...example, roles: ['operator'], until: '2026-12-01T08:00:00Z' },
    of: { action: 'member.invited' },
  },
  'member.joined': {
    permission,
    title: { en: 'Member joined', zh: '成员已加入' },
    says: { en: 'Somebody accepted an invitation.', zh: '有人接受了邀请。' },
    data: {},
    example,
    of: { action: 'member.joined' },
  },
  'member.removed': {
    permission,
    title: { en: 'Member removed', zh: '成员已移除' },
    says: { en: 'Somebody is no member any more.', zh: '有人不再是成员。' },
    data: {},
    example,
    of: { action: 'member.removed' },
  },
})
