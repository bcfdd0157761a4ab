import { defineFaults } from '@millrace/core'

defineFaults('commands', {
  write_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a write, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/writes.',
  },
  not_writable: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point that its device lets be written, saw {point}, which is read only.',
    remedy: 'Set access: rw for it in the configuration of its edge, if the machine may be written there.',
  },
  value_type: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} for a point of type {type}, saw {seen}.',
    remedy: 'Send a value of the type of the point; a whole number beyond 2^53 as a text of digits.',
  },
  out_of_range: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value from {low} to {high} ({unit}), saw {seen}.',
    remedy: 'Stay within the engineering range of the point; it is set in the configuration of the device.',
  },
  id_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected an id that is new, or the same write again; saw {id}, which is another write.',
    remedy: 'Make a new UUID for each write; send the same again only to repeat the same write.',
  },
  not_waiting: {
    blame: 'caller',
    status: 409,
    says: 'Expected a write that waits for a second person, saw one that is {state}.',
    remedy:
      'Look at it again: somebody decided before, or its time ran out. Ask for a new write if it is still needed.',
  },
  second_person: {
    blame: 'caller',
    status: 403,
    says: 'Expected somebody else than {asker}, who asked for this write, saw the same person.',
    remedy: 'Let another person with the right to confirm look at it.',
  },
  asker_may_not: {
    blame: 'caller',
    status: 409,
    says: 'Expected that {asker} may still write this point, saw that they may not any more.',
    remedy: 'Refuse it, or ask for the write yourself.',
  },
  not_yours: {
    blame: 'caller',
    status: 403,
    says: 'Expected whoever asked for this write, saw somebody else.',
    remedy: 'To stop what another asked for, refuse it.',
  },
  too_many_open: {
    blame: 'caller',
    status: 429,
    says: 'Expected fewer than {most} writes that wait in this organisation, saw that many.',
    remedy: 'Confirm, refuse or withdraw some first.',
  },
  rule_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a rule for writes, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/write-rules.',
  },
})
