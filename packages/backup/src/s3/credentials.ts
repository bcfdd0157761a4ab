import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import '../faults.ts'
import type { Credentials } from './sign.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Keys as the tools of this field read them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN), else the
 * profile AWS_PROFILE (default) of AWS_SHARED_CREDENTIALS_FILE (~/.aws/credentials). Throws `backup.credentials_missing`.
 */
export async function credentialsOf(environment: Environment, target: string): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_SHARED_CREDENTIALS_FILE } =
    environment
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY)
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN || undefined,
    }
  const profile = AWS_PROFILE || 'default'
  const file = AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials')
  let text = ''
  try {
    text = await readFile(file, 'utf8')
  } catch (failure) {
    throw new Fault('backup.credentials_missing', { target, profile, file }, failure)
  }
  const found = profileOf(text, profile)
  const accessKeyId = found['aws_access_key_id']
  const secretAccessKey = found['aws_secret_access_key']
  if (!accessKeyId || !secretAccessKey) throw new Fault('backup.credentials_missing', { target, profile, file })
  return { accessKeyId, secretAccessKey, sessionToken: found['aws_session_token'] }
}

function profileOf(text: string, profile: string): Record<string, string> {
  const found: Record<string, string> = {}
  let here = false
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*(.+?)\s*\]/.exec(line)?.[1]
    if (section !== undefined) here = section === profile
    const [, name, value] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (here && name !== undefined && value !== undefined) found[name.toLowerCase()] = value
  }
  return found
}
