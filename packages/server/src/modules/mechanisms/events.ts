import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'mechanism:read'
const version = Type.String()

defineEvents('mechanisms', {
  'mechanism.published': {
    permission,
    title: { en: 'Model version published', zh: '模型版本已发布' },
    says: {
      en: 'A version of a mechanism model may be bound from now on.',
      zh: '机理模型的一个版本现在可以绑定运行。',
    },
    data: { version, digest: Type.Optional(Type.String()), comment: Type.Optional(Type.String()) },
    example: { version: '1.2.0' },
    of: { action: 'mechanism.published' },
  },
  'mechanism.deprecated': {
    permission,
    title: { en: 'Model version deprecated', zh: '模型版本已弃用' },
    says: { en: 'A version should not be used any more.', zh: '该版本不应再使用。' },
    data: { version, why: Type.String(), successor: Type.Optional(Type.String()) },
    example: { version: '1.1.0', why: 'Wrong at part load', successor: '1.2.0' },
    of: { action: 'mechanism.deprecated' },
  },
})
