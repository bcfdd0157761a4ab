import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const kind = Type.Union([Type.Literal('backtest'), Type.Literal('calibration'), Type.Literal('learning')])

defineEvents('studies', {
  'study.finished': {
    permission: 'mechanism:bind',
    title: { en: 'Study finished', zh: '分析已完成' },
    says: {
      en: 'A backtest, a calibration or the learning of a model has its result.',
      zh: '回测、标定或学习已有结果。',
    },
    data: {
      title: Type.String(),
      kind,
      by: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }),
    },
    example: {
      title: 'Last winter',
      kind: 'backtest',
      by: { kind: 'person', id: '0199f1c2-7d52-7000-8000-000000000001', name: 'li.wei' },
    },
  },
  'study.failed': {
    permission: 'mechanism:bind',
    title: { en: 'Study failed', zh: '分析失败' },
    says: { en: 'A study ended without a result.', zh: '分析结束但没有结果。' },
    data: {
      title: Type.String(),
      kind,
      by: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }),
      fault: Type.Object({ code: Type.String(), says: Type.String() }),
    },
    example: {
      title: 'Last winter',
      kind: 'backtest',
      by: { kind: 'person', id: '0199f1c2-7d52-7000-8000-000000000001', name: 'li.wei' },
      fault: { code: 'studies.too_few_rows', says: 'Expected at least 10 rows, saw 2.' },
    },
  },
  'study.applied': {
    permission: 'mechanism:bind',
    title: { en: 'Study applied', zh: '分析结果已采用' },
    says: { en: 'What came of a study holds from now on.', zh: '分析结果开始生效。' },
    data: { kind },
    example: { kind: 'calibration' },
    of: { action: 'study.applied' },
  },
})
