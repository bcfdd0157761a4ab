import { Type } from 'typebox'
import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById, Id } from '../../http/schema.ts'
import { MOST_BYTES } from './picture.ts'
import * as schema from './schema.ts'
import type { MaintenanceService } from './service.ts'

const read = 'maintenance:read'
const work = 'maintenance:work'
const plan = 'maintenance:plan'
const ByPhoto = Type.Object({ id: Id, photo: Id })

export const routes = (maintenance: MaintenanceService): Route[] => [
  route.get(
    '/work-orders',
    { permission: read, summary: 'Work orders, the newest first', query: schema.OrderQuery, reply: schema.OrderPage },
    ({ reach, query }) => maintenance.orders(reach, query),
  ),
  route.post(
    '/work-orders',
    { permission: work, summary: 'Ask for work', body: schema.OrderRequest, reply: schema.Order, status: 201 },
    ({ reach, body, actor }) => maintenance.addOrder(reach, body, actor),
  ),
  route.get(
    '/work-orders/:id',
    { permission: read, summary: 'One work order, with what was done', params: ById, reply: schema.Order },
    ({ reach, params }) => maintenance.order(reach, params.id),
  ),
  route.put(
    '/work-orders/:id',
    {
      permission: work,
      summary: 'Tick off the check list; say parts, times and people',
      description: 'What is left out stays; parts, times and people are told whole.',
      params: ById,
      body: schema.OrderChange,
      reply: schema.Order,
    },
    ({ reach, params, body, actor }) => maintenance.changeOrder(reach, params.id, body, actor),
  ),
  route.post(
    '/work-orders/:id/moves',
    {
      permission: work,
      summary: 'Begin, wait, finish, reopen, close or call off',
      description: 'With the effect on a KPI at closing: its value before and after, of times in which it has one.',
      params: ById,
      body: schema.MoveRequest,
      reply: schema.Order,
    },
    ({ reach, params, body, actor }) => maintenance.move(reach, params.id, body, actor),
  ),
  route.post(
    '/work-orders/:id/photos',
    {
      permission: work,
      summary: 'Add a photo: JPEG, PNG or WebP, at most 8 MiB',
      params: ById,
      octets: MOST_BYTES,
      reply: schema.Photo,
      status: 201,
    },
    ({ reach, params, body, actor }) => maintenance.addPhoto(reach, params.id, body, actor),
  ),
  route.get(
    '/work-orders/:id/photos/:photo',
    {
      permission: read,
      summary: 'A photo',
      params: ByPhoto,
      also: { 'image/jpeg': 'The photo', 'image/png': 'The photo', 'image/webp': 'The photo' },
    },
    async ({ reach, params }) => {
      const { type, bytes } = await maintenance.photo(reach, params.id, params.photo)
      // Never run, whatever a browser makes of it.
      return new Content(type, once(bytes), { headers: { 'content-security-policy': "default-src 'none'; sandbox" } })
    },
  ),
  route.delete(
    '/work-orders/:id/photos/:photo',
    { permission: work, summary: 'Remove a photo of an order that is not over', params: ByPhoto },
    async ({ reach, params, actor }) => {
      await maintenance.dropPhoto(reach, params.id, params.photo, actor)
      return undefined
    },
  ),
  route.get(
    '/maintenance-plans',
    { permission: read, summary: 'What makes work orders by itself', reply: schema.PlanPage },
    ({ reach }) => maintenance.plans(reach),
  ),
  route.post(
    '/maintenance-plans',
    { permission: plan, summary: 'Add a plan', body: schema.PlanRequest, reply: schema.Plan, status: 201 },
    ({ reach, body, actor }) => maintenance.addPlan(reach, body, actor),
  ),
  route.put(
    '/maintenance-plans/:id',
    { permission: plan, summary: 'Change a plan', params: ById, body: schema.PlanRequest, reply: schema.Plan },
    ({ reach, params, body, actor }) => maintenance.changePlan(reach, params.id, body, actor),
  ),
  route.delete(
    '/maintenance-plans/:id',
    { permission: plan, summary: 'Remove a plan; its orders stay', params: ById },
    async ({ reach, params, actor }) => {
      await maintenance.dropPlan(reach, params.id, actor)
      return undefined
    },
  ),
]

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
