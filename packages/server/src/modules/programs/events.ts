import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'program:manage'
const example = { name: 'ERP bridge' }

defineEvents('programs', {
  'key.created': {
    permission,
    title: { en: 'Key created', zh: '密钥已创建' },
    says: { en: 'A program was given a key or an OAuth client.', zh: '为程序创建了密钥或 OAuth 客户端。' },
    data: {
      kind: Type.String(),
      scopes: Type.Optional(Type.Unknown({ description: 'Actions it is limited to; null: none' })),
      expiresAt: Type.Optional(Type.String()),
    },
    example: { ...example, kind: 'key', scopes: ['point:read'], expiresAt: '2027-11-24T00:00:00Z' },
    of: { action: 'program.made' },
  },
  'key.rotated': {
    permission,
    title: { en: 'Key rotated', zh: '密钥已轮换' },
    says: { en: 'A program has a new secret.', zh: '程序有了新的密钥。' },
    data: {},
    example,
    of: { action: 'program.rotated' },
  },
  'key.suspended': {
    permission,
    title: { en: 'Key suspended', zh: '密钥已暂停' },
    says: { en: 'A program may do nothing for now.', zh: '程序暂时不能访问。' },
    data: {},
    example,
    of: { action: 'program.suspended' },
  },
  'key.restored': {
    permission,
    title: { en: 'Key restored', zh: '密钥已恢复' },
    says: { en: 'A program that was suspended may go on.', zh: '已暂停的程序可以继续访问。' },
    data: {},
    example,
    of: { action: 'program.restored' },
  },
  'key.revoked': {
    permission,
    title: { en: 'Key revoked', zh: '密钥已吊销' },
    says: { en: 'A program may do nothing any more.', zh: '程序不能再访问。' },
    data: {},
    example,
    of: { action: 'program.ended' },
  },
})
