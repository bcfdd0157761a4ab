import { defineFaults } from '@millrace/core'

defineFaults('database', {
  binaries_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected PostgreSQL binaries for {platform}, saw none installed.',
    remedy: 'Run npm install on this machine without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later.',
  },
  start_failed: {
    blame: 'us',
    status: 500,
    says: 'Expected PostgreSQL to start in {folder}, saw: {seen}',
    remedy: 'Read {folder}/server.log; if the disk is full or the memory short, free some and start again.',
  },
  other_version: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a database of PostgreSQL {expected} in {folder}, saw one of {seen}.',
    remedy: 'Start the release that made the folder, export, and import here.',
  },
  no_unprivileged_user: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a user "postgres" or "nobody" to run PostgreSQL under, since it refuses to run as root; saw neither.',
    remedy: 'Start Millrace as an ordinary user, or set DATABASE_URL.',
  },
  unreachable: {
    blame: 'configuration',
    status: 503,
    says: 'Expected the database to answer, saw: {seen}',
    remedy: 'Check that PostgreSQL runs and that DATABASE_URL is right.',
  },
  transaction_over: {
    blame: 'us',
    status: 500,
    says: 'Expected queries until the end of their transaction, saw one after it.',
    remedy: 'Nothing of that query was done. Report it with what was asked for.',
  },
  not_committed: {
    blame: 'us',
    status: 500,
    says: 'Expected what was written to be kept, saw the database answer {seen}.',
    remedy: 'Nothing of it stays. Report it with what was asked for.',
  },
  crossed: {
    blame: 'caller',
    status: 409,
    says: 'Expected to change things one after the other, saw two changes that waited for each other.',
    remedy: 'Nothing of this one was done: try again.',
  },
  role_refused: {
    blame: 'configuration',
    status: 500,
    says: 'Expected to make and take the role {role}, which has no right to pass over tenants, saw: {seen}',
    remedy:
      'Let an administrator of the database run: create role {role} nologin; grant {role} to the user of DATABASE_URL.',
  },
  migration_changed: {
    blame: 'us',
    status: 500,
    says: 'Expected migration {name} as it was run, saw another text.',
    remedy: 'A migration that ran is never edited: restore its file and write a new one.',
  },
  migration_unknown: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a database up to migration {newest}, saw {name}: a newer release has used it.',
    remedy: 'Start that release, or restore the backup from before the upgrade.',
  },
  migration_failed: {
    blame: 'us',
    status: 500,
    says: 'Migration {name} failed: {seen}',
    remedy: 'Nothing of it stays. Report it with this text; the release before still runs.',
  },
  not_empty: {
    blame: 'configuration',
    status: 409,
    says: 'Expected an empty database to restore into, saw the table {seen}.',
    remedy: 'Point DATABASE_URL at a new database, or drop what is in this one.',
  },
  load_failed: {
    blame: 'us',
    status: 500,
    says: 'The metadata could not be restored: {seen}',
    remedy: 'Nothing of it stays. Check the backup with millrace backup verify; if it is whole, report this text.',
  },
  disk_full: {
    blame: 'configuration',
    status: 507,
    says: 'Expected room for the database, saw a full disk.',
    remedy: 'Free space on the disk that holds the data folder.',
  },
})

defineFaults('folder', {
  in_use: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the data folder {folder} to be free, saw it held by process {pid}.',
    remedy: 'Stop that process, or set MILLRACE_DATA to another folder.',
  },
  half_restored: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a whole data folder in {folder}, saw one whose restore did not end.',
    remedy: 'Empty it and run millrace restore again.',
  },
  not_writable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected to write in the data folder {folder}, saw {seen}.',
    remedy: 'Give this user the right to write there, or set MILLRACE_DATA to another folder.',
  },
  disk_full: {
    blame: 'configuration',
    status: 507,
    says: 'Expected at least {needed} MB free on the disk of {folder}, saw {free} MB.',
    remedy: 'Free space, or set MILLRACE_DATA to a folder on another disk.',
  },
})
