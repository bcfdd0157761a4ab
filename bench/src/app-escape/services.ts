import type { Packed } from './apps.ts'

/** What a service is given to reach for. */
export interface Bait {
  /** A point and an asset of its own organisation that it is not bound to, and those of another. */
  readonly strange: { readonly point: string; readonly asset: string }
  readonly foreign: { readonly point: string; readonly asset: string; readonly installation: string }
  /** URLs of a door on this machine that counts who comes. */
  readonly door: string
  readonly closedDoor: string
}

/** One way in which a service misbehaves, and how that must end. */
export interface ServiceAttack {
  readonly name: string
  /** Of the body of `http(bait, context)`. */
  readonly body: string
  /** Codes of faults, any of which may end it: of the call, or of what was asked in it. */
  readonly ends: readonly string[]
  /** Where it lies in the module outside of the function. */
  readonly before?: string
  readonly more?: Partial<Packed>
}

const slow = ['app.service_slow']
/** Whichever comes first on a machine that is busy. */
const starved = ['app.service_greedy', 'app.service_slow']
const failed = ['app.service_failed']
const unbound = ['assets.point_unknown', 'apps.not_agreed', 'assets.asset_unknown']
const outside = ['apps.not_agreed']

/** What is asked gives the code of its refusal. */
const asking = (name: string, work: string, ends: readonly string[], more: Partial<Packed> = {}): ServiceAttack => ({
  name,
  body: `try { await ${work}; return 'reached' } catch (refused) { return refused.code ?? 'no code' }`,
  ends,
  more,
})
const hour = '{ from: 0, to: Date.now() }'
const write = { permissions: ['point:read', 'point:write'] }

export const serviceAttacks: readonly ServiceAttack[] = [
  asking('a value of another asset', 'context.points.latest([bait.strange.point])', unbound),
  asking('a value of another organisation', 'context.points.latest([bait.foreign.point])', unbound),
  asking('history of another organisation', `context.points.history([bait.foreign.point], ${hour})`, unbound),
  asking('samples of another organisation', `context.points.samples(bait.foreign.point, ${hour})`, unbound),
  asking('a write that nobody agreed to', "context.points.write(bait.strange.point, 1, 'x')", unbound),
  asking('a write in another organisation', "context.points.write(bait.foreign.point, 1, 'x')", unbound, write),
  asking('alarms that nobody agreed to', 'context.alarms.active([bait.foreign.asset])', outside),
  asking('KPIs of another organisation', `context.kpis.of(bait.foreign.asset, ${hour})`, unbound),
  asking('a table of another installation', 'context.tables.rows(bait.foreign.installation)', ['apps.table_unknown']),
  asking('a table of the platform', "context.tables.rows('kept; select * from users')", ['apps.table_unknown']),
  asking('SQL in a filter', "context.tables.rows('kept', { where: { 'id\" or 1=1 --': 1 } })", ['apps.column_unknown']),
  asking('SQL in an order', "context.tables.rows('kept', { order: 'id; drop table users' })", [
    'apps.order_unfit',
    'apps.column_unknown',
  ]),
  asking('SQL in a column', "context.tables.put('kept', [{ id: 'a', 'n) values (1); --': 1 }])", [
    'apps.column_unknown',
  ]),
  asking('a secret that is none of its', "context.secret('__proto__')", ['apps.secret_unknown']),
  asking('a model that it does not bring', "context.models.call('../../../etc/passwd', {})", ['apps.not_agreed']),
  asking('a host that nobody agreed to', "context.http.ask({ url: 'https://example.org/' })", outside),
  asking('this machine', 'context.http.ask({ url: bait.door })', outside),
  asking('a file as an address', "context.http.ask({ url: 'file:///etc/passwd' })", outside),
  asking(
    'this machine, agreed to',
    'context.http.ask({ url: bait.closedDoor })',
    ['outgoing.address_refused', 'outgoing.url_refused', 'outgoing.scheme_refused'],
    { reaches: ['127.0.0.1'] },
  ),
  { name: 'a file', body: "return (await import('node:fs')).readFileSync('/etc/passwd', 'utf8')", ends: failed },
  { name: 'the process', body: "return (() => 1).constructor('return process.pid')()", ends: failed },
  {
    name: 'the network of the engine',
    body: 'return (await fetch(bait.door)).status',
    ends: failed,
  },
  { name: 'an import', before: "import 'node:child_process'", body: 'return 1', ends: ['app.service_import'] },
  { name: 'a file of its pages', before: "import '../app.yaml'", body: 'return 1', ends: ['app.service_import'] },
  { name: 'a loop without end', body: 'for (;;);', ends: slow },
  { name: 'a loop as it is loaded', before: 'for (;;);', body: 'return 1', ends: slow },
  { name: 'a pattern without end', body: "return /^(a+)+$/.test('a'.repeat(60) + 'b')", ends: slow },
  { name: 'code that nothing interrupts', body: "return new Array(2 ** 32 - 1).join('')", ends: starved },
  {
    name: 'promises without end',
    body: 'const again = () => Promise.resolve().then(again); await again()',
    ends: starved,
  },
  { name: 'a promise that nobody keeps', body: 'await new Promise(() => undefined)', ends: ['app.service_stuck'] },
  { name: 'objects without end', body: 'const kept = []; for (;;) kept.push({ of: kept.length })', ends: starved },
  {
    name: 'buffers without end',
    body: 'const kept = []; for (;;) kept.push(new Float64Array(1e6).fill(1))',
    ends: starved,
  },
  { name: 'a text without end', body: "let text = 'x'; for (;;) text += text", ends: [...starved, ...failed] },
  { name: 'log without end', body: "for (;;) context.log.info('x'.repeat(2000))", ends: ['app.service_talks'] },
  {
    name: 'questions without end',
    body: "for (;;) await context.tables.rows('kept')",
    ends: ['app.service_asks', ...slow],
    more: { timeMs: 5_000 },
  },
  {
    name: 'a million events',
    body: "for (let i = 0; i < 1e6; i++) await context.events.emit('storm', i)",
    ends: ['app.service_failed', 'app.service_asks', ...slow],
    more: { timeMs: 5_000 },
  },
  {
    name: 'a million events at once',
    body: "for (let i = 0; i < 1e6; i++) context.events.emit('storm', i)",
    ends: ['app.service_asks', ...starved],
  },
  { name: 'a result of 100 MB', body: "return 'x'.repeat(1e8)", ends: ['app.service_result', ...starved, ...failed] },
  { name: 'a result without bottom', body: 'const of = {}; of.of = of; return of', ends: ['app.service_result'] },
  { name: 'a result that watches', body: 'return new Proxy({}, { ownKeys() { for (;;); } })', ends: slow },
  { name: 'recursion', body: 'const deeper = () => deeper() + 1; return deeper()', ends: failed },
  {
    name: 'all that code stands on, bent',
    body: 'Object.prototype.then = JSON.stringify = Function.prototype.call = () => { throw 1 }; return context.points.latest([bait.foreign.point])',
    ends: [...failed, 'app.service_result', 'app.service_stuck'],
  },
]
