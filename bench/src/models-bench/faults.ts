import { defineFaults } from '@millrace/core'

defineFaults('models_bench', {
  numpy_failed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected numpy to work out the formula, saw: {seen}',
    remedy: 'Install python3-numpy, or run npm test once.',
  },
  refused: {
    blame: 'us',
    status: 500,
    says: 'Expected the platform to take {path}, saw: {seen}',
    remedy: 'The figures of this run are void.',
  },
  assets_missing: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected} assets with their points, saw {seen}.',
    remedy: 'The figures of this run are void.',
  },
  results_differ: {
    blame: 'us',
    status: 500,
    says: 'Expected both sides to work out the same, saw a sum of {ours} here and {theirs} by numpy.',
    remedy: 'The figures of this run are void.',
  },
})
