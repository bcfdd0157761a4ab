import { defineFaults } from '@millrace/core'

defineFaults('files', {
  unreadable: {
    blame: 'caller',
    status: 422,
    says: 'Expected a file that can be read as {format}, saw: {seen}',
    remedy: 'Check that the file is whole and of that format; docs/history-api.md tells what is read.',
  },
  column_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a column {wanted}, saw {seen}.',
    remedy: 'Name the columns as the file does.',
  },
})
