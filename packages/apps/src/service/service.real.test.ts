import { Fault } from '@millrace/core'
import { afterAll, describe, expect, test } from 'vitest'
import type { HostCall, LogLine, ServiceContext, ServiceHost } from './host.ts'
import { type ServiceProgram, serviceProgram } from './program.ts'
import { openServiceRunner, type ServiceOutcome } from './runner.ts'

const runner = openServiceRunner()
afterAll(() => runner.close())

const context: ServiceContext = {
  settings: { price: 0.7 },
  assets: { compressor: [{ id: 'a1', name: 'C1', points: { power: 'p1', start: undefined } }] },
  now: '2026-03-01T06:00:00.000Z',
}

let made = 0
/** A service with this code, of an installation of its own unless told. */
function programOf(
  code: string | Record<string, string>,
  { owner = `i${++made}`, ...more }: { owner?: string; timeMs?: number; memory?: number } = {},
): ServiceProgram {
  const files = typeof code === 'string' ? { 'services/one.js': code } : code
  const bytes = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const)
  const manifest = { id: 'works/board', services: [{ name: 'one', file: 'services/one.js', timeMs: 5_000, ...more }] }
  // Only what is looked at.
  return serviceProgram({ manifest, files: new Map(bytes) } as never, 'one', owner)
}

type Answers = (call: HostCall, args: readonly unknown[], signal: AbortSignal) => unknown
function hostOf(answers: Answers = (call) => call): ServiceHost & { lines: LogLine[] } {
  const lines: LogLine[] = []
  return {
    lines,
    log: (line) => void lines.push(line),
    ask: async (call, args, signal) => answers(call, args, signal),
  }
}

const call = (program: ServiceProgram, input: unknown = null, host = hostOf()): Promise<ServiceOutcome> =>
  runner.run(program, { entry: 'http', input, context }, host)

/** What `http` with this body gives. */
async function given(body: string, input: unknown = null, host = hostOf()): Promise<unknown> {
  const outcome = await call(programOf(`export async function http(input, context) { ${body} }`), input, host)
  if (outcome.is !== 'done') throw outcome.fault
  return outcome.output
}

/** How a service with this code ends: the code of its fault, and its words. */
async function endOf(
  code: string | Record<string, string>,
  limits: { timeMs?: number; memory?: number } = {},
  host = hostOf(),
): Promise<string> {
  const outcome = await call(programOf(code, limits), null, host)
  return outcome.is === 'done' ? 'done' : `${outcome.is} ${outcome.fault.code}: ${outcome.fault.message}`
}

const bodyEnds = (body: string, limits = {}, host = hostOf()): Promise<string> =>
  endOf(`export async function http(input, context) { ${body} }`, limits, host)

