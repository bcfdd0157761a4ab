import { defineFaults } from '@millrace/core'

defineFaults('bench_edge', {
  peer_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {peer} to run on this machine, saw it not answer.',
    remedy: 'Install it: {command}.',
  },
  not_built: {
    blame: 'us',
    status: 500,
    says: 'Expected the edge to compile, saw the mistakes above.',
    remedy: 'Run npm run check and mend what it names.',
  },
  gateway_silent: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the ThingsBoard gateway to send values, saw none for {seconds} s.',
    remedy: 'Its log is in {folder}.',
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
