import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTarget } from '@millrace/backup'
import { Owned, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyOfText } from '../../packages/backup/src/body.ts'
import { targetContract } from '../../packages/backup/src/contract.ts'
import { startPythonPeer } from '../peers/python-peer.ts'

const owned = new Owned()
let endpoint = ''
let environment: Record<string, string> = {}
let places = 0

beforeAll(async () => {
  const server = await startPythonPeer(new URL('./server.py', import.meta.url))
  owned.add({ close: () => server.stop() })
  const { id, secret } = JSON.parse(await server.ask('keys')) as { id: string; secret: string }
  endpoint = `http://127.0.0.1:${server.port}`
  environment = { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: 'eu-central-1' }
})
afterAll(() => owned.close())

const open = async (text: string, more: Record<string, string> = {}) =>
  owned.add(await openTarget(text, { environment: { ...environment, ...more }, clock: systemClock }))

const checks = {
  equal: (seen: unknown, expected: unknown) => expect(seen).toEqual(expected),
  match: (seen: unknown, expected: object) => expect(seen).toMatchObject(expected),
  rejects: (run: Promise<unknown>, expected: object) => expect(run).rejects.toMatchObject(expected),
}

describe('an S3 server that checks signatures, as the place of backups', () => {
  test.each(targetContract)('$says', async ({ run }) =>
    run(await open(`s3://plant/works-${++places}/deep?endpoint=${endpoint}`), checks),
  )

  test('the endpoint may come from the environment, and keys from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backup-keys-'))
    owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
    const file = join(folder, 'credentials')
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = environment
    await writeFile(
      file,
      `[default]\naws_access_key_id = x\n\n[plant]\naws_access_key_id = ${id}\naws_secret_access_key=${secret}\n`,
    )
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SHARED_CREDENTIALS_FILE: file, AWS_ENDPOINT_URL: endpoint }
    const target = await open('s3://plant/by-file', { ...none, AWS_PROFILE: 'plant' })
    await target.put('one', bodyOfText('1'))
    for await (const { key } of target.list('')) expect(key).toBe('one')
    await expect(open('s3://plant/by-file', none)).rejects.toMatchObject({ code: 'backup.credentials_missing' })
  })

  test('keys that are wrong, and a bucket that is none, are told in the words of the store and without the keys', async () => {
    const wrong = await open(`s3://plant/x?endpoint=${endpoint}`, { AWS_SECRET_ACCESS_KEY: 'not-the-secret' })
    const refused = wrong.put('one', bodyOfText('1'))
    await expect(refused).rejects.toMatchObject({
      code: 'backup.target_refused',
      message: expect.stringContaining('SignatureDoesNotMatch'),
    })
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('not-the-secret') })
    const missing = await open(`s3://elsewhere/x?endpoint=${endpoint}`)
    await expect(missing.put('one', bodyOfText('1'))).rejects.toMatchObject({
      code: 'backup.target_refused',
      message: expect.stringContaining('NoSuchBucket'),
    })
  })

  test('a store that does not answer is told as such', async () => {
    const nowhere = await open('s3://plant/x?endpoint=http://127.0.0.1:1')
    await expect(nowhere.put('one', bodyOfText('1'))).rejects.toMatchObject({ code: 'backup.target_unreachable' })
  })
})
