import { defineFaults } from '@millrace/core'

defineFaults('devices', {
  device_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an edge node or device, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/devices.',
  },
})
