import { defineFaults } from '@millrace/core'

defineFaults('imports', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected an import of yours, saw {id}.',
    remedy: 'List the imports; one that was removed is gone with its report.',
  },
  one_source: {
    blame: 'caller',
    status: 400,
    says: 'Expected either a size, of a file that is sent, or a path, saw {seen}.',
    remedy: 'Give the size and send the parts, or name a file in the import folder.',
  },
  path_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected a file in the import folder {folder}, saw "{seen}".',
    remedy: 'Put the file there, and name it by its path below the folder.',
  },
  not_next: {
    blame: 'caller',
    status: 409,
    says: 'Expected the part from byte {expected} on, saw one from {seen}.',
    remedy: 'Ask for the import; go on from what has been received.',
  },
  too_long: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {size} bytes, saw more.',
    remedy: 'The file has grown since it was announced; remove the import and begin anew.',
  },
  not_receiving: {
    blame: 'caller',
    status: 409,
    says: 'Expected an import that waits for its file, saw one that is {state}.',
    remedy: 'Nothing is to be sent any more.',
  },
  not_stopped: {
    blame: 'caller',
    status: 409,
    says: 'Expected an import that is stopped, saw one that is {state}.',
    remedy: 'Only what was stopped by a fault can be resumed.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} imports of an organisation that are not done, saw one more.',
    remedy: 'Wait for those, or remove what is not needed.',
  },
  reader_lost: {
    blame: 'caller',
    status: 422,
    says: 'Expected the file to be read, saw the process that reads it end: {seen}',
    remedy:
      'The file is damaged or takes too much memory; write it in smaller row groups or as CSV. Resume tries again.',
  },
  content_lost: {
    blame: 'configuration',
    status: 409,
    says: 'Expected the {expected} bytes of the file that were sent, saw {seen}.',
    remedy:
      'They are gone, as after a restore. Remove the import and bring the file anew; what was stored is not doubled.',
  },
  no_room: {
    blame: 'configuration',
    status: 507,
    says: 'Expected room for {size} bytes of a file, saw {free} free beside what the history needs.',
    remedy: 'Free space in the data folder, or send a smaller file; then go on.',
  },
})
