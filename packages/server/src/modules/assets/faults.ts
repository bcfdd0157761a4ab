import { defineFaults } from '@millrace/core'

defineFaults('assets', {
  asset_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an asset, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/assets.',
  },
  point_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a point, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/points.',
  },
})
