import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import type { Drawing } from './drawing.ts'
import {
  Asset,
  AssetChange,
  AssetMove,
  AssetPage,
  AssetQuery,
  AssetRequest,
  AssetUse,
  Placed,
  Placement,
  Point,
  PointPage,
  PointQuery,
} from './schema.ts'
import type { AssetService } from './service.ts'

const permission = 'asset:write'

export const routes = (assets: AssetService, drawing: Drawing): Route[] => [
  route.get(
    '/assets',
    {
      permission: 'asset:read',
      summary: 'Assets: children of one, or found by words',
      query: AssetQuery,
      reply: AssetPage,
    },
    ({ reach, query }) => assets.assets(reach, query),
  ),
  route.get(
    '/assets/:id',
    { permission: 'asset:read', summary: 'One asset', params: ById, reply: Asset },
    ({ reach, params }) => assets.asset(reach, params.id),
  ),
  route.post(
    '/assets',
    { permission, summary: 'Make an asset by hand', body: AssetRequest, reply: Asset, status: 201 },
    ({ reach, body, actor }) => drawing.make(reach, body, actor),
  ),
  route.put(
    '/assets/:id',
    {
      permission,
      summary: 'Rename or describe an asset, or say its level',
      description: 'Paths and levels of everything below follow.',
      params: ById,
      body: AssetChange,
      reply: Asset,
    },
    ({ reach, params, body, actor }) => drawing.change(reach, params.id, body, actor),
  ),
  route.put(
    '/assets/:id/parent',
    {
      permission,
      summary: 'Move an asset with everything below it',
      description:
        'Who may see it follows from where it stands. What sources describe as being there is placed where it stands now.',
      params: ById,
      body: AssetMove,
      reply: Asset,
    },
    ({ reach, params, body, actor }) => drawing.move(reach, params.id, body.parent, actor),
  ),
  route.put(
    '/assets/:id/use',
    {
      permission,
      summary: 'Retire an asset, or take it into use again',
      description: 'Everything below must be retired before.',
      params: ById,
      body: AssetUse,
      reply: Asset,
    },
    ({ reach, params, body, actor }) => drawing.retire(reach, params.id, body.retired, actor),
  ),
  route.delete(
    '/assets/:id',
    { permission, summary: 'Remove an asset that holds nothing', params: ById },
    async ({ reach, params, actor }) => {
      await drawing.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.put(
    '/placements',
    {
      permission,
      summary: 'Say where a device, or single points, stand in the plant',
      description: 'They stay there when the device speaks again, whatever it says about its place.',
      body: Placement,
      reply: Placed,
    },
    ({ reach, body, actor }) => drawing.place(reach, body, actor),
  ),
  route.get(
    '/points',
    { permission: 'point:read', summary: 'Points with their latest value', query: PointQuery, reply: PointPage },
    ({ reach, query }) => assets.points(reach, query),
  ),
  route.get(
    '/points/:id',
    { permission: 'point:read', summary: 'One point with its latest value', params: ById, reply: Point },
    ({ reach, params }) => assets.point(reach, params.id),
  ),
]