describe('a service', () => {
  test('is given its context, asks its host, and gives a result', async () => {
    const host = hostOf((asked, args) => (asked === 'points.latest' ? [{ value: 7 }] : { asked, args }))
    const body = `
      const [power] = await context.points.latest([context.assets.compressor[0].points.power])
      const rest = await Promise.all([context.secret('token'), context.tables.rows('entries'), context.http.ask({ url: 'https://x' })])
      context.log.info('seen', { power: power.value })
      return { cost: power.value * context.settings.price * input.hours, start: context.assets.compressor[0].points.start, rest, at: new Date(), n: NaN }`
    expect(await given(body, { hours: 2 }, host)).toEqual({
      cost: 7 * 0.7 * 2,
      rest: [
        { asked: 'secret', args: ['token'] },
        { asked: 'tables.rows', args: ['entries', {}] },
        { asked: 'http.ask', args: [{ url: 'https://x' }] },
      ],
      at: '2026-03-01T06:00:00.000Z',
      n: null,
    })
    expect(host.lines).toEqual([{ level: 'info', text: 'seen', fields: { power: 7 } }])
  })

  test('every and event are functions of their own; one that is not there is told', async () => {
    const program = programOf('export const every = ({ now }) => now\nexport const event = (event) => event.id')
    expect(await runner.run(program, { entry: 'every', context }, hostOf())).toMatchObject({ output: context.now })
    const event = { entry: 'event', input: { id: 'e1' }, context } as const
    expect(await runner.run(program, event, hostOf())).toMatchObject({ output: 'e1' })
    expect(await endOf('export const every = 1')).toMatch(/service_broken: .*it exports no function http/)
  })

  test('imports files of services/, and nothing else', async () => {
    const one = (line: string) => ({
      'services/one.js': `${line}\nexport const http = () => two`,
      'services/lib/two.js': 'export const two = 2',
      'pages/lib.js': 'export const two = 3',
    })
    expect(await endOf(one("import { two } from './lib/two.js'"))).toBe('done')
    for (const from of ['node:fs', '../pages/lib.js', '/etc/passwd', 'https://example.org/x.js'])
      expect(await endOf(one(`import { two } from '${from}'`))).toMatch(/^failed app\.service_import: /)
  })

  test('remembers nothing from call to call, whatever it bent', async () => {
    const program = programOf(`let n = 0
      export function http() {
        const seen = [n++, globalThis.mark, {}.mark, [].mark, Math.mark, typeof Date.mark].join()
        for (const of of [globalThis, Object.prototype, Array.prototype, Math, Date]) of.mark = 'x'
        return seen
      }`)
    for (let i = 0; i < 3; i++) expect(await call(program)).toMatchObject({ output: '0,,,,,undefined' })
  })

  test('has another chance at every call, and the one it is given', async () => {
    const program = programOf('export const http = () => [Math.random(), Math.random()]')
    const run = async (seed?: number): Promise<unknown> =>
      runner.run(program, { entry: 'http', input: null, context: { ...context, ...(seed ? { seed } : {}) } }, hostOf())
    const output = async (seed?: number) => ((await run(seed)) as { output: number[] }).output
    expect(await output()).not.toEqual(await output())
    expect(await output(7)).toEqual(await output(7))
  })

  test('hears why its host refused, and goes on', async () => {
    const host = hostOf((asked) => {
      if (asked === 'secret') throw new Fault('app.service_unknown', { app: 'works/board', service: 'x' })
      throw new Error('SELECT * FROM secrets')
    })
    const body = `
      const told = async (work) => work.catch(({ code, message, remedy }) => [code, message, remedy])
      return [await told(context.secret('x')), await told(context.kpis.of('a', {}))]`
    expect(await given(body, null, host)).toEqual([
      ['app.service_unknown', 'The app works/board has no service x.', 'Call one of those that its manifest names.'],
      ['app.service_host', expect.not.stringContaining('SELECT'), expect.any(String)],
    ])
    expect(await bodyEnds("await context.secret('x')", {}, host)).toMatch(/service_failed: .*\[app\.service_unknown\]/)
  })

  test('is told what the service refuses by itself, in its words; file and line are told apart', async () => {
    const throwing = (more: string) =>
      call(
        programOf(`export const http = () => { throw Object.assign(new Error('Expected a flow, saw -1'), ${more}) }`),
      )
    expect(await throwing("{ code: 'flow_unfit', remedy: 'Read the plate.' }")).toMatchObject({
      is: 'refused',
      fault: {
        code: 'app.service_refused',
        facts: { reason: 'flow_unfit', seen: 'Expected a flow, saw -1' },
        remedy: 'Read the plate.',
      },
      where: expect.stringMatching(/^services\/one\.js:1/),
    })
    // What looks like a fault of the platform, or like none, is a failure.
    for (const more of ["{ code: 'apps.not_agreed' }", "{ code: 'A b' }", '{}']) {
      const failed = await throwing(more)
      expect(failed).toMatchObject({ is: 'failed', fault: { code: 'app.service_failed' } })
      expect((failed as { fault: Error }).fault.message).not.toContain('one.js')
    }
  })

  test('what it does not wait for is done all the same', async () => {
    const done: unknown[] = []
    const slowly = hostOf(async (_, args) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      done.push(args[0])
    })
    expect(await given("for (let i = 0; i < 20; i++) context.events.emit('e' + i); return 'left'", null, slowly)).toBe(
      'left',
    )
    expect(done).toHaveLength(20)
  })
})

