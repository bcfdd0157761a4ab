import type { Reach } from '../../database/index.ts'
import { type Exchange, type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import type { Reaches } from './reaches.ts'
import {
  Application,
  ApplicationList,
  ApplicationRequest,
  ByClass,
  ClassList,
  ClassView,
  Plan,
  Removal,
  RemovalQuery,
} from './schema.ts'
import type { EquipmentService } from './service.ts'

const rights =
  'Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage.'

async function reachesOf(plant: Reach, reachFor: Exchange['reachFor']): Promise<Reaches> {
  await reachFor('model:write')
  return { plant, alarms: await reachFor('alarm:propose'), kpis: await reachFor('production:manage') }
}

export const routes = (equipment: EquipmentService): Route[] => [
  route.get(
    '/equipment-classes',
    { permission: 'library:read', summary: 'Equipment classes: kinds of machines as data', reply: ClassList },
    async ({ reach }) => ({ items: await equipment.classes(reach) }),
  ),
  route.get(
    '/equipment-classes/:class',
    {
      permission: 'library:read',
      summary: 'One class: what it measures, its KPIs, alarms and comparison rules',
      description: 'Beside each published figure of a reference case stands what the formula gives here.',
      params: ByClass,
      reply: ClassView,
    },
    ({ reach, params }) => equipment.class(reach, params.class),
  ),
  route.get(
    '/assets/:id/equipment-class',
    {
      permission: 'asset:read',
      summary: 'Which equipment class was applied to an asset, and what came of it',
      params: ById,
      reply: Application,
    },
    ({ reach, params }) => equipment.application(reach, params.id),
  ),
  route.get(
    '/assets/:id/equipment-classes',
    {
      permission: 'asset:read',
      summary: 'The same as a list: empty where no class was applied',
      params: ById,
      reply: ApplicationList,
    },
    async ({ reach, params }) => ({ items: await equipment.applications(reach, params.id) }),
  ),
  route.post(
    '/assets/:id/equipment-class/preview',
    {
      permission: 'asset:write',
      summary: 'What would come of a class at an asset; nothing is written',
      description: `Its points are found by name, type and unit; units are converted where UCUM allows. ${rights}`,
      params: ById,
      body: ApplicationRequest,
      reply: Plan,
    },
    async ({ reach, reachFor, params, body }) => equipment.plan(await reachesOf(reach, reachFor), params.id, body),
  ),
  route.post(
    '/assets/:id/equipment-class',
    {
      permission: 'asset:write',
      summary: 'Apply a class to an asset: thing model, alarms to be approved, KPIs',
      description: `All of it or nothing. Alarms are proposed and come into force when a second person approves them; what was applied already changes nothing. ${rights}`,
      params: ById,
      body: ApplicationRequest,
      reply: Plan,
    },
    async ({ reach, reachFor, params, body, actor }) =>
      equipment.apply(await reachesOf(reach, reachFor), params.id, body, actor),
  ),
  route.get(
    '/assets/:id/equipment-class/removal',
    {
      permission: 'asset:write',
      summary: 'What would go if the class were taken off an asset; nothing is written',
      description: rights,
      params: ById,
      reply: Removal,
    },
    async ({ reach, reachFor, params }) => equipment.removal(await reachesOf(reach, reachFor), params.id),
  ),
  route.delete(
    '/assets/:id/equipment-class',
    {
      permission: 'asset:write',
      summary: 'Take the class off an asset: thing model, KPIs and open proposals go, alarms are to be retired',
      description: `All of it or nothing. Alarms in force stay until a second person approves that they are retired; KPIs that were told stay. ${rights}`,
      params: ById,
      query: RemovalQuery,
      reply: Removal,
    },
    async ({ reach, reachFor, params, query, actor }) =>
      equipment.remove(await reachesOf(reach, reachFor), params.id, query.seen, actor),
  ),
]
