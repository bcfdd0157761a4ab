import { defineFaults } from '@millrace/core'

defineFaults('app_services', {
  not_open: {
    blame: 'caller',
    status: 404,
    says: 'The app {app} has no service {service} that may be called so.',
    remedy: 'Call one whose manifest says http: true.',
  },
  paused: {
    blame: 'caller',
    status: 409,
    says: 'The service {service} is paused: {why}',
    remedy: 'Look into its log, correct the app, and resume the service.',
  },
  quota: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {most} {what} a minute of the app {app}.',
    remedy: 'Wait a minute, or let the app do less at a time.',
  },
  organisation_quota: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {most} {what} a minute of all apps of the organisation together, saw {app} ask for more.',
    remedy: 'Wait a minute, let apps do less at a time, or ask whoever runs the platform for a larger quota.',
  },
  moment_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a moment in ISO 8601 with a zone, or µs since 1970-01-01 UTC, saw {seen}.',
    remedy: 'Write it as 2026-11-28T12:00:00Z.',
  },
  quota_beyond: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} as {kind}, which is what the organisation has, saw {seen}.',
    remedy: 'Choose less, or ask whoever runs the platform for a larger quota of the organisation.',
  },
  asked_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in {call}, saw {seen}.',
    remedy: 'Ask as packages/apps/src/service/README.md tells.',
  },
})
