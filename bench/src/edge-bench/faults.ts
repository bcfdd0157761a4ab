import { defineFaults } from '@millrace/core'

defineFaults('bench_edge', {
  peer_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {peer} to run on this machine, saw it not answer.',
    remedy: 'Install it: apt-get install mosquitto.',
  },
  platform_refused: {
    blame: 'us',
    status: 500,
    says: 'Expected the platform to answer {path}, saw {seen}.',
    remedy: 'Its log is above.',
  },
  ended: {
    blame: 'us',
    status: 500,
    says: 'Expected the edge to go on, saw its process end.',
    remedy: 'Its log is above.',
  },
  stuck: {
    blame: 'us',
    status: 500,
    says: 'Expected the run to go on, saw nothing happen for {seconds} s.',
    remedy: 'Look at the log of platform and edge above.',
  },
})
