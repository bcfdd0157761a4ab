import { defineFaults } from '@millrace/core'

defineFaults('equipment', {
  class_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected one of the equipment classes {known}, saw "{seen}".',
    remedy: 'Look it up with GET /api/v1/equipment-classes.',
  },
  class_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a class whose name is free, saw {name}, which {of} has as another.',
    remedy: 'Ask the publisher of the app for a version with a class of another name.',
  },
  class_used: {
    blame: 'caller',
    status: 409,
    says: 'Expected no asset to be of the class {name}, saw {count}: {seen}.',
    remedy: 'Take the class off these assets first.',
  },
  not_applied: {
    blame: 'caller',
    status: 404,
    says: 'Expected an asset that an equipment class was applied to, saw "{name}", which has none.',
    remedy: 'Apply one with POST /api/v1/assets/{id}/equipment-class.',
  },
  name_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected {what} of the class {of}, saw "{seen}".',
    remedy: 'Use the names of the class as GET /api/v1/equipment-classes/{of} lists them.',
  },
  parameter_outside: {
    blame: 'caller',
    status: 422,
    says: 'Expected {name} between {low} and {high} {unit}, saw {seen}.',
    remedy: 'Take the figure from the plate of the machine, in the unit of the class.',
  },
  point_elsewhere: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point of "{asset}" or below it, saw "{point}".',
    remedy: 'Choose a point there, or place the point there first.',
  },
  point_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected for {name} a point that is {expected}, saw "{point}", which is {seen}.',
    remedy: 'Choose another point, or mend type and unit at the device.',
  },
  point_twice: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point for each, saw "{point}" for {one} and {other}.',
    remedy: 'Choose another point for one of them, or none.',
  },
  stale: {
    blame: 'caller',
    status: 409,
    says: 'Expected the asset as it was when it was looked at, saw it changed since.',
    remedy: 'Look at what comes of the class again, then apply it.',
  },
})
