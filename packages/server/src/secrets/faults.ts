import { defineFaults } from '@millrace/core'

defineFaults('secrets', {
  unreadable: {
    blame: 'us',
    status: 500,
    says: 'Expected the sealed secret of "{context}" to open, saw {seen}.',
    remedy:
      'Restore data-keys.json of the secrets folder and the database from the same backup; if there is none, set this secret anew.',
  },
  master_key_malformed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected 32 bytes in base64 as the master key in {source}, saw {seen}.',
    remedy: 'Give what "openssl rand -base64 32" prints, or the key that was in use before.',
  },
  master_key_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the master key {expected}, under which the secrets are kept, in {file}; saw no such file.',
    remedy: 'Put the file back from your backup, or set MILLRACE_MASTER_KEY to the key that was in use.',
  },
  master_key_wrong: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the master key {expected}, under which the secrets are kept, saw {seen}.',
    remedy:
      'Give the key that was in use. To change to another, set MILLRACE_MASTER_KEY to the new and MILLRACE_MASTER_KEY_BEFORE to the old for one start.',
  },
  master_key_failed: {
    blame: 'configuration',
    status: 503,
    says: 'Expected the key service {wrapper} to answer, saw: {seen}',
    remedy: 'Check that it runs and may be used from here, then start again; nothing was changed.',
  },
  open_to_others: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {path} to be closed to other users of this machine, saw mode {seen}.',
    remedy: 'Run: chmod {expected} {path}. If others may have read it, change the master key too.',
  },
  keys_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected the wrapped data keys in {file}, saw {seen}.',
    remedy: 'Restore the file from your backup: without it nothing that was sealed can be opened.',
  },
})
