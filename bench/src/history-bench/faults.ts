import { defineFaults } from '@millrace/core'

defineFaults('history_bench', {
  answer_wrong: {
    blame: 'us',
    status: 500,
    says: '{engine} answered {query} wrongly: {seen}.',
    remedy: 'The figures of this run are void: find out whether the engine, its adapter or the generator is wrong.',
  },
  peer_refused: {
    blame: 'us',
    status: 500,
    says: 'Expected {engine} to answer, saw {seen}.',
    remedy: 'Look at the request: the adapter in bench/src/history-bench/engines made it.',
  },
  not_settled: {
    blame: 'us',
    status: 500,
    says: 'Expected {engine} to come to rest within {seconds} s of its load.',
    remedy: 'Run it again on a machine with less to do.',
  },
  engine_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected engines among {expected}, saw "{seen}".',
    remedy: 'Leave --engines out to run them all.',
  },
})
