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
  asked_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in {call}, saw {seen}.',
    remedy: 'Ask as packages/apps/src/service/README.md tells.',
  },
})
