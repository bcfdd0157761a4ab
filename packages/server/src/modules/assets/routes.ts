import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Asset, AssetPage, AssetQuery, Point, PointPage, PointQuery } from './schema.ts'
import type { AssetService } from './service.ts'

export const routes = (assets: AssetService): Route[] => [
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
