import { defineFaults } from '@millrace/core'

defineFaults('kpis', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the key of a KPI, saw "{key}", which is none.',
    remedy: 'Look it up with GET /api/v1/kpis.',
  },
  key_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a key that is not of ISO 22400-2, saw "{key}".',
    remedy: 'Choose another key: what the standard defines stays as it is.',
  },
  point_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected for the input "{input}" of "{definition}" a point in a unit that converts to {unit}, saw "{point}" in {seen}.',
    remedy: 'Choose another point, or say its right unit at the device.',
  },
  range_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a range of at most {most} windows that ends after it begins, saw {seen}.',
    remedy: 'Send for example from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z, or ask for wider windows.',
  },
})
