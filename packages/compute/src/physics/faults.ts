import { defineFaults } from '@millrace/core'

defineFaults('physics', {
  out_of_range: {
    blame: 'caller',
    status: 422,
    says: 'Expected {what} within {range}, saw {seen}.',
    remedy: 'Give a value within the range, in the unit that is named: outside of it the formula is not valid.',
  },
  curve_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a power curve {expected}, saw {seen}.',
    remedy: 'Give the curve as the maker states it: as many powers as wind speeds, and the speeds rising.',
  },
})
