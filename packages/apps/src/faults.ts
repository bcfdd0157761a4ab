import { defineFaults } from '@millrace/core'

defineFaults('app', {
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected an app in {file}, saw:\n{findings}',
    remedy: 'Correct these lines; apps/README.md tells what an app is made of.',
  },
})
