import { mkdir, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault } from '@millrace/core'
import { freePort, startPeer } from '../ingest-bench/processes.ts'
import '../ingest-bench/faults.ts'
import { ensureNodeRed } from '../live-bench/node-red.ts'
import { high, join, lasting, mean, range, ratio, smooth } from './function-nodes.ts'
import { BEGIN_MS, type FlowFigures, LIMIT, valueAt } from './plan.ts'

const READY_MS = 120_000
/** Instants that are under way at a time: more make Node-RED no faster. */
const GROUP = 100

export interface NodeRedRun extends FlowFigures {
  /** CPU µs of its process for the measured instants. */
  readonly cpu: number
}

const call = (run: (...given: never[]) => unknown, given: string): string => `return (${run.toString()})(${given});`

/** Sends all values instant by instant and answers when the last has come out; the first tenth is not measured. */
const source = `
const valueAt = ${valueAt.toString()};
const instants = Number(msg.req.query.instants), warm = Math.floor(instants / 10);
const totals = { windows: 0, sum: 0, alarms: 0, standing: 0, bad: 0, joined: 0 };
global.set('totals', totals);
const cpu = global.get('cpu');
const settle = async (until) => { while (totals.joined < until) await new Promise((go) => setTimeout(go, 0)); };
(async () => {
  let before = cpu();
  for (let i = 0; i < instants; i++) {
    const t = ${BEGIN_MS} + i * 1000;
    node.send([{ payload: valueAt(i, 0), t, bad: false }, { payload: valueAt(i, 1), t, bad: false }, null]);
    if (i % ${GROUP} === ${GROUP - 1}) await settle(i + 1);
    if (i === warm) { await settle(i + 1); before = cpu(); }
  }
  await settle(instants);
  const after = cpu();
  // What was joined last is still on its way to the end.
  await new Promise((go) => setTimeout(go, 200));
  node.send([null, null, { req: msg.req, res: msg.res, payload: { ...totals, cpu: after - before } }]);
})();
return null;`

/** A node of Node-RED has one input: who sends to the join says in the topic which of the two it is. */
const named = (input: 'a' | 'b', run: (...given: never[]) => unknown, given: string): string =>
  `const out = (${run.toString()})(${given}); out.topic = '${input}'; return out;`

const ends = `const totals = global.get('totals');`

function flow(): readonly object[] {
  const place = { z: 'tab', name: '' }
  const code = (id: string, func: string, wires: readonly (readonly string[])[]): object => ({
    ...place,
    id,
    type: 'function',
    func,
    outputs: wires.length,
    timeout: 0,
    noerr: 0,
    initialize: '',
    finalize: '',
    libs: [],
    wires,
  })
  return [
    { id: 'tab', type: 'tab', label: 'ten nodes', disabled: false },
    { ...place, id: 'ask', type: 'http in', url: '/run', method: 'get', upload: false, wires: [['source']] },
    code('source', source, [['sound'], ['usable'], ['answer']]),
    { ...place, id: 'answer', type: 'http response', statusCode: '200', headers: {}, wires: [] },
    code('sound', call(range, 'msg, 0, 16'), [['smooth']]),
    code('smooth', named('a', smooth, 'msg, context'), [['join']]),
    code('usable', named('b', range, 'msg, 1, 1000'), [['join']]),
    code('join', call(join, 'msg, context, msg.topic'), [['ratio']]),
    code('ratio', call(ratio, 'msg'), [['mean', 'high']]),
    code('mean', call(mean, 'msg, context'), [['point']]),
    code('high', call(high, `msg, ${LIMIT}`), [['lasting']]),
    code('lasting', `${ends} totals.joined++; ${call(lasting, 'msg, context')}`, [['alarm']]),
    code('point', `${ends} totals.windows++; if (!msg.bad) totals.sum += msg.payload; return null;`, []),
    code(
      'alarm',
      `${ends} totals.alarms++; if (msg.bad) totals.bad++; else if (msg.payload === 1) totals.standing++; return null;`,
      [],
    ),
  ]
}

/** Runs so many instants through Node-RED without its editor, in a process of its own. */
export async function runNodeRed(folder: string, instants: number): Promise<NodeRedRun> {
  const home = joinPath(folder, 'node-red')
  await mkdir(home, { recursive: true })
  await writeFile(joinPath(home, 'flows.json'), JSON.stringify(flow()))
  const port = await freePort()
  await writeFile(
    joinPath(home, 'settings.js'),
    `module.exports = { uiHost: '127.0.0.1', uiPort: ${port}, flowFile: 'flows.json', httpAdminRoot: false, disableEditor: true, telemetry: { enabled: false }, logging: { console: { level: 'error' } }, functionGlobalContext: { cpu: () => { const { user, system } = process.cpuUsage(); return user + system } } }`,
  )
  const program = joinPath(ensureNodeRed(), 'node_modules', 'node-red', 'red.js')
  const command = [process.execPath, program, '--userDir', home, '--settings', joinPath(home, 'settings.js')]
  const peer = await startPeer('node-red', command, port)
  try {
    const until = performance.now() + READY_MS
    for (;;) {
      // The server answers before the flow stands.
      const answer = await fetch(`http://127.0.0.1:${port}/run?instants=${instants}`)
      if (answer.ok) return (await answer.json()) as NodeRedRun
      if (performance.now() > until)
        throw new Fault('ingest_bench.peer_missing', { name: 'node-red', port, seconds: READY_MS / 1_000 })
      await wait(500)
    }
  } finally {
    await peer.close()
  }
}
