import { defineFaults } from '@millrace/core'

defineFaults('live_bench', {
  peer_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {peer} to be installed, saw the installation fail.',
    remedy: 'Install it: {command}.',
  },
  suspended: {
    blame: 'us',
    status: 500,
    says: 'Condition {condition} was suspended during the benchmark ({seen}).',
    remedy: 'The figures of this run are void.',
  },
  edges_differ: {
    blame: 'us',
    status: 500,
    says: 'Expected both sides to see the same edges of the same values, saw {ours} here and {theirs} in Node-RED.',
    remedy: 'The figures of this run are void: one side lost messages or evaluates something else.',
  },
  windows_missing: {
    blame: 'us',
    status: 500,
    says: 'Expected every window of KPIs to be told of every work unit, saw {told} told, {missing} missing, {empty} results without a value, and {late} late samples where none was sent.',
    remedy: 'The figures of this run are void: something was lost, or the machine was busy with something else.',
  },
  overloaded: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected} values to be taken and evaluated, saw {seen}.',
    remedy:
      'The machine was busy with something else, or a value was lost or refused: the figures of this run are void.',
  },
})
