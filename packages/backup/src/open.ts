import type { Clock } from '@millrace/core'
import { Fault } from '@millrace/core'
import './faults.ts'
import { FolderTarget } from './folder.ts'
import { S3Target } from './s3/target.ts'
import type { TidyTarget } from './target.ts'

/** A path, or `s3://bucket/prefix`; keys and endpoint of a store come from the environment. Throws `backup.target_malformed`, `backup.credentials_missing`. */
export async function openTarget(
  text: string,
  { environment, clock }: { readonly environment: Readonly<Record<string, string | undefined>>; readonly clock: Clock },
): Promise<TidyTarget> {
  if (text.startsWith('s3:')) return S3Target.open(text, environment, clock)
  if (text === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(text)) throw new Fault('backup.target_malformed', { seen: text })
  return new FolderTarget(text)
}
