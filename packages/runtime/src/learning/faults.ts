import { defineFaults } from '@millrace/core'

defineFaults('learning', {
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} {what}, saw {seen}.',
    remedy: 'Choose a shorter time, longer steps or fewer columns.',
  },
  column_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a column of numbers for "{name}", saw {seen}.',
    remedy: 'Choose a point that gives numbers.',
  },
  out_of_range: {
    blame: 'caller',
    status: 422,
    says: 'Expected {name} {expected}, saw {seen}.',
    remedy: 'Send a value within the range.',
  },
  unit_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a unit for "{name}" whose values can be weighted and added, saw {unit}.',
    remedy: 'Use a point in another unit, or give it none.',
  },
  died: {
    blame: 'us',
    status: 500,
    says: 'Learning was not finished: {seen}.',
    remedy: 'Try again with fewer rows.',
  },
})
