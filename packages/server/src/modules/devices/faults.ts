import { defineFaults } from '@millrace/core'

defineFaults('devices', {
  device_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an edge node or device, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/devices.',
  },
  points_hidden: {
    blame: 'caller',
    status: 403,
    says: 'Expected somebody who may read every point of {device}, saw somebody who may not.',
    remedy: 'Frames hold the values of all of its points. Ask for the right to read points where they stand.',
  },
  not_behind_edge: {
    blame: 'caller',
    status: 409,
    says: 'Expected a device behind an edge of this platform, saw {device}, which is none.',
    remedy: 'Only an edge of this platform keeps frames: look at a device behind one.',
  },
  edge_away: {
    blame: 'device',
    status: 503,
    says: 'Expected the edge of {device} to be connected, saw that it is away.',
    remedy: 'Look at the edge node: whether its machine runs and reaches the platform.',
  },
  edge_silent: {
    blame: 'device',
    status: 504,
    says: 'Expected an answer of the edge of {device} within 5 s, saw none.',
    remedy: 'Try again. An edge of an older version does not know the question: bring it up to date.',
  },
  retired: {
    blame: 'caller',
    status: 409,
    says: 'Expected a device that its edge reads, saw {device}, which is no longer in its configuration.',
    remedy: 'Put it back into the configuration of the edge, or look at what it was replaced by.',
  },
  diagnosis_unreadable: {
    blame: 'device',
    status: 502,
    says: 'Expected a diagnosis of {device} as this platform knows it, saw another at {place}.',
    remedy: 'The edge is of another version: bring both to the same.',
  },
})