describe('is stopped and named', () => {
  test.each([
    ['an endless loop', 'for (;;);', /^stopped app\.service_slow/],
    ['a loop behind a promise', 'await null; for (;;);', /^stopped app\.service_slow/],
    ['one that catches what stops it', 'for (;;) try { for (;;); } catch {} finally { continue }', /service_slow/],
    [
      'promises without end',
      'const again = () => Promise.resolve().then(again); await again()',
      /service_(slow|greedy)/,
    ],
    [
      'a storm of promises',
      'for (;;) { const of = []; for (let i = 0; i < 1e4; i++) of.push((async () => i)()); await Promise.all(of) }',
      /service_slow/,
    ],
    ['a regular expression', "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))", /service_slow/],
    ['code of the engine that nothing interrupts', "new Array(2 ** 32 - 1).join('')", /service_(slow|greedy)/],
    ['a getter of its result', 'return { get of() { for (;;); } }', /service_slow/],
    [
      'a sum over many answers',
      "for (;;) { await context.secret('x'); for (let i = 0; i < 1e5; i++); }",
      /service_(slow|asks)/,
    ],
    [
      'a result without end',
      'const of = { of: [] }; let at = of; for (let i = 0; i < 30; i++) { const next = { a: 1 }; at.a = at.b = at.c = next; at = next } return of',
      /service_(slow|greedy)/,
    ],
  ])('%s, by its time', async (_, body, words) => {
    expect(await bodyEnds(body, { timeMs: 150 })).toMatch(words)
  })

  test.each([
    ['a promise that is never resolved', 'await new Promise(() => undefined)', /^stopped app\.service_stuck/],
    ['a thenable that never tells', 'return { then() {} }', /service_stuck/],
    ['calls of its host without end', "for (;;) await context.secret('x')", /^stopped app\.service_asks: .*1000/],
    ['the same at once', "for (let i = 0; i < 1e6; i++) context.secret('x')", /service_asks/],
    ['log without end', "for (;;) context.log.info('x')", /^stopped app\.service_talks: .*200/],
  ])('%s, whatever time it has', async (_, body, words) => {
    expect(await bodyEnds(body, { timeMs: 20_000 })).toMatch(words)
  })

  test.each([
    ['objects', 'const kept = []; for (;;) kept.push({ of: kept.length })'],
    ['typed arrays', 'const kept = []; for (;;) kept.push(new Float64Array(1e6))'],
    ['a text', "let text = 'x'; for (;;) text += text"],
    ['a result', "return 'x'.repeat(2 ** 28)"],
  ])('memory without end: %s', async (_, body) => {
    expect(await bodyEnds(body)).toMatch(/^(stopped app\.service_greedy|failed app\.service_failed: .*(memory|string))/)
  })

  test.each([
    ['deep calls', 'const down = () => down() + 1; return down()', /^failed app\.service_failed/],
    ['a deep text of JSON', "return JSON.parse('['.repeat(1e6))", /^failed app\.service_failed/],
    [
      'a deep result',
      'let of = 1; for (let i = 0; i < 1e5; i++) of = [of]; return of',
      /service_result: .*more than 32/,
    ],
    ['a result in a circle', 'const of = {}; of.of = of; return of', /service_result: .*more than 32/],
    ['a long result', "return 'x'.repeat(2 ** 20 + 1)", /service_result: .*saw 1048579 characters/],
    ['a function as result', 'return { of: () => 1 }', /service_result: .*what it gives\.of is a function/],
    ['a map as result', 'return new Map()', /service_result: .*an object of another kind \(Map\)/],
    ['a result that throws', "return { get of() { throw new Error('not that') } }", /service_result: .*not that/],
    ['a prototype as result', `return JSON.parse('{ "__proto__": { "x": 1 } }')`, /service_(result|failed)|done/],
    [
      'a large question',
      "await context.events.emit('x', 'y'.repeat(2 ** 20))",
      /service_result: .*in what it asks of events\.emit/,
    ],
    ['an import as it runs', "await import('node:fs')", /service_failed: .*is no file of the package/],
    ['a thrown nothing', 'throw undefined', /service_failed: .*undefined/],
    ['a thrown trap', 'throw new Proxy({}, { get() { throw 1 } })', /service_failed: .*cannot be told/],
  ])('%s', async (_, body, words) => {
    expect(await bodyEnds(body, { timeMs: 20_000 })).toMatch(words)
  })

  test('what waits too long for its host', async () => {
    let ended = false
    const never = hostOf(
      (_, __, signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            ended = true
          })
        }),
    )
    expect(await bodyEnds("await context.secret('x')", { timeMs: 20 }, never)).toMatch(
      /^stopped app\.service_waits: .*within 220 ms/,
    )
    expect(ended).toBe(true)
  })

  test('what its app was suspended under, at once', async () => {
    const suspended = new AbortController()
    const host = hostOf(() => {
      suspended.abort()
      return new Promise(() => undefined)
    })
    const program = programOf("export const http = (_, { secret }) => secret('x')")
    const outcome = await runner.run(program, { entry: 'http', input: null, context }, host, suspended.signal)
    expect(outcome).toMatchObject({ is: 'stopped', fault: { code: 'app.service_ended' } })
  })

  test('as it is loaded, too', async () => {
    expect(await endOf('for (;;);\nexport const http = () => 1', { timeMs: 200 })).toMatch(/service_slow/)
    expect(await endOf('await new Promise(() => 1)\nexport const http = () => 1')).toMatch(
      /service_broken: .*waits for/,
    )
    expect(await endOf('export const http = () => {\n  1 2 }')).toMatch(/service_broken: .*services\/one\.js:2/)
  })

  test('what is answered too much is refused, and its thread goes on', async () => {
    const much = hostOf(() => 'x'.repeat(9 * 1024 * 1024))
    expect(await bodyEnds("await context.secret('x')", {}, much)).toMatch(/\[app\.service_answer\]/)
    const more = hostOf(() => 'x'.repeat(7 * 1024 * 1024))
    expect(await bodyEnds("const kept = []; for (;;) kept.push(await context.secret('x'))", {}, more)).toMatch(
      /service_greedy|service_failed: .*out of memory/,
    )
  })
})

