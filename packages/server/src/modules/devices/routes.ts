import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Credential, CredentialRequest, Device, DevicePage, DeviceQuery } from './schema.ts'
import type { DeviceService } from './service.ts'

export const routes = (devices: DeviceService): Route[] => [
  route.get(
    '/devices',
    {
      permission: 'devices.read',
      summary: 'Edge nodes and devices with their state',
      query: DeviceQuery,
      reply: DevicePage,
    },
    ({ who, query }) => devices.devices(who.tenant, query),
  ),
  route.get(
    '/devices/:id',
    { permission: 'devices.read', summary: 'One edge node or device', params: ById, reply: Device },
    ({ who, params }) => devices.device(who.tenant, params.id),
  ),
  route.post(
    '/devices/credentials',
    {
      permission: 'devices.enrol',
      summary: 'Give an edge node or device a name and a secret',
      body: CredentialRequest,
      reply: Credential,
      status: 201,
    },
    ({ who, body }) => devices.enrol(who.tenant, body),
  ),
]
