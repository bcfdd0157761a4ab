import { defineFaults } from '@millrace/core'

defineFaults('profiles', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a device profile, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/device-profiles.',
  },
  invalid: {
    blame: 'caller',
    status: 422,
    says: 'Expected a valid device profile, saw {count} mistakes:\n{findings}',
    remedy: 'Mend the lines named; docs/device-profiles.md tells how a profile is written.',
  },
  too_slow: {
    blame: 'caller',
    status: 422,
    says: 'Expected a text that is read within {seconds} s, saw one that was not.',
    remedy: 'Write it plainly, without anchors, deep nesting and repeated keys.',
  },
  too_costly: {
    blame: 'caller',
    status: 422,
    says: 'Expected a text that is read within {most} MB of memory, saw one that was not.',
    remedy: 'Write it plainly, without anchors, deep nesting and repeated keys.',
  },
  busy: {
    blame: 'us',
    status: 503,
    says: 'Expected room for another text to read, saw {most} waiting.',
    remedy: 'Send it again in a while.',
  },
  closing: {
    blame: 'us',
    status: 503,
    says: 'Expected to read the text, saw the platform stop.',
    remedy: 'Send it again when the platform runs.',
  },
  version_known: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version of {key} after {newest}, saw {seen}.',
    remedy: 'Raise the version in the text; a version that was sent once is never changed.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} versions of profiles of an organisation, saw one more.',
    remedy: 'Remove versions that were rejected, withdrawn or superseded before anybody tried them.',
  },
  kept: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version that was never tried on a device nor published, saw {version} of {key}, which was.',
    remedy: 'Leave it withdrawn or superseded: its number must never come to name another text.',
  },
  out_of_turn: {
    blame: 'caller',
    status: 409,
    says: 'Expected a profile that is {expected}, saw one that is {status}.',
    remedy: 'Look at its history: somebody else may have taken the step, or one is missing before it.',
  },
  second_person: {
    blame: 'caller',
    status: 403,
    says: 'Expected a second person, saw {seen}, who had a hand in this version, or a program.',
    remedy: 'Ask somebody else who may review device profiles.',
  },
  not_yours: {
    blame: 'caller',
    status: 403,
    says: 'Expected {contributor}, who contributed this version, saw {seen}.',
    remedy: 'Ask them, or somebody who may review device profiles.',
  },
  table_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected tables of the profile ({known}), saw {seen}.',
    remedy: 'Name the tables that were tried as the profile names them.',
  },
  entry_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw "{seen}".',
    remedy: 'Mend it; the page of the profile lists its parameters.',
  },
  not_ready: {
    blame: 'caller',
    status: 422,
    says: 'Expected a profile that may be called {status}, saw {count} reasons against it:\n{findings}',
    remedy: 'Contribute a new version whose tables name what they rest on, or reject this one.',
  },
})
