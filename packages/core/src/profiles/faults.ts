import { defineFaults } from '../fault.ts'

defineFaults('profile', {
  unreadable: {
    blame: 'configuration',
    status: 422,
    says: 'Expected to read {file}, saw: {seen}',
    remedy: 'Check the path and the rights of the file.',
  },
  parameter_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value of {name} ({says}), saw none.{where}',
    remedy: 'Give it; on the command line with --set {name}=NUMBER.',
  },
  parameter_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected one of the parameters {known}, saw "{seen}".',
    remedy: 'The page of the profile and millrace profile show list its parameters.',
  },
  driver_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected one of the drivers {known}, saw "{seen}".',
    remedy: 'The page of the profile and millrace profile show list the drivers that read the device.',
  },
})
