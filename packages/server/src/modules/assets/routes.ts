import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Asset, AssetPage, AssetQuery, Point, PointPage, PointQuery } from './schema.ts'
import type { AssetService } from './service.ts'

export const routes = (assets: AssetService): Route[] => [
  route.get(
    '/assets',
    {
      permission: 'assets.read',
      summary: 'Assets: children of one, or found by words',
      query: AssetQuery,
      reply: AssetPage,
    },
    ({ who, query }) => assets.assets(who.tenant, query),
  ),
  route.get(
    '/assets/:id',
    { permission: 'assets.read', summary: 'One asset', params: ById, reply: Asset },
    ({ who, params }) => assets.asset(who.tenant, params.id),
  ),
  route.get(
    '/points',
    { permission: 'points.read', summary: 'Points with their latest value', query: PointQuery, reply: PointPage },
    ({ who, query }) => assets.points(who.tenant, query),
  ),
  route.get(
    '/points/:id',
    { permission: 'points.read', summary: 'One point with its latest value', params: ById, reply: Point },
    ({ who, params }) => assets.point(who.tenant, params.id),
  ),
]
