import { defineFaults } from '@millrace/core'

defineFaults('production', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a {what}, saw {id}, which is none.',
    remedy: 'Look it up in its list; it may have been removed.',
  },
  name_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name that is free, saw "{seen}", which another {what} has.',
    remedy: 'Choose another name, or change the one that there is.',
  },
  in_use: {
    blame: 'caller',
    status: 409,
    says: 'Expected a {what} that nothing uses, saw one that is in use.',
    remedy: 'Take it out where it is used first, or retire it.',
  },
  span_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected an end after the begin, saw {seen}.',
    remedy: 'Leave the end out while it lasts.',
  },
  range_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a range of at most {most} days that ends after it begins and begins in the past, saw {seen}.',
    remedy: 'Send for example from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z.',
  },
  orders_overlap: {
    blame: 'caller',
    status: 409,
    says: 'Expected no other order at that time, saw order "{other}" of the same work unit.',
    remedy: 'End that one first: a work unit makes one order at a time.',
  },
  reason_in_circle: {
    blame: 'caller',
    status: 422,
    says: 'Expected a reason above this one that is not below it as well, saw a circle.',
    remedy: 'Choose another place for it.',
  },
})
