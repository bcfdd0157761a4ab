import { defineFaults } from '@millrace/core'

defineFaults('alarms', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an alarm, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/alarms or GET /api/v1/alarm-definitions.',
  },
  change_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a change of an alarm, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/alarm-changes.',
  },
  time_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {name} as ISO 8601 with a zone or whole µs, saw "{seen}".',
    remedy: 'Write it as 2026-11-27T08:00:00Z.',
  },
  range_wrong: {
    blame: 'caller',
    status: 422,
    says: 'Expected a range of time that ends after it begins and is no longer than {most} days, saw {from} to {to}.',
    remedy: 'Ask for a shorter range, with the earlier moment first.',
  },
  filter_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected {name} as one or more of {known}, with commas between, saw "{seen}".',
    remedy: 'Use the names as they are listed.',
  },
  shelf_end: {
    blame: 'caller',
    status: 422,
    says: 'Expected an end of shelving after now and within {most} minutes, saw {seen}.',
    remedy: 'Choose an earlier end, or take the alarm out of service if it is to be off for longer.',
  },
  end_wrong: {
    blame: 'caller',
    status: 422,
    says: 'Expected an end after now and within {most} days, saw {seen}.',
    remedy: 'Choose an earlier end; what nobody will need again is retired from the database.',
  },
  condition_wrong: {
    blame: 'caller',
    status: 422,
    says: 'Expected a condition that can be evaluated, saw {seen}.',
    remedy: 'Mend the condition; docs/alarms.md tells what each kind needs.',
  },
  reason_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a note that says why the changes are rejected.',
    remedy: 'Say why: whoever proposed them reads it.',
  },
  matrix_wrong: {
    blame: 'caller',
    status: 422,
    says: 'Expected a matrix of priorities with {expected}.',
    remedy: 'Order the rows by their time to respond and leave the last without an end.',
  },
  twice: {
    blame: 'caller',
    status: 409,
    says: 'Expected one alarm of an asset and condition, saw that {id} has this condition already.',
    remedy: 'Propose a change of that alarm instead.',
  },
  change_waits: {
    blame: 'caller',
    status: 409,
    says: 'Expected no other change of the alarm to wait, saw one by {by}.',
    remedy: 'Have it approved, rejected or withdrawn first.',
  },
  nothing_changes: {
    blame: 'caller',
    status: 422,
    says: 'Expected a change of the alarm, saw it as it is in force.',
    remedy: 'Change something, or leave it.',
  },
  out_of_turn: {
    blame: 'caller',
    status: 409,
    says: 'Expected a change that waits, saw one that is {state}.',
    remedy: 'Look at its history: somebody else may have decided.',
  },
  outdated: {
    blame: 'caller',
    status: 409,
    says: 'Expected the alarm as it was when the change was proposed (version {expected}), saw version {seen}.',
    remedy: 'Reject it and propose it anew on what is in force now.',
  },
  second_person: {
    blame: 'caller',
    status: 403,
    says: 'Expected a second person, saw {seen}, who had a hand in this change, or a program.',
    remedy: 'Ask somebody else who may approve alarms.',
  },
  not_yours: {
    blame: 'caller',
    status: 403,
    says: 'Expected {proposer}, who proposed this change, saw somebody else.',
    remedy: 'Ask them, or reject it if you may approve alarms.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} {what}, saw more.',
    remedy: 'Do it in parts.',
  },
  live_full: {
    blame: 'us',
    status: 503,
    says: 'Expected at most {most} open streams of alarms, saw one more.',
    remedy: 'Close a page that shows alarms, or ask again later.',
  },
})
