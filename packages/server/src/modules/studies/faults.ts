import { defineFaults } from '@millrace/core'

defineFaults('studies', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a study, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/studies.',
  },
  period: {
    blame: 'caller',
    status: 422,
    says: 'Expected a period that ends after it begins and not later than now, saw {from} to {to}.',
    remedy: 'Send moments such as 2026-11-01T00:00:00Z.',
  },
  too_many: {
    blame: 'caller',
    status: 409,
    says: 'Expected at most {most} studies that wait or run, saw {seen}.',
    remedy: 'Wait until one has ended, or cancel one.',
  },
  too_long: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} rows, saw more between {from} and {to}.',
    remedy: 'Ask for a shorter period, or for rows further apart (`every`).',
  },
  too_dense: {
    blame: 'caller',
    status: 422,
    says: 'Expected fewer than {most} samples in one step of the grid, saw as many.',
    remedy: 'Ask for smaller steps (`every`), or for fewer points.',
  },
  nothing: {
    blame: 'caller',
    status: 422,
    says: 'Expected values between {from} and {to}, saw none of the points.',
    remedy: 'Choose a period in which they were measured.',
  },
  not_done: {
    blame: 'caller',
    status: 409,
    says: 'Expected a study that is done, saw one that is {state}.',
    remedy: 'Wait until it has ended, or begin it again.',
  },
  no_use: {
    blame: 'caller',
    status: 409,
    says: 'Expected a calibration or learning, saw a {kind}, of which nothing comes to be used.',
    remedy: 'Look at its figures.',
  },
  applied: {
    blame: 'caller',
    status: 409,
    says: 'Expected a study that was not used yet, saw one that {by} used on {at}.',
    remedy: 'Look at what became of it.',
  },
  name_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected {what} of the model, saw "{name}", which it has not.',
    remedy: 'Choose one of: {names}.',
  },
  unit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point in {expected} or what converts to it for "{name}", saw {seen}.',
    remedy: 'Choose another point, or correct its unit.',
  },
  not_bound: {
    blame: 'caller',
    status: 422,
    says: 'Expected an asset at which the binding runs, saw {asset}.',
    remedy: 'Choose one of GET /api/v1/bindings/:id/assets.',
  },
  interrupted: {
    blame: 'us',
    status: 500,
    says: 'The study ended before its time: {seen}.',
    remedy: 'Begin it again; if it comes back, look into the log of the platform.',
  },
})
