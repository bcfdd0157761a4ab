import { type Attack, inRounds, range } from './attack-case.ts'
import { connectAs, publishPacket } from './attack-mqtt-wire.ts'
import { type Line, metricsOf, openLine, pause, send, within } from './attack-wire.ts'

const portOf = (address: string): number => Number(new URL(address).port)

/** What the platform gives a slow caller, ms, and what is added for a busy machine. */
const SLACK_MS = 6_000
const HEADERS_MS = 10_000
const BODY_MS = 30_000
const CONNECT_MS = 10_000
const FRAME_MS = 30_000

/** Sends a byte now and then, as long as the line is open. */
async function drip(line: Line, bytes: () => Buffer, everyMs: number): Promise<void> {
  while (line.open()) {
    line.socket.write(bytes())
    await Promise.race([line.closed, pause(everyMs)])
  }
}

interface Slow {
  readonly what: string
  readonly port: number
  readonly first: string | Buffer
  readonly drops: (() => Buffer) | undefined
  readonly limitMs: number
}

export const slowLoris: Attack = {
  name: 'slow and half-open connections, HTTP and MQTT',
  async run({ stage, south, quick }, tally) {
    const http = portOf(stage.address)
    const { name, secret } = await south.device('dawdler', { level: 1 })
    let n = 0
    const header = (): Buffer => Buffer.from(`x-${n++}: a\r\n`)
    const head = 'Host: localhost\r\nContent-Type: application/json\r\n'
    const shapes: Slow[] = [
      { what: 'HTTP that says nothing', port: http, first: '', drops: undefined, limitMs: HEADERS_MS },
      { what: 'HTTP headers by drops', port: http, first: 'GET / HTTP/1.1\r\n', drops: header, limitMs: HEADERS_MS },
      { what: 'MQTT that says nothing', port: stage.mqttPort, first: '', drops: undefined, limitMs: CONNECT_MS },
      {
        what: 'MQTT CONNECT by drops',
        port: stage.mqttPort,
        first: Buffer.from([0x10, 0x70]),
        drops: () => Buffer.from([0]),
        limitMs: CONNECT_MS,
      },
    ]
    if (!quick)
      shapes.push(
        {
          what: 'an HTTP body by drops',
          port: http,
          first: `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 1000\r\n\r\n{`,
          drops: () => Buffer.from(' '),
          limitMs: BODY_MS,
        },
        {
          what: 'HTTP chunks by drops',
          port: http,
          first: `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n`,
          drops: () => Buffer.from('1\r\n \r\n'),
          limitMs: BODY_MS,
        },
      )
    const each = quick ? 40 : 150
    const cases = shapes.map(async ({ what, port, first, drops, limitMs }) => {
      const lines = await Promise.all(range(each).map(() => openLine(port, '127.75.0.1')))
      for (const line of lines) {
        if (first.length > 0) line.socket.write(first)
        if (drops) void drip(line, drops, 1_000)
      }
      const cut = await Promise.all(lines.map((line) => within(line.closed, limitMs + SLACK_MS)))
      for (const [index, done] of cut.entries()) {
        tally.expect(done, () => `${what} is not cut off within ${(limitMs + SLACK_MS) / 1_000} s`)
        lines[index]?.socket.destroy()
      }
    })
    if (!quick)
      cases.push(
        (async () => {
          const line = await connectAs(stage, { clientId: 'dawdler', name, secret })
          const whole = publishPacket('v1/dawdler/telemetry', '{"level":1}')
          line.socket.write(whole.subarray(0, 5))
          const rest = [...whole.subarray(5)]
          void drip(line, () => Buffer.from(rest.splice(0, rest.length > 2 ? 1 : 0)), 2_000)
          tally.expect(await within(line.closed, FRAME_MS + SLACK_MS), () => 'an MQTT packet by drops is not cut off')
          line.socket.destroy()
        })(),
      )
    await Promise.all(cases)
  },
}

const socketFlood: Attack = {
  name: 'all sockets taken by one address',
  async run({ stage, quick }, tally) {
    const http = portOf(stage.address)
    const lines: Line[] = []
    // More than the platform holds open at all.
    await inRounds(range(quick ? 4_200 : 6_000), 200, async () => {
      lines.push(await openLine(http, '127.75.0.2'))
    })
    await pause(200)
    const cut = lines.filter((line) => !line.open()).length
    const begun = performance.now()
    const other = await send(stage, { path: '/healthz', headers: { connection: 'close' } })
    tally.expect(
      other.status === 200,
      () => `nobody else can connect: ${other.status} after ${(performance.now() - begun).toFixed(0)} ms`,
    )
    if (cut === 0) tally.found('any number of connections is held')
    for (const line of lines) line.socket.destroy()
    await pause(200)
    const after = await send(stage, { path: '/healthz' })
    tally.expect(after.status === 200, () => `the platform does not recover: ${after.status}`)
  },
}