describe('what a service can reach', () => {
  test.each([
    'typeof process + typeof require + typeof fetch + typeof setTimeout + typeof WebAssembly + typeof hear',
    "(() => 1).constructor('return typeof process + typeof require + typeof hear')()",
    "context.secret.constructor.constructor('return typeof process + typeof hear')()",
    "(0, eval)('typeof process + typeof module')",
    "new Error().stack.includes('/work') || ''",
    'Object.keys(globalThis)',
  ])('nothing of the process: %s', async (expression) => {
    expect(String(await given(`return String(${expression})`)).replaceAll('undefined', '')).toBe('')
  })

  test.each([
    'Object.prototype.toJSON = Array.prototype.toJSON = () => 1',
    'JSON.stringify = JSON.parse = Object.keys = () => { throw 1 }',
    'Object.defineProperty(Array.prototype, 0, { set() {}, get() { return 1 } })',
    'Object.defineProperty(Object.prototype, "resolve", { set() {}, get() { throw 1 } })',
    'Promise.prototype.then = () => { throw 1 }; Promise = undefined',
    'Object.defineProperty(Object.prototype, "then", { get() { throw 1 } })',
    'Error.prepareStackTrace = (_, of) => of.map((one) => one.getFunction()("done", "1"))',
    'delete globalThis.Object; delete globalThis.JSON',
  ])('bending what all code stands on harms itself alone: %s', async (bend) => {
    const host = hostOf((asked, args) => ({ asked, args }))
    const end = await endOf(`${bend}\nexport const http = async (_, context) => [await context.secret('x')]`, {}, host)
    expect(end).toMatch(/^(done$|failed app\.service_(failed|result|broken)|stopped app\.service_stuck)/)
    expect(await given("return (await context.secret('x')).args", null, host)).toEqual(['x'])
  })
})

describe('neighbours', () => {
  test('answer while one installation hangs in all that it may have', async () => {
    const hang = programOf("export function http() { new Array(2 ** 32 - 1).join(''); for (;;); }", {
      owner: 'greedy',
      timeMs: 100,
    })
    const ends = Array.from({ length: 5 }, () => call(hang))
    const neighbour = programOf('export const http = (input) => input')
    for (let i = 0; i < 5; i++) expect(await call(neighbour, i)).toMatchObject({ is: 'done', output: i })
    for (const end of await Promise.all(ends)) expect(end).toMatchObject({ is: 'stopped' })
    expect(await call(neighbour, 'after')).toMatchObject({ output: 'after' })
  })

  test('calls of one installation have an end', async () => {
    const program = programOf("export const http = (_, { secret }) => secret('x')", { owner: 'many' })
    const open = Promise.withResolvers<string>()
    const host = hostOf(() => open.promise)
    const calls = Array.from({ length: 101 }, () => call(program, null, host))
    expect(await calls.at(-1)).toMatchObject({ is: 'stopped', fault: { code: 'app.service_busy' } })
    open.resolve('x')
    for (const end of await Promise.all(calls.slice(0, -1))) expect(end).toMatchObject({ is: 'done' })
  })
})
