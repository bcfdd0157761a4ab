import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'mechanism:bind'
const switched = { version: Type.String(), before: Type.String({ description: 'The version until now' }) }
const condition = {
  name: Type.Object({ en: Type.String(), zh: Type.String() }, { description: 'Of the binding' }),
  kind: Type.String({ description: 'residual, drift_cusum, drift_psi, out_of_range, slow, fault …' }),
  of: Type.Optional(Type.String({ description: 'The input or output that it is of' })),
  value: Type.Optional(Type.Number()),
  limit: Type.Optional(Type.Number()),
  says: Type.String(),
}
const seen = {
  name: { en: 'Boiler efficiency', zh: '锅炉效率' },
  kind: 'residual_drift',
  of: 'efficiency',
  value: 5.2,
  limit: 4,
  says: 'residual_drift of efficiency: 5.20 passes 4',
}
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
  'binding.condition_raised': {
    permission,
    perAsset: true,
    title: { en: 'Model in doubt', zh: '模型可信度存疑' },
    says: {
      en: 'What a model says or is given at an asset is not as it was when it began: drift, residuals, inputs out of range.',
      zh: '模型在某资产上的输入或输出与初期不同：漂移、残差或输入超出范围。',
    },
    data: condition,
    example: seen,
  },
  'binding.condition_cleared': {
    permission,
    perAsset: true,
    title: { en: 'Model no longer in doubt', zh: '模型恢复可信' },
    says: {
      en: 'A condition of a model is gone, or another version began.',
      zh: '模型的异常状况已消除，或已改用另一版本。',
    },
    data: condition,
    example: seen,
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
