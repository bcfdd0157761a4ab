import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'mechanism:bind'
const switched = { version: Type.String(), before: Type.String({ description: 'The version until now' }) }
const example = { version: '1.2.0', before: '1.1.0' }

defineEvents('bindings', {
  'binding.defined': {
    permission,
    title: { en: 'Model bound', zh: '模型已绑定' },
    says: { en: 'A mechanism model runs at assets from now on.', zh: '机理模型开始在资产上运行。' },
    data: { mechanism: Type.String(), version: Type.String() },
    example: { mechanism: 'excess-air', version: '1.1.0' },
    of: { action: 'binding.defined' },
  },
  'binding.promoted': {
    permission,
    title: { en: 'Model version promoted', zh: '模型版本已升级' },
    says: { en: 'A binding runs another version.', zh: '绑定改用另一版本运行。' },
    data: switched,
    example,
    of: { action: 'binding.promoted' },
  },
  'binding.rolled_back': {
    permission,
    title: { en: 'Model version rolled back', zh: '模型版本已回退' },
    says: { en: 'A binding runs the version before again.', zh: '绑定恢复为之前的版本。' },
    data: switched,
    example: { version: '1.1.0', before: '1.2.0' },
    of: { action: 'binding.rolled_back' },
  },
  'binding.removed': {
    permission,
    title: { en: 'Model unbound', zh: '模型已解除绑定' },
    says: { en: 'A binding is gone; its points stay with their history.', zh: '绑定已删除，点位及历史数据保留。' },
    data: { version: Type.Optional(Type.String()) },
    example: { version: '1.1.0' },
    of: { action: 'binding.removed' },
  },
})