/** An open stream; what comes is not read. */
async function openStream(port: number, path: string, token: string, from: string): Promise<Line & { status: number }> {
  const line = await openLine(port, from)
  line.socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`)
  for (let wait = 0; wait < 500 && line.heard().length < 12 && line.open(); wait++) await pause(10)
  line.socket.pause()
  return { ...line, status: Number(line.heard().toString('latin1').slice(9, 12)) }
}

const streamFlood: Attack = {
  name: 'streams without number, and slow readers of them',
  async run({ stage, north, south, viewer, point, quick }, tally) {
    const http = portOf(stage.address)
    const chatter = await south.device('chatter', { noise: 'x' })
    const { items } = await south.admin.caller.need('/points?search=noise')
    const noise = String(items[0]?.['id'])
    const before = (await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0
    const open: (Line & { status: number })[] = []
    await inRounds(range(quick ? 520 : 700), 50, async (number) => {
      open.push(
        await openStream(http, `/api/v1/live?points=${noise}`, south.admin.token, `127.76.0.${1 + (number % 200)}`),
      )
    })
    const taken = open.filter(({ status }) => status === 200).length
    const told = open.filter(({ status }) => status === 429 || status === 503).length
    tally.expect(
      taken + told === open.length,
      () => `${open.length - taken - told} streams were neither opened nor refused`,
    )
    const theirs = await openStream(http, `/api/v1/live?points=${point}`, viewer.token, '127.76.1.1')
    tally.expect(
      theirs.status === 200,
      () => `one person with ${taken} streams leaves none for others: ${theirs.status}`,
    )
    theirs.socket.destroy()

    // Every value goes to all of them, and none of them reads.
    const line = await connectAs(stage, { clientId: 'chatter', ...chatter })
    line.socket.resume()
    const value = 'n'.repeat(12_000)
    for (const id of range(quick ? 300 : 3_000)) {
      line.socket.write(publishPacket('v1/chatter/telemetry', `{"noise":"${id} ${value}"}`, { id: id + 1 }))
      if (id % 50 === 49) await pause(50)
    }
    await pause(500)
    const grown = ((await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0) - before
    tally.expect(grown < 400 * 1_048_576, () => `slow readers cost ${(grown / 1_048_576).toFixed(0)} MiB`)
    line.socket.destroy()
    for (const stream of open) stream.socket.destroy()
    await pause(300)
    const again = await openStream(http, `/api/v1/live?points=${point}`, north.admin.token, '127.76.1.2')
    tally.expect(again.status === 200, () => `streams that ended are not given back: ${again.status}`)
    again.socket.destroy()
  },
}

const parallelStreams: Attack = {
  name: '300 parallel streams',
  async run({ stage, north, point, quick }, tally) {
    const http = portOf(stage.address)
    const people = [north.admin.token]
    for (const name of ['watcher-1', 'watcher-2', 'watcher-3', 'watcher-4'])
      people.push((await north.member(name, [{ role: 'viewer' }])).token)
    const open = await Promise.all(
      range(300).map((number) =>
        openStream(
          http,
          `/api/v1/live?points=${point}`,
          people[number % people.length] as string,
          `127.77.0.${1 + (number % 200)}`,
        ),
      ),
    )
    const taken = open.filter(({ status }) => status === 200).length
    tally.expect(taken === 300, () => `${taken} of 300 streams of five people were opened`)
    await pause(quick ? 1_000 : 5_000)
    // What ends a right ends them all at once.
    const [victim] = people.slice(1)
    const ended = open.filter((_, index) => people[index % people.length] === victim)
    for (const stream of ended) stream.socket.resume()
    await send(stage, { method: 'DELETE', path: '/api/v1/session', headers: { authorization: `Bearer ${victim}` } })
    // The last chunk ends the stream (RFC 9112 §7.1); the connection may stay for another request.
    const isOver = (stream: Line): boolean =>
      !stream.open() || stream.heard().toString('latin1').endsWith('\r\n0\r\n\r\n')
    for (let wait = 0; wait < 70 && !ended.every(isOver); wait++) await pause(100)
    const left = ended.filter((stream) => !isOver(stream)).length
    tally.expect(left === 0, () => `${left} streams outlive the session`)
    for (const stream of open) stream.socket.destroy()
  },
}

export const exhaustionAttacks: readonly Attack[] = [socketFlood, streamFlood, parallelStreams]
