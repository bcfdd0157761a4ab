import { defineFaults } from '@millrace/core'

defineFaults('expression', {
  syntax: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen} in line {line}, column {column}:\n{excerpt}',
    remedy: 'Mend the text at the caret; docs/expressions.md tells the grammar.',
  },
  too_large: {
    blame: 'caller',
    status: 422,
    says: 'Expected an expression of at most {most}, saw one of more.',
    remedy: 'Give parts of it a name of their own (a derived point), and use the names.',
  },
  name_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a known name, saw {seen} in line {line}, column {column}:\n{excerpt}',
    remedy: 'Use one of: {known}.',
  },
  function_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a function, saw {seen} in line {line}, column {column}:\n{excerpt}',
    remedy: 'Use one of: {known}.',
  },
  arguments: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen} in line {line}, column {column}:\n{excerpt}',
    remedy: 'Give the function what docs/expressions.md lists for it.',
  },
  type_mismatch: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen} in line {line}, column {column}:\n{excerpt}',
    remedy: 'Compare texts and numbers with == or < to get a condition; use if(c, a, b) to get a value of one.',
  },
  unit_mismatch: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen} in line {line}, column {column}:\n{excerpt}',
    remedy: '{remedy}',
  },
  aggregate_place: {
    blame: 'caller',
    status: 422,
    says: 'Expected no {seen} here, in line {line}, column {column}:\n{excerpt}',
    remedy: 'It looks over a window of time: only the formula of a KPI has one, and one aggregate holds no other.',
  },
  aggregate_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point inside an aggregate, saw {seen} alone in line {line}, column {column}:\n{excerpt}',
    remedy: 'Say what of it counts over the window: avg(…), last(…), delta(…), sum(…).',
  },
  slot_missing: {
    blame: 'us',
    status: 500,
    says: 'Expected a slot for the name {name}, saw {seen}.',
    remedy: 'Report this as a defect.',
  },
  function_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected} of the function {name}, saw {seen}.',
    remedy: 'Mend its definition.',
  },
})
