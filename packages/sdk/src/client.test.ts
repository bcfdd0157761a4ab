import { describe, expect, it } from 'vitest'
import { MillraceClient, type PlatformFault, type PointSample } from './index.ts'

type Answer = (url: URL, init: RequestInit) => Response | Promise<Response>

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

function clientOf(answer: Answer) {
  const asked: { method: string; path: string; authorization: string | null }[] = []
  const client = new MillraceClient({
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
    for await (const { id } of client.allPoints()) ids.push(id)
    expect(ids).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5'])
    for await (const _ of client.allPoints()) break
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
