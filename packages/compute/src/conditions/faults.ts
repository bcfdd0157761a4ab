import { defineFaults } from '@millrace/core'

defineFaults('conditions', {
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in condition {condition}, saw {seen}.',
    remedy: 'Correct the definition; until then this condition stays as it is, and the others go on.',
  },
  failed: {
    blame: 'caller',
    status: 422,
    says: 'Condition {condition} could not be evaluated: {seen}.',
    remedy: 'Correct its expression; until then this condition stays as it is, and the others go on.',
  },
  slow: {
    blame: 'caller',
    status: 422,
    says: 'Expected condition {condition} to take at most {most} ms, saw {seen} ms on average.',
    remedy: 'Make its expression simpler; until then this condition stays as it is, and the others go on.',
  },
  state_foreign: {
    blame: 'us',
    status: 500,
    says: 'Expected the saved state of conditions, saw {seen}.',
    remedy: 'The conditions begin without it, from the samples that follow.',
  },
})
