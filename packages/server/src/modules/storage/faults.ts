import { defineFaults } from '@millrace/core'

defineFaults('storage', {
  nothing_named: {
    blame: 'caller',
    status: 422,
    says: 'Expected an asset or points whose history is to be removed, saw neither or both.',
    remedy: 'Name either one asset or up to 1,000 points.',
  },
  range_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {name} as ISO 8601 with a zone or as µs since 1970, and a range that ends after it begins, saw {seen}.',
    remedy: 'Send for example 2026-11-23T08:00:00Z, or leave it out.',
  },
  rule_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a retention rule, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/retention-rules.',
  },
})
