import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'asset:read'
const Path = Type.Array(Type.String(), { description: 'Names from the top down' })
const path = ['Works', 'Compressed air', 'Compressor 3']

defineEvents('assets', {
  'asset.created': {
    permission,
    title: { en: 'Asset created', zh: '资产已创建' },
    says: { en: 'An asset was drawn into the plant.', zh: '工厂中新增了一个资产。' },
    data: { path: Type.Optional(Path), level: Type.Optional(Type.Union([Type.String(), Type.Null()])) },
    example: { path, level: 'work_unit' },
    of: { action: 'asset.made', at: 'asset' },
  },
  'asset.changed': {
    permission,
    title: { en: 'Asset changed', zh: '资产已更改' },
    says: {
      en: 'Name, kind, tags or place on the map of an asset are others.',
      zh: '资产的名称、类型、标签或位置已更改。',
    },
    data: {
      changes: Type.Record(Type.String(), Type.Unknown(), { description: 'What was and what is, by property' }),
    },
    example: { changes: { name: { before: 'Compressor', after: 'Compressor 3' } } },
    of: { action: 'asset.changed', at: 'asset', data: ({ detail = {} }) => ({ changes: { ...detail } }) },
  },
  'asset.moved': {
    permission,
    title: { en: 'Asset moved', zh: '资产已移动' },
    says: { en: 'An asset hangs elsewhere, with all that is below it.', zh: '资产连同其下级移到了别处。' },
    data: { from: Path, to: Path },
    example: { from: ['Works', 'Store'], to: ['Works', 'Compressed air'] },
    of: { action: 'asset.moved', at: 'asset' },
  },
  'asset.retired': {
    permission,
    title: { en: 'Asset retired', zh: '资产已停用' },
    says: { en: 'An asset is not used any more; its history stays.', zh: '资产不再使用，历史数据保留。' },
    data: {},
    example: {},
    of: { action: 'asset.retired', at: 'asset' },
  },
  'asset.restored': {
    permission,
    title: { en: 'Asset restored', zh: '资产已恢复' },
    says: { en: 'An asset that was retired is used again.', zh: '已停用的资产重新使用。' },
    data: {},
    example: {},
    of: { action: 'asset.restored', at: 'asset' },
  },
  'asset.removed': {
    permission,
    title: { en: 'Asset removed', zh: '资产已删除' },
    says: {
      en: 'An empty asset is gone. Told at the asset it hung below.',
      zh: '一个空资产已删除。事件归于其上级资产。',
    },
    data: { path: Path },
    example: { path },
    perAsset: true,
    of: { action: 'asset.removed', asset: ({ detail }) => (detail?.['above'] as string | undefined) ?? undefined },
  },
})
