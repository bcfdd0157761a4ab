import { defineFaults } from '@millrace/core'

defineFaults('models_bench', {
  numpy_failed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected numpy to work out the formula, saw: {seen}',
    remedy: 'Install python3-numpy, or run npm test once.',
  },
  results_differ: {
    blame: 'us',
    status: 500,
    says: 'Expected both sides to work out the same, saw a sum of {ours} here and {theirs} by numpy.',
    remedy: 'The figures of this run are void.',
  },
})
