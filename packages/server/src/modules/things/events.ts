import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

defineEvents('things', {
  'thing_model.published': {
    permission: 'model:read',
    title: { en: 'Thing model published', zh: '物模型已发布' },
    says: { en: 'A version of a thing model may be used from now on.', zh: '物模型的一个版本现在可以使用。' },
    data: { version: Type.Unknown() },
    example: { name: 'compressor', version: '1.2.0' },
    of: { action: 'thing_model.published' },
  },
})
