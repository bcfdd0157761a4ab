import { defineFaults } from '@millrace/core'

defineFaults('flows_bench', {
  results_differ: {
    blame: 'us',
    status: 500,
    says: 'Expected both sides to make the same of the same values, saw {ours} here and {theirs} in Node-RED.',
    remedy: 'The figures of this run are void: one side lost values or does something else.',
  },
})
