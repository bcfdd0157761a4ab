import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sayFault, systemClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { HttpSimulator } from '../http/index.ts'
import { HttpClient } from './http.ts'
import { noCounts } from './supervisor.ts'
import { Trace } from './trace.ts'

test('requests are told in words, without headers and without what stands in a query', async () => {
  const server = new HttpSimulator()
  const port = await server.listen()
  const trace = new Trace(systemClock)
  const client = new HttpClient({
    baseUrl: `http://127.0.0.1:${port}/`,
    headers: { authorization: 'Bearer s3cret' },
    timeoutMs: 2_000,
    mostBytes: 100_000,
    clock: systemClock,
    counters: { ...noCounts(), trace },
  })
  try {
    await client.request({ method: 'GET', path: 'state?token=s3cret&unit=bar' }, AbortSignal.timeout(5_000))
    const words = trace.frames().map(({ direction, words: said }) => [direction, said])
    expect(words[0]).toEqual(['out', 'GET /state?token=…&unit=…'])
    expect(words[1]![1]).toMatch(/^200 application\/json, \d+ bytes$/)
    expect(JSON.stringify(words)).not.toContain('s3cret')
    expect(trace.roundTrips.summary()!.lastMs).toBeGreaterThan(0)
  } finally {
    client.close()
    await server.close()
  }
})

test('a request without an answer names no value of its query', async () => {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = new HttpClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    timeoutMs: 50,
    mostBytes: 1_000,
    clock: systemClock,
    counters: noCounts(),
  })
  try {
    const reason = await client
      .request({ method: 'GET', path: 'state?token=s3cret' }, AbortSignal.timeout(5_000))
      .catch((thrown: unknown) => sayFault(thrown))
    expect(reason).toContain('GET /state?token=…')
    expect(reason).not.toContain('s3cret')
  } finally {
    client.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
