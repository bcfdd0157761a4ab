import { defineFaults } from '@millrace/core'

defineFaults('statistics', {
  lengths_differ: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} values of "{name}", saw {seen}.',
    remedy: 'Give one value of each variable for each period.',
  },
  too_few: {
    blame: 'caller',
    status: 422,
    says: 'Expected at least {expected} periods that have every value, saw {seen}.',
    remedy: 'Choose a longer time, shorter periods or fewer variables.',
  },
  not_finite: {
    blame: 'caller',
    status: 422,
    says: 'Expected finite numbers of "{name}", saw {seen} at place {place}.',
    remedy: 'Leave periods out in which a value is missing.',
  },
  constant: {
    blame: 'caller',
    status: 422,
    says: 'Expected values of "{name}" that differ, saw one value alone.',
    remedy: 'Leave the variable out, or choose a time in which it changes.',
  },
  dependent: {
    blame: 'caller',
    status: 422,
    says: 'Expected variables that say different things, saw that "{name}" follows from the others.',
    remedy: 'Leave one of them out.',
  },
  out_of_range: {
    blame: 'caller',
    status: 422,
    says: 'Expected {name} {expected}, saw {seen}.',
    remedy: 'Send a value within the range.',
  },
  no_change_point: {
    blame: 'caller',
    status: 422,
    says: 'Expected a temperature at which the use of energy turns, saw none that {expected}.',
    remedy: 'Use a straight line, or a time with colder and warmer days.',
  },
})
