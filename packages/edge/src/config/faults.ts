import { defineFaults } from '@millrace/core'

export const configFaults = defineFaults('edge_config', {
  unreadable: {
    blame: 'configuration',
    status: 422,
    says: 'Expected an edge configuration in {file}, saw {seen}.',
    remedy: 'Give the path of the YAML file, readable by the user that runs the edge.',
  },
  invalid: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a valid edge configuration in {file}, saw {count} mistakes:\n{findings}',
    remedy: 'Mend the lines named; millrace edge --check checks the file without starting anything.',
  },
})
