import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Credential, CredentialRequest, Device, DeviceDiagnosis, DevicePage, DeviceQuery } from './schema.ts'
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
  route.get(
    '/devices/:id/diagnosis',
    {
      permission: 'device:read',
      summary: 'How a device behind an edge answers: failures, cycles, its last frames decoded',
      description:
        'Asks the edge, within 5 s. Frames hold values, so it needs point:read for every point of the device.',
      params: ById,
      reply: DeviceDiagnosis,
    },
    async ({ reach, reachFor, params }) => devices.diagnosis(reach, await reachFor('point:read'), params.id),
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
