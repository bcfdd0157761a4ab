import { defineFaults } from '@millrace/core'

defineFaults('backups', {
  busy: {
    blame: 'caller',
    status: 409,
    says: 'Expected one backup at a time, saw a second.',
    remedy: 'Wait until the other has ended.',
  },
  nothing_held: {
    blame: 'caller',
    status: 409,
    says: 'Expected a backup under way, saw none.',
    remedy: 'Run millrace backup; it holds the platform, copies, and seals.',
  },
  failed: {
    blame: 'us',
    status: 500,
    says: 'The platform could not be held for a backup: {seen}',
    remedy: 'Read the log of the platform, then back up again; the platform itself goes on.',
  },
})
