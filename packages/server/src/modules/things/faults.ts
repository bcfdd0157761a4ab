import { defineFaults } from '@millrace/core'

defineFaults('things', {
  model_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a thing model, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/thing-models.',
  },
  version_known: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version of {key} that is not there yet, saw {version}.',
    remedy: 'Raise the version, or change the draft that is there.',
  },
  version_old: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version of {key} after {newest}, which is published, saw {version}.',
    remedy: 'Raise the version: what is published is never changed.',
  },
  out_of_turn: {
    blame: 'caller',
    status: 409,
    says: 'Expected {key} {version} to be {expected}, saw it {status}.',
    remedy: 'Make a new version of it: what is published is never changed.',
  },
  still_used: {
    blame: 'caller',
    status: 409,
    says: 'Expected a model that nothing is of and nothing refers to, saw {seen}.',
    remedy: 'Migrate the assets and change the models that refer to it first.',
  },
  reference_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a reference to a model and part that are there, saw {seen}.',
    remedy:
      'Write urn:millrace:thing-model:KEY:VERSION, with #/properties/NAME for a part; #/properties/NAME alone is a part of the same model.',
  },
  reference_draft: {
    blame: 'caller',
    status: 409,
    says: 'Expected references to published versions alone, saw {seen}, which is {status}.',
    remedy: 'Publish that one first.',
  },
  reference_circle: {
    blame: 'caller',
    status: 422,
    says: 'Expected references that end, saw {seen} lead back to itself.',
    remedy: 'Take one of the references away.',
  },
  widened: {
    blame: 'caller',
    status: 422,
    says: 'Expected {property} to be no wider than what it extends ({expected}), saw {seen}.',
    remedy: 'Narrow it, or make a property of another name (Thing Description 1.1 §9.3.2).',
  },
  property_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {property} with {expected}, saw {seen}.',
    remedy: 'Mend the property; docs/thing-models.md tells how one is written.',
  },
  model_missing: {
    blame: 'caller',
    status: 404,
    says: 'Expected an asset that is of a model, saw "{name}", which is of none.',
    remedy: 'Give it one with PUT /api/v1/assets/{id}/model.',
  },
  not_published: {
    blame: 'caller',
    status: 409,
    says: 'Expected a published version, saw {key} {version}, which is {status}.',
    remedy: 'Publish it first, or choose another.',
  },
  property_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a property of {key} {version}, saw {property}.',
    remedy: 'Its page lists the properties.',
  },
  binding_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected for {property} a point that is {expected}, saw "{point}", which is {seen}.',
    remedy: 'Bind another point, or mend type and unit at the device.',
  },
  point_elsewhere: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point of "{name}" or below it, saw "{point}".',
    remedy: 'Choose a point there, or place the point there first.',
  },
  names_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected names, or one with {placeholder} and how many, saw neither or both.',
    remedy: 'Send names, or for example {"name": "Pump {n}", "count": 12}.',
  },
  migration_stale: {
    blame: 'caller',
    status: 409,
    says: 'Expected the assets as they were when the migration was looked at, saw them changed since.',
    remedy: 'Look at it again, then apply it.',
  },
  other_key: {
    blame: 'caller',
    status: 422,
    says: 'Expected another version of {key}, saw {seen}.',
    remedy: 'Give the assets another model with PUT /api/v1/assets/{id}/model instead.',
  },
  value_missing: {
    blame: 'device',
    status: 503,
    says: 'Expected a value of {property}, saw {seen}.',
    remedy: 'Look at the device: the console shows what it last said.',
  },
})
