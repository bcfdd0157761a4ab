import { Agent, request } from 'node:http'
import { AliasTable, decodeData, decodePayload, MetricColumns, parseTopic } from '@millrace/wire'
import { connectAsync } from 'mqtt'

/**
 * The peer: a Node subscriber behind mosquitto that writes into InfluxDB, built as well as we know how: the same
 * columnar decoder as ours, 10,000 values a request, several requests at once on kept connections.
 *
 * `value`: a point for each value, with the time and the status it came with; that is what our history keeps. `message`:
 * one point a message, all metrics as fields of it. InfluxDB has no cheaper form, but times and statuses of their own
 * are lost, so it holds less than was sent.
 */
const [mqttPort, influxPort] = process.argv.slice(2, 4).map(Number) as [number, number]
const pointPer = process.argv[4] as 'value' | 'message'
const VALUES = 10_000
const AT_ONCE = 4

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
const tables = new Map<string, { table: AliasTable; fields: string[] }>()
const columns = new MetricColumns()
let lines: string[] = []
let gathered = 0
let stored = 0
let running = 0
const waiting: { body: string; values: number }[] = []

function post(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      { port: influxPort, host: '127.0.0.1', method: 'POST', path: '/write?db=bench&precision=ms', agent },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

function pump(): void {
  while (running < AT_ONCE && waiting.length > 0) {
    const { body, values } = waiting.shift() as { body: string; values: number }
    running++
    post(body).then((status) => {
      if (status !== 204) process.stderr.write(`InfluxDB answered ${status}\n`)
      stored += values
      running--
      pump()
    }, fail)
  }
}

function flush(): void {
  if (gathered === 0) return
  waiting.push({ body: lines.join('\n'), values: gathered })
  lines = []
  gathered = 0
  pump()
}

function fail(failure: unknown): void {
  process.stderr.write(`${String(failure)}\n`)
  process.exit(1)
}

function take(topic: string, payload: Buffer): void {
  const { type, node } = parseTopic(topic)
  if (type === 'NBIRTH') {
    const table = new AliasTable()
    const { metrics } = decodePayload(payload)
    table.define(undefined, metrics)
    tables.set(node, { table, fields: metrics.map(({ name }) => name as string) })
    return
  }
  const known = tables.get(node)
  if (!known) return
  decodeData(payload, known.table, undefined, columns)
  if (pointPer === 'value') {
    for (let i = 0; i < columns.length; i++) {
      const metric = known.fields[columns.slot[i] as number]
      lines.push(
        `m,node=${node},metric=${metric} v=${columns.double[i]},s=${columns.status[i]}i ${(columns.time[i] as number) / 1_000}`,
      )
    }
  } else lines.push(wide(node, known.fields))
  gathered += columns.length
  if (gathered >= VALUES) flush()
}

function wide(node: string, fields: readonly string[]): string {
  let line = `m,node=${node} `
  for (let i = 0; i < columns.length; i++) {
    line += `${i === 0 ? '' : ','}${fields[columns.slot[i] as number]}=${columns.double[i]}`
  }
  return `${line} ${(columns.time[0] as number) / 1_000}`
}

const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
client.on('message', take)
await client.subscribeAsync('spBv1.0/#', { qos: 0 })
setInterval(flush, 200).unref()
process.on('message', () => process.send?.({ values: stored, behind: gathered + waiting.length + running }))
process.send?.({ ready: true })
