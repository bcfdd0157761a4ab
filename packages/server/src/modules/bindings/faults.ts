import { defineFaults } from '@millrace/core'

defineFaults('bindings', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a binding, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/bindings.',
  },
  asset_not_bound: {
    blame: 'caller',
    status: 404,
    says: 'Expected an asset that "{name}" runs at, saw {id}, where it does not.',
    remedy: 'Look them up with GET /api/v1/bindings/{binding}/assets.',
  },
  elsewhere: {
    blame: 'caller',
    status: 403,
    says: 'Expected a binding of assets that you may bind alone, saw "{name}" run, or come to run, elsewhere too.',
    remedy: 'Bind a list of assets of your part of the plant, or ask somebody who may bind in all of it.',
  },
  not_published: {
    blame: 'caller',
    status: 409,
    says: 'Expected a published version, saw {version} of {model}, which is {stage}.',
    remedy: 'Publish it, or take one that is published.',
  },
  one_of: {
    blame: 'caller',
    status: 422,
    says: 'Expected exactly one of {expected} for {of}, saw {seen}.',
    remedy: 'Give one of them.',
  },
  name_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected {kind} of {model}, saw "{seen}".',
    remedy: 'It has: {names}.',
  },
  no_output: {
    blame: 'caller',
    status: 422,
    says: 'Expected at least one output that becomes a point, saw none.',
    remedy: 'Name those that are wanted.',
  },
  text: {
    blame: 'caller',
    status: 422,
    says: 'Expected a constant for input "{input}", saw a point: texts do not come from points yet.',
    remedy: 'Give a constant, or take a model without texts.',
  },
  point_of_one: {
    blame: 'caller',
    status: 422,
    says: 'Expected a name of points for input "{input}" of several assets, saw the id of one.',
    remedy: 'Give `property`, or bind one asset alone.',
  },
  input_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point for input "{input}", saw {problem}.',
    remedy: 'Bind it by another name, or give the asset such a point.',
  },
  input_type: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point with values of type {expected} for input "{input}", saw "{point}" of type {seen}.',
    remedy: 'Choose another point for it.',
  },
  output_taken: {
    blame: 'caller',
    status: 422,
    says: 'Expected a name that is free for output "{output}": {seen}',
    remedy: 'Call it otherwise in the binding, or rename what is there.',
  },
  other_meaning: {
    blame: 'caller',
    status: 409,
    says: 'Expected "{name}" to be {expected} in the other version too, saw {seen}.',
    remedy: 'Bind that version anew, beside this binding.',
  },
  no_canary: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version in the shadow of "{name}", saw none.',
    remedy: 'Begin one with POST /api/v1/bindings/{id}/canary.',
  },
  same_version: {
    blame: 'caller',
    status: 409,
    says: 'Expected another version than {version}, which is in force.',
    remedy: 'Choose another one.',
  },
  no_version_before: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version before for "{name}", saw none.',
    remedy: 'Put another one in force with POST /api/v1/bindings/{id}/promote.',
  },
  no_lineage: {
    blame: 'caller',
    status: 404,
    says: 'Expected a point that a model gives, with a value at that time, saw {seen}.',
    remedy: 'Ask for an output of a binding.',
  },
  back_range: {
    blame: 'caller',
    status: 422,
    says: 'Expected a moment within the last {days} days to work it out from, saw {seen}.',
    remedy: 'Send one as 2026-11-01T00:00:00Z.',
  },
  held_up: {
    blame: 'us',
    status: 503,
    says: 'Values of models found no way into the journal within {ms} ms.',
    remedy: 'They are worked out from the history as soon as there is one; look at what holds up the journal.',
  },
})
