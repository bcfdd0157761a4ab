import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Fault } from '@millrace/core'
import { connectAsync } from 'mqtt'
import { freePort, startPeer } from '../ingest-bench/processes.ts'
import '../ingest-bench/faults.ts'
import './faults.ts'
import { cpuSeconds } from '../history-bench/cpu.ts'
import { bodyOf, evaluateDevice, type NodeCondition, type Totals } from './function-node.ts'
import { DEVICES, METRICS, watched } from './plan.ts'

const NODE_RED = 'node-red@5.0.7'
const READY_MS = 120_000
const LAGS_MS = 60_000

export interface NodeRed {
  /** What it has seen since it was last told to forget. */
  totals(): Promise<Totals>
  forget(): Promise<void>
  cpuSeconds(): number
  close(): Promise<void>
}

function nodeCondition(metric: number): NodeCondition {
  const one = watched(metric)
  return {
    is: one.is,
    from: one.is === 'deviation' ? one.from : 0,
    limit: one.limit,
    deadband: one.is === 'both' ? 0 : one.deadband,
    offDelayMs: one.is === 'high' ? one.offDelayS * 1_000 : 0,
    other: one.is === 'both' ? one.other : 0,
    otherLimit: one.is === 'both' ? one.otherLimit : 0,
    active: false,
    since: 0,
  }
}

const fresh = `global.set('totals', { messages: 0, edges: 0, promptEdges: 0, lags: Array(${LAGS_MS + 1}).fill(0) });`

/** 100 inputs of MQTT, each wired to the function node of its device; a question over MQTT is answered with what was counted. */
function flowOf(brokerPort: number): readonly object[] {
  const conditions = JSON.stringify(Array.from({ length: METRICS }, (_, metric) => nodeCondition(metric)))
  const input = (id: string, topic: string, datatype: string, to: string): object => ({
    id,
    type: 'mqtt in',
    z: 'tab',
    name: '',
    topic,
    qos: '0',
    datatype,
    broker: 'broker',
    nl: false,
    rap: true,
    rh: 0,
    inputs: 0,
    wires: [[to]],
  })
  const code = (id: string, func: string, initialize: string, wires: readonly string[][]): object => ({
    id,
    type: 'function',
    z: 'tab',
    name: '',
    func,
    outputs: 1,
    timeout: 0,
    noerr: 0,
    initialize,
    finalize: '',
    libs: [],
    wires,
  })
  return [
    { id: 'tab', type: 'tab', label: 'conditions', disabled: false },
    {
      id: 'broker',
      type: 'mqtt-broker',
      name: '',
      broker: '127.0.0.1',
      port: String(brokerPort),
      clientid: 'node-red',
      autoConnect: true,
      usetls: false,
      protocolVersion: '4',
      keepalive: '60',
      cleansession: true,
    },
    input('input-ask', 'ask', 'utf8', 'function-answer'),
    code(
      'function-answer',
      `const totals = global.get('totals'); if (msg.payload === 'forget') { ${fresh} } return { payload: JSON.stringify(totals) };`,
      fresh,
      [['output-totals']],
    ),
    {
      id: 'output-totals',
      type: 'mqtt out',
      z: 'tab',
      name: '',
      topic: 'totals',
      qos: '0',
      retain: 'false',
      broker: 'broker',
      wires: [],
    },
    ...Array.from({ length: DEVICES }, (_, device) => [
      input(`input-${device}`, `v1/node${device}`, 'json', `function-${device}`),
      code(`function-${device}`, bodyOf(evaluateDevice), `context.set('conditions', ${conditions});`, []),
    ]).flat(),
  ]
}

/** Node-RED in a folder of its own, made at the first run: nothing of ours needs its packages. Returns the folder. */
export function ensureNodeRed(): string {
  const home = fileURLToPath(new URL('../../../node_modules/.cache/millrace-node-red', import.meta.url))
  if (existsSync(join(home, 'node_modules', 'node-red', 'package.json'))) return home
  const npm = ['install', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund', NODE_RED]
  if (spawnSync('npm', npm, { stdio: 'inherit' }).status !== 0)
    throw new Fault('live_bench.peer_missing', { peer: 'Node-RED', command: `npm ${npm.join(' ')}` })
  return home
}

/** Starts Node-RED without its editor, on a broker that runs; resolves when its flow answers. */
export async function startNodeRed(folder: string, brokerPort: number): Promise<NodeRed> {
  const home = join(folder, 'node-red')
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'flows.json'), JSON.stringify(flowOf(brokerPort)))
  const port = await freePort()
  await writeFile(
    join(home, 'settings.js'),
    `module.exports = { uiHost: '127.0.0.1', uiPort: ${port}, flowFile: 'flows.json', httpAdminRoot: false, disableEditor: true, telemetry: { enabled: false }, logging: { console: { level: 'error' } } }`,
  )
  const program = join(ensureNodeRed(), 'node_modules', 'node-red', 'red.js')
  const peer = await startPeer(
    'node-red',
    [process.execPath, program, '--userDir', home, '--settings', join(home, 'settings.js')],
    port,
  )
  const client = await connectAsync(`mqtt://127.0.0.1:${brokerPort}`, { username: 'asker', password: 'secret' })
  await client.subscribeAsync('totals')
  let answer = Promise.withResolvers<Totals>()
  client.on('message', (_topic, payload) => answer.resolve(JSON.parse(payload.toString('utf8')) as Totals))
  const ask = async (what: string): Promise<Totals> => {
    answer = Promise.withResolvers()
    await client.publishAsync('ask', what)
    return answer.promise
  }
  const close = async (): Promise<void> => {
    await client.endAsync()
    await peer.close()
  }
  const until = performance.now() + READY_MS
  while (!(await Promise.race([ask('totals'), wait(500)]))) {
    if (performance.now() < until) continue
    await close()
    throw new Fault('ingest_bench.peer_missing', { name: 'node-red', port: brokerPort, seconds: READY_MS / 1_000 })
  }
  return {
    totals: () => ask('totals'),
    forget: async () => {
      await ask('forget')
    },
    cpuSeconds: () => cpuSeconds(peer.pid),
    close,
  }
}
