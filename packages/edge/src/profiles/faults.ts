import { defineFaults } from '@millrace/core'

export const profileFaults = defineFaults('profile', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a device profile <maker>/<model> of {folder}, saw "{seen}".',
    remedy: 'millrace profile list names them.',
  },
  invalid: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a valid device profile in {file}, saw {count} mistakes:\n{findings}',
    remedy: 'Mend the lines named; docs/device-profiles.md tells how a profile is written.',
  },
  not_simulated: {
    blame: 'caller',
    status: 422,
    says: 'Expected a device that one of the drivers {known} reads, saw {seen}.',
    remedy: 'Simulate its protocol with millrace simulate instead, if that is there.',
  },
  table_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a table of points in {file}, saw {count} mistakes:\n{findings}',
    remedy: 'Mend the lines named; docs/device-profiles.md tells the columns.',
  },
  model_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a SunSpec model in JSON, saw {seen}.',
    remedy: 'Take a model file of the SunSpec Alliance, such as model_103.json.',
  },
})
