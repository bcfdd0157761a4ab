import { defineFaults } from '@millrace/core'

export const backupFaults = defineFaults('backup', {
  target_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected a folder or s3://bucket/prefix as the place of backups, saw "{seen}".',
    remedy:
      'Write a path such as /mnt/backup, or s3://bucket/prefix?endpoint=https://host:9000 for a store of your own.',
  },
  credentials_missing: {
    blame: 'configuration',
    status: 400,
    says: 'Expected keys for {target}, saw none in the environment and none of profile "{profile}" in {file}.',
    remedy: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them into that file.',
  },
  target_unreachable: {
    blame: 'configuration',
    status: 503,
    says: 'Expected {target} to answer, saw: {seen}',
    remedy:
      'Check the address, the network and that the place is there; then start again, what is stored is not sent twice.',
  },
  target_refused: {
    blame: 'configuration',
    status: 502,
    says: 'Expected {target} to take {what}, saw {status} {seen}',
    remedy: 'Check bucket, region, keys and what these keys may do: list, get, put and delete below the prefix.',
  },
  target_unwritable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected to read and write in {target}, saw: {seen}',
    remedy: 'Check that the folder is mounted and that this user may write there.',
  },
  target_full: {
    blame: 'configuration',
    status: 507,
    says: 'Expected room in {target} for {what}, saw a full disk.',
    remedy:
      'Free space there, or keep fewer snapshots with --keep; then start again, what is stored is not copied twice.',
  },
  target_busy: {
    blame: 'caller',
    status: 409,
    says: 'Expected {target} to be free, saw a backup by process {pid} on {host}.',
    remedy: 'Wait until it has ended; what a killed one left is passed over after {minutes} minutes.',
  },
  other_platform: {
    blame: 'caller',
    status: 409,
    says: 'Expected snapshots of the platform {expected} in {target}, saw those of {seen}.',
    remedy: 'Give each platform a place of its own, or another prefix.',
  },
  file_too_large: {
    blame: 'us',
    status: 500,
    says: 'Expected {file} to have at most {limit} bytes, saw {seen}.',
    remedy: 'Back up into a folder; report this as a defect.',
  },
  file_changed: {
    blame: 'us',
    status: 500,
    says: 'Expected {file} to stay as it was while it was copied, saw other bytes.',
    remedy: 'Start the backup again; if it comes back, check that disk.',
  },
  no_snapshot: {
    blame: 'caller',
    status: 404,
    says: 'Expected a snapshot {wanted} in {target}, saw {seen}.',
    remedy: 'millrace backup list {target} shows what is there.',
  },
  snapshot_damaged: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the list {snapshot} in {target} as it was written, saw {seen}.',
    remedy: 'Restore the one before with --at; delete the damaged one by hand if nobody can mend it.',
  },
  snapshot_newer: {
    blame: 'configuration',
    status: 409,
    says: 'Expected a snapshot of format {expected}, saw {seen} in {snapshot}.',
    remedy: 'Use the release that wrote it, or a newer one.',
  },
  object_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the object {object} ({file}) in {target}, saw none.',
    remedy: 'Copy it back from another copy of this place, or restore an older snapshot that does not name it.',
  },
  object_damaged: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the object {object} ({file}) in {target} as it was written, saw {seen}.',
    remedy:
      'Copy it back from another copy of this place, or delete it: the next backup writes it anew if the file still exists.',
  },
})
