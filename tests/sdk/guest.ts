import { createInterface } from 'node:readline'
import { MillraceClient, PlatformFault, type Telemetry } from '@millrace/sdk'

/** One request of the contract suite; sdks/README.md has the table of operations. */
interface Request {
  readonly id: number
  readonly op: string
  readonly [argument: string]: unknown
}

let client = new MillraceClient()
const streams = new Map<number, AbortController>()

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const text = (value: unknown): string => String(value)

/** Numbers as JSON has them: null where there is none. */
const numbers = (column: Float64Array): (number | null)[] =>
  Array.from(column, (value) => (Number.isNaN(value) ? null : value))

const operations: Readonly<Record<string, (request: Request) => Promise<unknown>>> = {
  async open({ address, key }) {
    client = new MillraceClient({ address: text(address), ...(key === undefined ? {} : { token: text(key) }) })
    return {}
  },

  whoami: () => client.session(),

  async 'sign-in-device'({ id, address, clientName }) {
    client = new MillraceClient({ address: text(address) })
    await client.signInByDevice({ clientName: text(clientName), told: (event) => say({ id, event }) })
    return {}
  },

  async assets({ pageSize, search, limit }) {
    const ids: string[] = []
    const query = { limit: Number(pageSize), ...(search === undefined ? {} : { search: text(search) }) }
    for await (const { id } of client.assets.all(query)) {
      ids.push(id)
      if (ids.length === limit) break
    }
    return { ids }
  },

  asset: ({ asset }) => client.asset(text(asset)),

  'asset-create': ({ name, parent }) =>
    client.drawing.make({ name: text(name), ...(parent === undefined ? {} : { parent: text(parent) }) }),

  async history({ point, from, to, pageSize }) {
    const query = { from: text(from), to: text(to), ...(pageSize === undefined ? {} : { limit: Number(pageSize) }) }
    const { time, value, status } = await client.history.columns(text(point), query)
    return { time: Array.from(time, String), value: numbers(value), status: [...status] }
  },

  async 'write-values'({ address, token, body }) {
    await new MillraceClient({ address: text(address), token: text(token) }).telemetry.send(body as Telemetry)
    return {}
  },

  async watch({ id, points, until }) {
    const stop = new AbortController()
    streams.set(id, stop)
    let told = 0
    for await (const { point, time, value, status } of client.watch(points as string[], stop.signal)) {
      say({ id, event: { point, time, value, status } })
      if (++told === until) break
    }
    streams.delete(id)
    return {}
  },

  async stop({ of }) {
    streams.get(Number(of))?.abort()
    return {}
  },

  async 'model-call'({ model, version, inputs }) {
    const options = version === undefined ? {} : { version: text(version) }
    const run = await client.mechanisms.run(text(model), inputs as Record<string, number[]>, options)
    const outputs = Object.entries(run.outputs).map(([name, { unit, values, status }]) => [
      name,
      { unit, values: numbers(values), status: [...status] },
    ])
    return { version: run.version, outputs: Object.fromEntries(outputs) }
  },

  invoke: ({ point, value, reason, operation }) =>
    client.commands.write(text(point), { value: Number(value), reason: text(reason), id: text(operation) }),

  async requests({ method, path, query, body, once, deadlineMs }) {
    const asking = deadlineMs === undefined ? client : client.with({ deadlineMs: Number(deadlineMs) })
    const answer = await asking.request(method as 'GET', text(path), {
      ...(query === undefined ? {} : { query: query as object }),
      ...(body === undefined ? {} : { body }),
      once: once === true,
    })
    return answer ?? {}
  },
}

async function answer(request: Request): Promise<object> {
  const { id, op } = request
  try {
    const run = operations[op]
    return run ? { id, ok: await run(request) } : { id, broken: `no operation ${op}` }
  } catch (thrown) {
    if (!(thrown instanceof PlatformFault))
      return { id, broken: thrown instanceof Error ? thrown.stack : String(thrown) }
    const { status, code, message, remedy, kind } = thrown
    return { id, fault: { status, code, message, remedy, kind } }
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  void answer(JSON.parse(line) as Request).then(say)
})
