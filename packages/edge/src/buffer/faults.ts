import { defineFaults } from '@millrace/core'

export const bufferFaults = defineFaults('edge_buffer', {
  in_use: {
    blame: 'configuration',
    status: 409,
    says: 'Expected the buffer folder {folder} to be free, saw another edge process using it.',
    remedy: 'Stop the other edge, or give this one a folder of its own (buffer.folder).',
  },
  unusable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a buffer folder that can be written at {folder}, saw {seen}.',
    remedy: 'Give buffer.folder a folder that the user of the edge may write, on a disk with room.',
  },
  state_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected {file} to hold the state of the buffer, saw {seen}.',
    remedy:
      'Restore the file from a copy; if there is none, move the whole folder away: its values can still be read, but not sent.',
  },
  record_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected a record of the buffer, saw {seen}.',
    remedy: 'The segment was damaged; it is read up to the last whole record.',
  },
  disk_full: {
    blame: 'configuration',
    status: 507,
    says: 'Expected room for the buffer in {folder}, saw a full disk; the oldest values are dropped to make room.',
    remedy: 'Free the disk, or lower buffer.limitBytes below what the disk can give.',
  },
})
