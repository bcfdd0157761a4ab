import { afterEach, expect, test, vi } from 'vitest'
import { type Import, PlatformFault, platform } from '../../platform.ts'
import { sendFile } from './sending.ts'

const part = 4 * 1024 ** 2
const size = 2 * part + 10
const begun = { id: 'i1', state: 'receiving', received: 0, size } as Import
const file = new Blob([new Uint8Array(size)])

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const taking = () =>
  vi.spyOn(platform.imports, 'send').mockImplementation(async (_id, offset, bytes) => {
    const received = offset + bytes.length
    return { ...begun, received, state: received === size ? 'waiting' : 'receiving' }
  })

test('a file goes in parts, from what the platform has', async () => {
  const send = taking()
  expect(await sendFile({ ...begun, received: 100 }, file)).toMatchObject({ state: 'waiting', received: size })
  expect(send.mock.calls.map(([, offset, bytes]) => [offset, bytes.length])).toEqual([
    [100, part],
    [100 + part, part - 90],
  ])
})

test('a platform that restarts is waited for; one that refuses is not', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 })
  const send = taking()
  send.mockRejectedValueOnce(new PlatformFault(0, 'sdk.unreachable', 'No.', 'Wait.'))
  send.mockRejectedValueOnce(new PlatformFault(503, 'http.closing', 'No.', 'Wait.'))
  expect(await sendFile(begun, file)).toMatchObject({ received: size })
  expect(send).toHaveBeenCalledTimes(5)
  send.mockRejectedValueOnce(new PlatformFault(404, 'imports.unknown', 'Gone.', 'List them.'))
  await expect(sendFile(begun, file)).rejects.toMatchObject({ code: 'imports.unknown' })
})
