import { defineFaults, type Facts, Fault } from '@millrace/core'

export const historyFaults = defineFaults('history', {
  open_failed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected to open the history in {folder}, saw: {seen}',
    remedy: 'Check that the folder can be read and written by the platform’s user.',
  },
  disk_full: {
    blame: 'configuration',
    status: 507,
    says: 'Expected room for {what} in {folder}, saw a full disk.',
    remedy: 'Free space on that disk. New values wait in memory and in the journal; writing resumes by itself.',
  },
  seal_failed: {
    blame: 'configuration',
    status: 503,
    says: 'Expected to write a segment in {folder}, saw: {seen}',
    remedy:
      'Check the disk and the folder’s permissions. New values wait in memory and in the journal; writing is tried again by itself.',
  },
  merge_failed: {
    blame: 'us',
    status: 500,
    says: 'Expected to merge segments in {folder}, saw: {seen}',
    remedy: 'Nothing is lost and queries are right, only slower; merging is tried again after the next seal.',
  },
  segment_unsorted: {
    blame: 'us',
    status: 500,
    says: 'Expected the rows of a segment sorted by series and time, saw series {series} at {time} too late.',
    remedy: 'Queries are right; merging of that day waits. Report it with the segment’s file.',
  },
  snapshot_failed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected to hold the segments of {folder} for a backup, saw: {seen}',
    remedy: 'Check the disk and the folder’s permissions, then back up again; the history itself goes on.',
  },
  query_failed: {
    blame: 'us',
    status: 500,
    says: 'Expected an answer from the segments in {folder}, saw: {seen}',
    remedy: 'Ask again; if it stays, check that disk and look for damaged files in the log.',
  },
  query_too_large: {
    blame: 'caller',
    status: 422,
    says: 'Expected an answer of at most {limit} {unit}, saw more.',
    remedy: 'Ask for fewer series, a shorter time, or wider buckets.',
  },
  query_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Correct the query.',
  },
  cursor_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected the cursor of the page before, of the same query, saw another text.',
    remedy: 'Begin again without a cursor.',
  },
  query_queue_full: {
    blame: 'caller',
    status: 503,
    says: 'Expected at most {limit} history queries waiting, saw one more.',
    remedy: 'Wait for answers before asking again.',
  },
  append_queue_full: {
    blame: 'us',
    status: 503,
    says: 'Expected at most {limit} appends waiting for room, saw one more.',
    remedy: 'Await each append before the next one.',
  },
  sample_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Refuse such samples where they enter; the whole batch was left out.',
  },
  tenant_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected a tenant of 1 to 64 characters, 255 as a folder’s name, and at most 65,535 tenants, saw "{seen}".',
    remedy: 'Use the tenant’s id.',
  },
  manifest_damaged: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a readable list of segments in {file}, saw {seen}.',
    remedy:
      'Restore the history folder from a backup; do not delete the manifest, the segments would no longer be known.',
  },
  segment_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected the segment {file} with {expected} bytes, saw {seen}.',
    remedy: 'Restore that file from a backup.',
  },
  engine_lost: {
    blame: 'us',
    status: 503,
    says: 'The history’s worker ended: {seen}',
    remedy: 'Restart the platform; what was not yet in segments comes again from the journal.',
  },
  closed: {
    blame: 'us',
    status: 503,
    says: 'The history is closed.',
    remedy: 'The part is shutting down; try again when it is back.',
  },
})

/** A fault as plain data, so that it crosses a thread. */
export interface FaultNote {
  readonly code: string
  readonly facts: Facts
}

export const noteOf = (thrown: unknown, code: string, facts: Facts): FaultNote => {
  if (thrown instanceof Fault) return { code: thrown.code, facts: thrown.facts }
  return { code, facts: { ...facts, seen: thrown instanceof Error ? thrown.message : String(thrown) } }
}

export const isDiskFull = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (['ENOSPC', 'EDQUOT'].includes(String((thrown as NodeJS.ErrnoException).code)) ||
    /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/i.test(thrown.message))
