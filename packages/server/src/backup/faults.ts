import { defineFaults } from '@millrace/core'

defineFaults('restore', {
  folder_not_empty: {
    blame: 'caller',
    status: 409,
    says: 'Expected {folder} to be empty or not there, saw {seen} in it.',
    remedy: 'Name another folder. What is there is left alone.',
  },
  master_key_needed: {
    blame: 'caller',
    status: 400,
    says: 'Expected the master key {expected}, under which the secrets of this platform are kept; none was given.',
    remedy: 'Set MILLRACE_MASTER_KEY, or name its file with --master-key. It is never part of a backup.',
  },
  forged: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the list {snapshot} to be sealed by the platform it tells of, saw {seen}.',
    remedy: 'Somebody without the master key wrote it: do not use it, and find out who may write to that place.',
  },
  file_missing: {
    blame: 'us',
    status: 500,
    says: 'Expected {file} in the list {snapshot}, saw none.',
    remedy: 'Restore another snapshot with --at, and report this as a defect.',
  },
})

defineFaults('backups', {
  not_a_platform: {
    blame: 'caller',
    status: 404,
    says: 'Expected the data folder of a platform in {folder}, saw {seen}.',
    remedy: 'Set MILLRACE_DATA to the folder that the platform uses.',
  },
})
