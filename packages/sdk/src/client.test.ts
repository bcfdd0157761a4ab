import { describe, expect, it } from 'vitest'
import { type AskOptions, MillraceClient, type PlatformFault, type PointSample } from './index.ts'

type Answer = (url: URL, init: RequestInit) => Response | Promise<Response>

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

function clientOf(answer: Answer, options: AskOptions = { retries: 0 }) {
  const asked: { method: string; path: string; authorization: string | null }[] = []
  const client = new MillraceClient({
    ...options,
    address: 'http://platform/',
    fetch: async (input, init = {}) => {
      const url = new URL(String(input))
      const headers = new Headers(init.headers)
      asked.push({
        method: init.method ?? 'GET',
        path: url.pathname + url.search,
        authorization: headers.get('authorization'),
      })
      return answer(url, init)
    },
  })
  return { client, asked }
}

const stream = (...pieces: string[]): Response =>
  new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
        controller.close()
      },
    }),
  )

describe('the client', () => {
  it('signs in and sends its token from then on', async () => {
    const { client, asked } = clientOf(({ pathname }) =>
      json(pathname.endsWith('/session') ? { token: 't1' } : { items: [] }),
    )
    await client.signIn('ann', 'secret')
    await client.points({ search: 'boiler', limit: 5 })
    expect(asked).toEqual([
      { method: 'POST', path: '/api/v1/session', authorization: null },
      { method: 'GET', path: '/api/v1/points?search=boiler&limit=5', authorization: 'Bearer t1' },
    ])
  })

  it('is signed in only after the second step where somebody has a second factor', async () => {
    const { client, asked } = clientOf(({ pathname }) =>
      json(
        pathname.endsWith('/second-step')
          ? { token: 't2' }
          : pathname.endsWith('/session')
            ? { ticket: 'k', accepts: ['totp'] }
            : { items: [] },
      ),
    )
    expect(await client.signIn('ann', 'secret')).toEqual({ ticket: 'k', accepts: ['totp'] })
    await client.points()
    await client.secondStep('k', { totp: '123456' })
    await client.points()
    expect(asked.map(({ authorization }) => authorization)).toEqual([null, null, null, 'Bearer t2'])
  })

  it('finds the providers of an organisation and where a browser goes to sign in by one', async () => {
    const { client } = clientOf(({ searchParams }) =>
      json({ items: [{ id: 'p1', name: searchParams.get('organisation') }] }),
    )
    expect(await client.signInProviders('north')).toEqual([{ id: 'p1', name: 'north' }])
    expect(client.signInAddress('p1')).toContain('/api/v1/sign-in/providers/p1/start')
  })

  it('walks a list page by page, reading no more than is taken', async () => {
    const { client, asked } = clientOf(({ searchParams }) => {
      const at = Number(searchParams.get('cursor') ?? 0)
      return json({ items: [{ id: `p${at}` }, { id: `p${at + 1}` }], ...(at < 4 ? { next: String(at + 2) } : {}) })
    })
    const ids: string[] = []
    for await (const { id } of client.points.all()) ids.push(id)
    expect(ids).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5'])
    for await (const _ of client.points.all()) break
    expect(asked.length).toBe(4)
  })

  it('throws what the platform says is wrong, with its remedy', async () => {
    const { client } = clientOf(() =>
      json({ status: 404, code: 'assets.point_unknown', detail: 'No such point.', remedy: 'Look it up.' }, 404),
    )
    await expect(client.point('x')).rejects.toMatchObject({
      status: 404,
      code: 'assets.point_unknown',
      message: 'No such point.',
      remedy: 'Look it up.',
    })
  })

  it('tells a platform that is away from something else that answers', async () => {
    const away = clientOf(() => Promise.reject(new TypeError('fetch failed')))
    await expect(away.client.overview()).rejects.toMatchObject({ status: 0, code: 'sdk.unreachable' })
    const proxy = clientOf(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(proxy.client.overview()).rejects.toMatchObject({ status: 502, code: 'sdk.not_millrace' })
  })
})

describe('what is asked again', () => {
  const busy = (): Response => new Response('', { status: 503, headers: { 'retry-after': '0' } })
  const lost = (): Response => new Response('', { status: 502, headers: { 'retry-after': '0' } })
  const first = (fault: () => Response, of: () => Response) => {
    let asked = 0
    return () => (++asked === 1 ? fault() : of())
  }

  it('is what only reads, what carries an operation id, and what the platform says it did not do', async () => {
    const reads = clientOf(
      first(lost, () => json({ items: [] })),
      {},
    )
    await reads.client.points()
    const writes = clientOf(
      first(lost, () => json({ id: 'w' })),
      {},
    )
    await writes.client.commands.write('p', { value: 1, reason: 'Load change' })
    const waits = clientOf(
      first(busy, () => json({ id: 'a' })),
      {},
    )
    await waits.client.request('POST', '/assets', { body: { name: 'Mill' } })
    expect([reads, writes, waits].map(({ asked }) => asked.length)).toEqual([2, 2, 2])
    const acts = clientOf(
      first(lost, () => json({ id: 'a' })),
      {},
    )
    await expect(acts.client.request('POST', '/assets', { body: { name: 'Mill' } })).rejects.toMatchObject({
      kind: 'unavailable',
    })
    expect(acts.asked.length).toBe(1)
  })

  it('is asked four times more at most', async () => {
    const { client, asked } = clientOf(lost, {})
    await expect(client.overview()).rejects.toMatchObject({ status: 502 })
    expect(asked.length).toBe(5)
  })

  it('is given up when the time of the call is over, and when the caller leaves', async () => {
    const never = () => new Response('', { status: 503, headers: { 'retry-after': '20' } })
    const { client } = clientOf(never, {})
    await expect(client.with({ deadlineMs: 20 }).overview()).rejects.toMatchObject({ code: 'sdk.deadline', status: 0 })
    const leave = new AbortController()
    const asked = client.overview(leave.signal)
    leave.abort(new Error('left'))
    await expect(asked).rejects.toThrow('left')
  })
})

describe('history in columns', () => {
  it('joins pages, keeps microseconds, and has no number where there is none', async () => {
    const sample = (time: string, value: unknown, status = 0) => ({ time, value, status })
    const { client } = clientOf(({ searchParams }) =>
      searchParams.has('cursor')
        ? json({ items: [sample('2026-11-01T00:00:01Z', true), sample('2026-11-01T00:00:02Z', 'run')] })
        : json({
            items: [sample('2026-11-01T00:00:00.000001Z', 4.5), sample('2026-11-01T00:00:00.5Z', null, 2147483648)],
            next: 'c',
          }),
    )
    const { length, time, value, status, text } = await client.history.columns('p')
    const second = 1_793_491_200_000_000
    expect(length).toBe(4)
    expect([...time]).toEqual([second + 1, second + 500_000, second + 1_000_000, second + 2_000_000])
    expect([...value]).toEqual([4.5, Number.NaN, 1, Number.NaN])
    expect([...status]).toEqual([0, 2_147_483_648, 0, 0])
    expect(text).toEqual([undefined, undefined, undefined, 'run'])
  })
})

describe('a live stream', () => {
  it('gives samples, though lines come cut in pieces, and opens again when it ends', async () => {
    let opened = 0
    const { client } = clientOf(() => {
      opened++
      return stream(': open\n\nevent: sam', 'ples\ndata: [{"point":"p","va', `lue":${opened}}]\n\n: keep-alive\n\n`)
    })
    const values: unknown[] = []
    const states: boolean[] = []
    await new Promise<void>((resolve) => {
      const live = client.live(['p'], {
        samples: (batch: PointSample[]) => {
          values.push(...batch.map(({ value }) => value))
          if (values.length < 2) return
          live.close()
          resolve()
        },
        open: (isOpen) => states.push(isOpen),
      })
    })
    expect(values).toEqual([1, 2])
    expect(states).toEqual([true, false, true])
  })

  it('is walked as values, and what is told again after a cut is not told twice', async () => {
    let opened = 0
    const held = (time: number): string => `event: samples\ndata: [{"point":"p","time":"${time}","value":${time}}]\n\n`
    const { client } = clientOf(() => stream(held(1), ...(++opened > 1 ? [held(2)] : [])))
    const values: unknown[] = []
    for await (const { value } of client.watch(['p'])) {
      values.push(value)
      if (value === 2) break
    }
    expect(values).toEqual([1, 2])
  })

  it('ends when the platform refuses it', async () => {
    const { client } = clientOf(() =>
      json({ status: 401, code: 'http.signed_out', detail: 'No session.', remedy: 'Sign in.' }, 401),
    )
    const fault = await new Promise<PlatformFault>((resolve) =>
      client.live(['p'], { samples: () => undefined, refused: resolve }),
    )
    expect(fault.code).toBe('http.signed_out')
  })
})
