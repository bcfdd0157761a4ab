import { defineFaults } from '@millrace/core'

defineFaults('bench_security', {
  unexpected: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected} from {asked}, saw {seen}.',
    remedy: 'Read the log of the platform above.',
  },
})
