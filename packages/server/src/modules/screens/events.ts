import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'screen:read'
const revision = Type.Integer({ description: 'The version that it has now' })

defineEvents('screens', {
  'screen.created': {
    permission,
    title: { en: 'Screen made', zh: '已新建画面' },
    says: { en: 'There is a new screen.', zh: '新增了一个画面。' },
    data: {},
    example: { name: 'Chillers' },
    of: { action: 'screen.created' },
  },
  'screen.changed': {
    permission,
    title: { en: 'Screen changed', zh: '画面已修改' },
    says: { en: 'A screen has a new version.', zh: '画面有了新版本。' },
    data: { revision },
    example: { name: 'Chillers', revision: 4 },
    of: { action: 'screen.changed' },
  },
  'screen.removed': {
    permission,
    title: { en: 'Screen removed', zh: '画面已删除' },
    says: { en: 'A screen is no more, with its versions.', zh: '画面及其各版本已删除。' },
    data: {},
    example: { name: 'Chillers' },
    of: { action: 'screen.removed' },
  },
})
