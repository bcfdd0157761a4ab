import { defineFaults } from '@millrace/core'

defineFaults('flow_crash', {
  refused: {
    blame: 'us',
    status: 500,
    says: 'Expected the platform to take {path}, saw: {seen}',
    remedy: 'The figures of this run are void.',
  },
  never: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected} within {seconds} s.',
    remedy: 'The figures of this run are void.',
  },
})
