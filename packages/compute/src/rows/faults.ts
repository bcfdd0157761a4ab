import { defineFaults } from '@millrace/core'

defineFaults('rows', {
  failed: {
    blame: 'us',
    status: 500,
    says: 'Rows number {number} could not be made: {seen}.',
    remedy: 'They are made again when what they are of changes; the others go on. Report it.',
  },
  state_foreign: {
    blame: 'us',
    status: 500,
    says: 'Expected the saved state of rows, saw {seen}.',
    remedy: 'They begin without it, and what is between is worked out from the history.',
  },
})
