import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import type { PhysicalAssets } from './physical.ts'
import {
  PhysicalAsset,
  PhysicalAssetPage,
  PhysicalAssetQuery,
  PhysicalAssetRequest,
  RoleFilling,
  RoleFillingChange,
  RoleFillingPage,
  RoleFillingQuery,
  RoleFillingRequest,
} from './physical-schema.ts'

const permission = 'asset:write'

export const physicalRoutes = (physical: PhysicalAssets): Route[] => [
  route.get(
    '/physical-assets',
    {
      permission: 'asset:read',
      summary: 'Physical assets: things with serial numbers, wherever they are mounted',
      description: 'Whoever sees a part of the plant sees those that ever filled a place in it; guests see none.',
      query: PhysicalAssetQuery,
      reply: PhysicalAssetPage,
    },
    ({ reach, query }) => physical.find(reach, query),
  ),
  route.post(
    '/physical-assets',
    { permission, summary: 'Register a physical asset', body: PhysicalAssetRequest, reply: PhysicalAsset, status: 201 },
    ({ reach, body, actor }) => physical.add(reach, body, actor),
  ),
  route.get(
    '/physical-assets/:id',
    { permission: 'asset:read', summary: 'One physical asset', params: ById, reply: PhysicalAsset },
    ({ reach, params }) => physical.get(reach, params.id),
  ),
  route.put(
    '/physical-assets/:id',
    {
      permission,
      summary: 'Say anew what a physical asset is',
      params: ById,
      body: PhysicalAssetRequest,
      reply: PhysicalAsset,
    },
    ({ reach, params, body, actor }) => physical.change(reach, params.id, body, actor),
  ),
  route.delete(
    '/physical-assets/:id',
    { permission, summary: 'Remove a physical asset that never filled a place', params: ById },
    async ({ reach, params, actor }) => {
      await physical.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/role-fillings',
    {
      permission: 'asset:read',
      summary: 'Which physical asset filled which place, from when until when; newest first',
      query: RoleFillingQuery,
      reply: RoleFillingPage,
    },
    ({ reach, query }) => physical.fillings(reach, query),
  ),
  route.post(
    '/role-fillings',
    {
      permission,
      summary: 'Say that a physical asset fills a place',
      description: 'Refused while another is there, unless the place is shared; and while it is elsewhere itself.',
      body: RoleFillingRequest,
      reply: RoleFilling,
      status: 201,
    },
    ({ reach, body, actor }) => physical.fill(reach, body, actor),
  ),
  route.put(
    '/role-fillings/:id',
    {
      permission,
      summary: 'End what fills a place, or say another time',
      params: ById,
      body: RoleFillingChange,
      reply: RoleFilling,
    },
    ({ reach, params, body, actor }) => physical.changeFilling(reach, params.id, body, actor),
  ),
  route.delete(
    '/role-fillings/:id',
    { permission, summary: 'Remove what was never so; the audit keeps it', params: ById },
    async ({ reach, params, actor }) => {
      await physical.removeFilling(reach, params.id, actor)
      return undefined
    },
  ),
]
