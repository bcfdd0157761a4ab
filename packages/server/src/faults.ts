import { defineFaults } from '@millrace/core'

defineFaults('platform', {
  port_malformed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {name} to be a port from 0 to 65535, saw "{seen}".',
    remedy: 'Correct the variable, or leave it out.',
  },
})
