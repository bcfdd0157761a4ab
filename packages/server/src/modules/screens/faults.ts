import { defineFaults } from '@millrace/core'

defineFaults('screens', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a screen, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/screens.',
  },
  version_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a version of the screen that is kept, saw {seen}.',
    remedy: 'Look them up with GET /api/v1/screens/{id}/versions.',
  },
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a screen, saw {seen}.',
    remedy: 'Give every widget a name of its own, and a place on the grid.',
  },
  changed_meanwhile: {
    blame: 'caller',
    status: 409,
    says: 'Expected the screen as it was read (revision {seen}), but {name} saved another since then (revision {now}).',
    remedy: 'Read it again, and make the change there; nothing was overwritten.',
  },
})
