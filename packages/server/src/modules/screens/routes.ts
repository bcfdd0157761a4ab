import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  ByVersion,
  Screen,
  ScreenAssetList,
  ScreenChange,
  ScreenPage,
  ScreenQuery,
  ScreenRequest,
  ScreenVersion,
  ScreenVersionList,
} from './schema.ts'
import type { ScreenService } from './service.ts'

const read = 'screen:read'
const write = 'screen:write'

export const routes = (screens: ScreenService): Route[] => [
  route.get(
    '/screens',
    { permission: read, summary: 'Screens', query: ScreenQuery, reply: ScreenPage },
    ({ reach, query }) => screens.list(reach, query),
  ),
  route.post(
    '/screens',
    { permission: write, summary: 'Make a screen', body: ScreenRequest, reply: Screen, status: 201 },
    ({ reach, body, actor }) => screens.create(reach, body, actor),
  ),
  route.get(
    '/screens/:id',
    { permission: read, summary: 'A screen', params: ById, reply: Screen },
    ({ reach, params }) => screens.get(reach, params.id),
  ),
  route.put(
    '/screens/:id',
    {
      permission: write,
      summary: 'Save a screen as its next version',
      description: 'Refused where somebody saved another since it was read: nothing is overwritten.',
      params: ById,
      body: ScreenChange,
      reply: Screen,
    },
    ({ reach, params, body, actor }) => screens.change(reach, params.id, body, actor),
  ),
  route.delete(
    '/screens/:id',
    { permission: write, summary: 'Remove a screen with its versions', params: ById },
    async ({ reach, params, actor }) => {
      await screens.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/screens/:id/assets',
    {
      permission: read,
      summary: 'Assets that a screen is for, as far as one sees them',
      params: ById,
      reply: ScreenAssetList,
    },
    async ({ reachFor, params }) => ({ items: await screens.assets(await reachFor('asset:read'), params.id) }),
  ),
  route.get(
    '/screens/:id/versions',
    { permission: read, summary: 'Versions of a screen that are kept', params: ById, reply: ScreenVersionList },
    async ({ reach, params }) => ({ items: await screens.versions(reach, params.id) }),
  ),
  route.get(
    '/screens/:id/versions/:version',
    { permission: read, summary: 'A version of a screen', params: ByVersion, reply: ScreenVersion },
    ({ reach, params }) => screens.version(reach, params.id, params.version),
  ),
]
