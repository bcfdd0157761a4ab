import { defineFaults } from '@millrace/core'

export const edgeBenchFaults = defineFaults('bench_edge', {
  peer_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {peer} to run on this machine, saw it not answer.',
    remedy: 'Install it: apt-get install mosquitto.',
  },
})
