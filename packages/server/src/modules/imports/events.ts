import { type TProperties, Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'history:import'
const counted: TProperties = {
  rows: Type.Integer({ description: 'Read' }),
  stored: Type.Integer({ description: 'Samples' }),
  refused: Type.Integer({ description: 'Rows; a report tells why' }),
}
const example = { name: 'boiler-2025.csv', rows: 100_000, stored: 99_998, refused: 2 }

defineEvents('imports', {
  'import.finished': {
    permission,
    title: { en: 'Import finished', zh: '导入完成' },
    says: { en: 'A file was brought into the history.', zh: '文件已导入历史数据。' },
    data: counted,
    example,
    of: { action: 'history.imported' },
  },
  'import.failed': {
    permission,
    title: { en: 'Import failed', zh: '导入失败' },
    says: { en: 'A file could not be brought in, or only in part.', zh: '文件未能导入，或仅部分导入。' },
    data: counted,
    example: { ...example, rows: 1_000, stored: 800 },
    of: { action: 'history.imported', outcome: 'failed' },
  },
})
