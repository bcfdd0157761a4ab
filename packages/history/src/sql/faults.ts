import { defineFaults } from '@millrace/core'

defineFaults('sql', {
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected one SELECT, saw: {seen}',
    remedy: 'Correct the query; it is DuckDB’s SQL, one statement that selects.',
  },
  refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected a query over samples, points and assets with the functions that are offered, saw {seen}.',
    remedy: 'Leave that out; docs/history-api.md tells what there is.',
  },
  failed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a query that can be run, saw: {seen}',
    remedy: 'Correct the query.',
  },
  too_slow: {
    blame: 'caller',
    status: 422,
    says: 'Expected an answer within {seconds} s, saw none.',
    remedy: 'Ask for fewer days (a condition on day leaves whole files out), fewer points, or buckets instead.',
  },
  too_much_memory: {
    blame: 'caller',
    status: 422,
    says: 'Expected a query that needs at most {memory} MiB of memory and {spill} MiB of disk, saw one that needs more.',
    remedy: 'Group or filter before sorting and joining, or ask in parts.',
  },
  answer_too_large: {
    blame: 'caller',
    status: 422,
    says: 'Expected an answer of at most {limit} bytes, saw a larger one.',
    remedy: 'Ask for fewer rows or columns, or take history out with /history/export.',
  },
  unavailable: {
    blame: 'us',
    status: 503,
    says: 'Expected a process that runs the query, saw: {seen}',
    remedy: 'Ask again; if it stays, the log of the platform tells more.',
  },
})
