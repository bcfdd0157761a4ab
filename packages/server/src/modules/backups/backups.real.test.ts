import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform()
})
afterAll(() => platform.close())

const hold = (signal: AbortSignal): Promise<Response> =>
  platform.fetch('/api/v1/backups/hold', { method: 'POST', signal })
const seal = (sha256: string): Promise<Response> =>
  platform.fetch('/api/v1/backups/seal', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sha256 }),
  })
const sum = 'a'.repeat(64)

/** Reads the stream until this event. */
async function until(reply: Response, event: string): Promise<string> {
  const reader = (reply.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  while (!text.includes(`event: ${event}\n`) || !text.endsWith('\n\n')) {
    const { done, value } = await reader.read()
    if (done) break
    text += Buffer.from(value).toString()
  }
  return text
}

it('holds one at a time as long as its stream is open, seals meanwhile alone, and writes both into the audit', async () => {
  expect((await seal(sum)).status).toBe(409)
  const leave = new AbortController()
  const stream = await hold(leave.signal)
  expect(await until(stream, 'held')).toContain('held.json')
  const second = await hold(new AbortController().signal)
  expect(second.status).toBe(409)
  expect(await second.json()).toMatchObject({ code: 'backups.busy' })
  const sealed = await seal(sum)
  expect(await sealed.json()).toEqual({ seal: expect.stringMatching(/^v1\./) })
  expect((await seal('no checksum')).status).toBe(400)
  leave.abort()
  await expect.poll(async () => (await seal(sum)).status).toBe(409)
  const again = new AbortController()
  expect(await until(await hold(again.signal), 'held')).toContain('held.json')
  again.abort()
  const { items } = (await (await platform.fetch('/api/v1/audit')).json()) as { items: { action: string }[] }
  const actions = items.map(({ action }) => action).filter((action) => action.startsWith('backup.'))
  // Newest first; it may have been sealed more than once before it was let go.
  expect(actions.filter((action, at) => action !== actions[at - 1])).toEqual([
    'backup.begun',
    'backup.made',
    'backup.begun',
  ])
})
