import { defineFaults } from '@millrace/core'

defineFaults('mechanisms', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a mechanism model and its version, saw {id} {version}, which is none.',
    remedy: 'Look it up with GET /api/v1/mechanisms.',
  },
  folder_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a model of the library, saw {seen}, which is none.',
    remedy: 'Look it up with GET /api/v1/mechanism-library.',
  },
  key_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a key that is trusted, saw {fingerprint}, which is not.',
    remedy: 'Look it up with GET /api/v1/mechanism-keys.',
  },
  cases_fail: {
    blame: 'caller',
    status: 422,
    says: 'Expected every reference case of {model} to hold, saw {count} figures that do not:\n{failures}',
    remedy: 'Mend the model, or the case if its source says otherwise; then test it again.',
  },
  caseless: {
    blame: 'caller',
    status: 422,
    says: 'Expected at least one reference case in {model}, saw none.',
    remedy: 'Add a case that somebody else worked out: inputs, outputs, tolerance and source.',
  },
  out_of_turn: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version that is {expected}, saw {version} of {model}, which is {stage}.',
    remedy: 'Look at its steps: somebody else may have taken one, or one is missing before it.',
  },
  second_person: {
    blame: 'caller',
    status: 403,
    says: 'Expected a second person, saw {seen}, who had a hand in this version, or a program.',
    remedy: 'Ask somebody else who may review mechanism models.',
  },
  alone: {
    blame: 'caller',
    status: 403,
    says: 'Expected a second person, saw {seen}, the only one in this organisation.',
    remedy:
      'Invite somebody who may review mechanism models: what one person wrote and agreed to alone, nobody has looked at.',
  },
  version_kept: {
    blame: 'caller',
    status: 409,
    says: 'Expected a new version of {model}, saw {version}, which was published with other content.',
    remedy: 'Raise the version in model.yaml: what was published is never changed.',
  },
  version_there: {
    blame: 'caller',
    status: 409,
    says: 'Expected no other {version} of {model}, saw one that is {stage} and has other content.',
    remedy: 'Remove it if nobody works on it, or wait until it has another version.',
  },
  published: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version that was never published, saw {version} of {model}, which was.',
    remedy: 'Deprecate it: its number must never come to name something else.',
  },
  used: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version that nothing is bound to, saw {version} of {model}, which {count} bindings run.',
    remedy: 'End its bindings, or bind them to another version first.',
  },
  successor_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a published version of {model} as the successor, saw {seen}.',
    remedy: 'Publish the successor first, or leave it out.',
  },
  changed_meanwhile: {
    blame: 'caller',
    status: 409,
    says: 'Expected {version} of {model} as it was when this began, saw another.',
    remedy: 'Load it again: somebody changed it meanwhile.',
  },
  too_large: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Leave out what the model does not need to run.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} of an organisation, saw more.',
    remedy: 'Remove versions that were never published.',
  },
  file_twice: {
    blame: 'caller',
    status: 422,
    says: 'Expected every file once, as text or as base64, saw {seen}.',
    remedy: 'Send each path once, with one of both.',
  },
  rows_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Compare what is sent with the inputs of the model.',
  },
  too_costly: {
    blame: 'caller',
    status: 422,
    says: 'Expected a package that is read within {seconds} s and {most} MB of memory, saw one that was not.',
    remedy: 'Write model.yaml plainly and shorter, without anchors, deep nesting and repeated keys.',
  },
  busy: {
    blame: 'us',
    status: 503,
    says: 'Expected room for another package or table to read, saw those of this organisation waiting, or the platform stop.',
    remedy: 'Send it again in a while.',
  },
  arrow_unreadable: {
    blame: 'caller',
    status: 422,
    says: 'Expected an Arrow IPC stream with a column for every input, saw: {seen}',
    remedy: 'Write it without compression, with numbers, booleans or texts in the columns.',
  },
})
