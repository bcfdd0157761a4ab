import { defineFaults } from '@millrace/core'

defineFaults('derivation', {
  failed: {
    blame: 'caller',
    status: 422,
    says: 'The derived point of series {number} could not be worked out: {seen}.',
    remedy: 'Correct its formula; until then it gets no values, and the others go on.',
  },
  slow: {
    blame: 'caller',
    status: 422,
    says: 'Expected the derived point of series {number} to take at most {most} ms, saw {seen} ms on average.',
    remedy: 'Make its formula simpler; until then it gets no values, and the others go on.',
  },
  state_foreign: {
    blame: 'us',
    status: 500,
    says: 'Expected the saved state of derived points, saw {seen}.',
    remedy: 'They begin without it, and what is between is worked out from the history.',
  },
})
