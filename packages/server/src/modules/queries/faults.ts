import { defineFaults } from '@millrace/core'

defineFaults('queries', {
  one_at_a_time: {
    blame: 'caller',
    status: 429,
    says: 'Expected one query of an account at a time, saw a second one.',
    remedy: 'Wait for the answer of the first, or leave it.',
  },
  queue_full: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {most} queries of an organisation waiting, saw one more.',
    remedy: 'Ask again in a moment.',
  },
  waited_too_long: {
    blame: 'us',
    status: 503,
    says: 'Expected the query to begin within {seconds} s, saw others before it.',
    remedy: 'Ask again in a moment; larger queries of others end by their limits.',
  },
})
