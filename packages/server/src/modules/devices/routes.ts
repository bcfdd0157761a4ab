import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Credential, CredentialRequest, Device, DevicePage, DeviceQuery } from './schema.ts'
import type { DeviceService } from './service.ts'

export const routes = (devices: DeviceService): Route[] => [
  route.get(
    '/devices',
    {
      permission: 'device:read',
      summary: 'Edge nodes and devices with their state',
      query: DeviceQuery,
      reply: DevicePage,
    },
    ({ reach, query }) => devices.devices(reach, query),
  ),
  route.get(
    '/devices/:id',
    { permission: 'device:read', summary: 'One edge node or device', params: ById, reply: Device },
    ({ reach, params }) => devices.device(reach, params.id),
  ),
  route.post(
    '/devices/credentials',
    {
      permission: 'device:enrol',
      summary: 'Give an edge node or device a name and a secret',
      body: CredentialRequest,
      reply: Credential,
      status: 201,
    },
    ({ reach, body, actor }) => devices.enrol(reach, body, actor),
  ),
]
