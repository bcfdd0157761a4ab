import { defineFaults } from '@millrace/core'

defineFaults('quotas', {
  exceeded: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {most} {kind} of this organisation, saw {seen}.',
    remedy:
      'Remove what is no longer needed, or ask whoever runs the platform for more; GET /api/v1/quotas tells what is used.',
  },
  spent: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {most} {kind} of this organisation, which are spent.',
    remedy: 'Wait {retryAfter} s, or ask whoever runs the platform for more; GET /api/v1/quotas tells what is used.',
  },
})
