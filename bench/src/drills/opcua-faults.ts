import { defineFaults } from '@millrace/core'

defineFaults('opcua_drill', {
  server_missing: {
    blame: 'us',
    status: 500,
    says: 'Expected the OPC UA server of the drill to start, saw {seen}.',
    remedy: 'Run npm test once: it makes the Python environment with asyncua in it.',
  },
  stuck: {
    blame: 'us',
    status: 500,
    says: 'Expected {awaited}, saw none of it for {seconds} s.',
    remedy: 'Collection did not resume: the drill has failed.',
  },
})
