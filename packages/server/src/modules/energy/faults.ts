import { defineFaults } from '@millrace/core'

defineFaults('energy', {
  meter_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a meter of the organisation, saw {id}.',
    remedy: 'List the meters.',
  },
  meter_known: {
    blame: 'caller',
    status: 409,
    says: 'Expected a point that is no meter yet, saw that of "{name}".',
    remedy: 'Use the meter that is there.',
  },
  meter_used: {
    blame: 'caller',
    status: 409,
    says: 'Expected a meter without baselines, saw one with {seen}.',
    remedy: 'Baselines are kept, and their meter with them.',
  },
  meter_unit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point in {expected}, or a unit that can be told so, saw {seen}.',
    remedy: 'Say the unit of the point, or choose another medium or reading.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} {of}, saw more.',
    remedy: 'Remove what is no longer needed, or ask for less.',
  },
  factor_raced: {
    blame: 'caller',
    status: 409,
    says: 'Expected to set the factor of {medium} for {gives} alone, saw that somebody else just did.',
    remedy: 'Read the factors anew.',
  },
  baseline_raced: {
    blame: 'caller',
    status: 409,
    says: 'Expected to freeze or approve a baseline of the meter alone, saw that somebody else just did.',
    remedy: 'Read the baselines anew.',
  },
  factor_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a factor of {medium} for {gives}, saw none.',
    remedy: 'Set one, with its source and year.',
  },
  baseline_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a baseline of the organisation, saw {id}.',
    remedy: 'List the baselines.',
  },
  baseline_state: {
    blame: 'caller',
    status: 409,
    says: 'Expected a baseline that is {expected}, saw one that is {seen}.',
    remedy: 'Read it anew: somebody may have been quicker.',
  },
  second_person: {
    blame: 'caller',
    status: 403,
    says: 'Expected a person who did not freeze the baseline, saw {seen}.',
    remedy: 'Ask a colleague to approve it.',
  },
  adjustment_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected an adjustment of the baseline, saw {id}.',
    remedy: 'Read the baseline anew.',
  },
  indicator_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected an energy indicator of the organisation, saw {id}.',
    remedy: 'List the indicators.',
  },
  drivers_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Change the variables or the shape of the baseline.',
  },
  periods_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected at least {expected} periods in which meter and variables are known, saw {seen} of {asked}.',
    remedy: 'Choose a time without gaps, or shorter periods.',
  },
})
