import { defineFaults } from '@millrace/core'

defineFaults('audit', {
  secret_inside: {
    blame: 'us',
    status: 500,
    says: 'Expected an audit record without secrets, saw a field "{field}".',
    remedy: 'Record what it is about under another name, never the secret itself.',
  },
  too_large: {
    blame: 'us',
    status: 500,
    says: 'Expected an audit record of at most {most} bytes, saw {seen}.',
    remedy: 'Record less: ids and counts instead of contents.',
  },
  key_unusable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the key that signs the audit in {file}, saw {seen}.',
    remedy:
      'Restore the file from the backup; without it a new key begins, and old checkpoints are verified with the old public key.',
  },
  range_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected {name} as ISO 8601 with a zone or as µs, saw "{seen}".',
    remedy: 'Write it like 2026-11-24T08:00:00Z.',
  },
})
