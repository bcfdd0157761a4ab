import { defineFaults } from '@millrace/core'

export const csvDropFaults = defineFaults('csv_drop', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy:
      'Write the heading of a column (wide) or a name of the name column (long); without headings the number of the column, from 1.',
  },
  file_refused: {
    blame: 'device',
    status: 422,
    says: 'Expected {expected} in {file}, saw {seen}.',
    remedy:
      'Correct delimiter, header and encoding of the configuration, or the file; a file that is replaced is read again.',
  },
  time_format: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a time format that holds yyyy, MM and dd each once, saw "{seen}".',
    remedy: 'Write for example iso, unix-ms or dd.MM.yyyy HH:mm:ss.',
  },
})
