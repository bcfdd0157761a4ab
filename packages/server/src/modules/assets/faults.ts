import { defineFaults } from '@millrace/core'

defineFaults('assets', {
  asset_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an asset, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/assets.',
  },
  point_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a point, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/points.',
  },
  device_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a device with points, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/devices.',
  },
  name_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected names that differ under one place, saw "{name}" twice.',
    remedy: 'Choose another name, or another place.',
  },
  name_empty: {
    blame: 'caller',
    status: 422,
    says: 'Expected a name with at least one sign that shows, saw none.',
    remedy: 'Give it the name by which people on site know it.',
  },
  level_order: {
    blame: 'caller',
    status: 422,
    says: 'Expected each place below the level above it, saw "{name}" as {level} under {above}.',
    remedy:
      'The order is enterprise, site, area, work_center, work_unit, equipment; levels may be left out. Choose another level or place.',
  },
  kind_misplaced: {
    blame: 'caller',
    status: 422,
    says: 'Expected a kind at a work center alone, saw {kind} with {level}.',
    remedy: 'Say the level work_center with it, or take the kind away.',
  },
  inside_itself: {
    blame: 'caller',
    status: 409,
    says: 'Expected a place outside of "{name}", saw one inside of it.',
    remedy: 'Move what is inside out first. Somebody else may have moved it meanwhile: look at the tree anew.',
  },
  retired: {
    blame: 'caller',
    status: 409,
    says: 'Expected a place in use, saw "{name}", which is retired.',
    remedy: 'Take it into use again first, or choose another.',
  },
  still_used: {
    blame: 'caller',
    status: 409,
    says: 'Expected nothing in use below "{name}", saw "{below}".',
    remedy: 'Retire what is below it first, or move it elsewhere.',
  },
  not_empty: {
    blame: 'caller',
    status: 409,
    says: 'Expected a place that holds nothing, saw "{name}" with {held}.',
    remedy: 'Move what it holds elsewhere, or retire it: what it stood for then stays on record.',
  },
  whole_needed: {
    blame: 'caller',
    status: 403,
    says: 'Expected the right for the whole plant, saw it for a part.',
    remedy: 'Choose a place in your part, or ask somebody who may draw the whole plant.',
  },
  placement_empty: {
    blame: 'caller',
    status: 422,
    says: 'Expected either a device or points to place, saw neither or both.',
    remedy: 'Name one device, or up to 1,000 points.',
  },
  physical_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a physical asset, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/physical-assets.',
  },
  serial_known: {
    blame: 'caller',
    status: 409,
    says: 'Expected a serial number that {maker} gave once, saw {serialNumber}, which is there already.',
    remedy: 'Look it up with GET /api/v1/physical-assets?serialNumber=…, and use that one.',
  },
  physical_used: {
    blame: 'caller',
    status: 409,
    says: 'Expected a physical asset that never filled a place, saw {serialNumber}, which did.',
    remedy: 'Leave it: what it did is part of the history of the places that it filled.',
  },
  filling_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of what fills a place, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/role-fillings.',
  },
  filling_span: {
    blame: 'caller',
    status: 422,
    says: 'Expected from and until after 1970, until later than from, saw {from} and {until}.',
    remedy: 'Send ISO 8601 with a zone, for example 2026-11-27T06:00:00Z.',
  },
  role_filled: {
    blame: 'caller',
    status: 409,
    says: 'Expected "{name}" to be free in that time, saw {serialNumber} in it from {from} until {until}.',
    remedy: 'End that first, choose another time, or say that several share the place.',
  },
  physical_elsewhere: {
    blame: 'caller',
    status: 409,
    says: 'Expected {serialNumber} to be nowhere else in that time, saw it in "{name}" from {from} until {until}.',
    remedy: 'End that first, or choose another time: one thing is in one place.',
  },
})
