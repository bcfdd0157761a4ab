import { existsSync } from 'node:fs'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { type Crafted, craft } from '@millrace/packaging/attacks'
import { type Attack, range } from './attack-case.ts'
import { refused } from './attack-refusal.ts'
import { bearer, metricsOf, pause, type Said, send, sendJson } from './attack-wire.ts'

/** Strings that make a backtracking matcher try for ever. */
function hostile(length: number): Record<string, string> {
  return {
    'many a': `${'a'.repeat(length)}!`,
    'many spaces': `${' '.repeat(length)}x`,
    'nested wildcards': `${'%_'.repeat(length / 2)}`,
    backslashes: '\\'.repeat(length),
    'many dots': `${'.'.repeat(length)}@`,
    'many commas': ','.repeat(length),
    'many dashes': '0-'.repeat(length / 2),
    'many words': 'ab '.repeat(length / 3),
    'combining marks': `a${'\u0301'.repeat(length)}`,
    surrogates: '😀'.repeat(length / 2),
    'dictionary words': 'passwordqwertydragonletmein'.repeat(length / 27),
    leetspeak: 'p4$$w0rd1337'.repeat(length / 12),
    dates: '31.12.1999/'.repeat(length / 11),
    digits: '9'.repeat(length),
  }
}

const redos: Attack = {
  name: 'strings against slow matching',
  async run({ stage, north, viewer }, tally) {
    const headers = bearer(north.admin.token)
    for (const [name, text] of Object.entries(hostile(190))) {
      for (const list of ['assets', 'points', 'devices', 'members', 'audit']) {
        const path = `/api/v1/${list}?search=${encodeURIComponent(text)}`
        refused(tally, `search of ${list} for ${name}`, await send(stage, { path, headers }), [200])
      }
    }
    for (const [name, text] of Object.entries(hostile(8_000))) {
      const quoted = encodeURIComponent(text.slice(0, 3_000))
      for (const path of [
        `points/latest?ids=${quoted}`,
        `assets?cursor=${quoted}`,
        `audit?from=${quoted}`,
        `assets?parent=${quoted}`,
      ])
        refused(tally, `${path.split('=')[0]}= ${name}`, await send(stage, { path: `/api/v1/${path}`, headers }))
      const accept = `${text.slice(0, 4_000)};q=0.5`.replaceAll(/[^\x20-\x7e]/g, 'x')
      const asked = await send(stage, {
        path: '/api/v1/overview',
        headers: { ...headers, accept, 'user-agent': accept, cookie: accept },
      })
      refused(tally, `headers of ${name}`, asked, [200])
      refused(
        tally,
        `handle of ${name}`,
        await sendJson(stage, {
          path: '/api/v1/invitations/acceptance',
          from: '127.72.0.1',
          body: { token: text, username: text, password: text },
        }),
      )
      for (const length of [100, 1_000])
        refused(
          tally,
          `password of ${name}, ${length} long`,
          await sendJson(stage, {
            path: '/api/v1/me/password',
            headers: bearer(viewer.token),
            body: { current: 'Not-the-password-9', next: text.slice(0, length), password: text.slice(0, length) },
          }),
        )
    }
  },
}

/** Passwords are weighed when an account is made; that must not take longer for odd ones. */
const passwordWeighing: Attack = {
  name: 'passwords that are slow to weigh',
  async run({ stage, south }, tally) {
    for (const [number, [name, text]] of Object.entries(hostile(1_000)).entries()) {
      const invitation = await south.admin.caller.need('/invitations', {
        method: 'POST',
        body: { name: 'weigher', roles: [{ role: 'viewer' }] },
      })
      const said = await sendJson(stage, {
        path: '/api/v1/invitations/acceptance',
        from: `127.72.1.${number + 1}`,
        body: { token: invitation['token'], username: `weigher-${number}`, password: text.slice(0, 1_024) },
      })
      refused(tally, `a password of ${name}`, said, [200, 201])
    }
  },
}

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth)

/** Objects that say nothing a profile has: nothing changes. */
const changesNothing = new Set(['the same key often', 'many keys', 'a huge key', 'objects in objects'])

const jsonBombs: Attack = {
  name: 'deep, wide and huge JSON',
  async run(arena, tally) {
    const { stage, south, quick } = arena
    const { name, secret } = await south.device('bomber', { fine: 1 })
    const before = await metricsOf(stage)
    const bombs: Record<string, string> = {
      'arrays in arrays': nested('[', ']', quick ? 50_000 : 400_000),
      'objects in objects': `${'{"a":'.repeat(quick ? 50_000 : 150_000)}1${'}'.repeat(quick ? 50_000 : 150_000)}`,
      'an open end': '['.repeat(500_000),
      'a huge number': `{"name":${'9'.repeat(500_000)}}`,
      'a huge exponent': '{"name":1e999999999,"locale":-1e999999999}',
      'a huge key': `{"${'k'.repeat(900_000)}":1}`,
      'many keys': `{${range(60_000)
        .map((key) => `"k${key}":1`)
        .join()}}`,
      'the same key often': `{${range(60_000)
        .map(() => '"name":"a"')
        .join()}}`,
      'many escapes': `{"name":"${'\\u0000'.repeat(100_000)}"}`,
      'lone surrogates': '{"name":"\\ud800\\udc00\\ud800"}',
      'bad UTF-8': 'bytes',
      'more than is taken': `{"name":"${'x'.repeat(1_200_000)}"}`,
      nothing: '',
      'not JSON': '{name:1}',
      null: 'null',
      'a number alone': '7',
    }
    for (const [what, text] of Object.entries(bombs)) {
      const body = what === 'bad UTF-8' ? Buffer.from([0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22]) : text
      for (const path of ['/api/v1/session', '/api/v1/me', '/api/v1/grants', '/api/v1/telemetry']) {
        const token = path.endsWith('telemetry') ? `${name}:${secret}` : south.admin.token
        const headers = { ...bearer(token), 'content-type': 'application/json' }
        const said = await send(stage, { method: 'POST', path, headers, body, from: '127.73.0.1' })
        // A connection that is cut while the body still comes was refused for its length.
        const cut = what === 'more than is taken' ? [0] : []
        refused(tally, `${what} to ${path}`, said, path.endsWith('/me') && changesNothing.has(what) ? [204] : cut)
      }
    }
    const after = await metricsOf(stage)
    // The journal of refusals names the reason that was met first.
    for (const reason of ['malformed_payload', 'too_many_keys', 'duplicate_key', 'key_too_long'])
      if ((after.get(reason) ?? 0) > (before.get(reason) ?? 0)) return
    tally.found('/metrics counts none of it')
  },
}

/** Names that PostgreSQL cannot hold: whoever has to store them must not be stopped by them. */
const unstorable: Attack = {
  name: 'names that no table can hold',
  async run({ stage, north, south }, tally) {
    const { name, secret } = await south.device('unwriter', { fine: 1 })
    const tell = (body: string): Promise<Said> =>
      sendJson(stage, { path: '/api/v1/telemetry', headers: bearer(`${name}:${secret}`), body })
    for (const key of ['a\\u0000b', '\\u0000', '\\ud800', 'x\\udfff', '\\u202e\\u0000', ' ', '\\n'])
      refused(tally, `a key "${key}"`, await tell(`{"${key}":1}`), [204])
    for (const value of ['a\\u0000b', '\\ud800'])
      refused(tally, `a value "${value}"`, await tell(`{"fine":"${value}"}`), [204])
    // The same device, and that of others, are heard as before.
    await tell('{"afterwards":1}')
    await north.device('bystander', { undisturbed: 1 })
    for (const [caller, point] of [
      [south.admin.caller, 'afterwards'],
      [north.admin.caller, 'undisturbed'],
    ] as const) {
      const seen = async (): Promise<boolean> => {
        const { items } = await caller.need(`/points?search=${point}`)
        return items.length > 0
      }
      let there = await seen()
      for (let wait = 0; wait < 50 && !there; wait++) {
        await pause(100)
        there = await seen()
      }
      tally.expect(there, () => `"${point}" of a device that came later is not to be seen`)
    }
  },
}

const compressedBombs: Attack = {
  name: 'compressed bodies',
  async run({ stage, south, quick }, tally) {
    const zeros = Buffer.alloc((quick ? 16 : 200) * 1_048_576, 0x20)
    const packings: Record<string, Buffer> = {
      gzip: gzipSync(zeros),
      'x-gzip': gzipSync(zeros),
      deflate: deflateSync(zeros),
      br: brotliCompressSync(Buffer.alloc(1_048_576, 0x20)),
      'gzip, gzip': gzipSync(gzipSync(zeros)),
    }
    const memory = (await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0
    for (const [encoding, body] of Object.entries(packings)) {
      for (const path of ['/api/v1/me', '/api/v1/session', '/api/v1/telemetry']) {
        const headers = {
          ...bearer(south.admin.token),
          'content-type': 'application/json',
          'content-encoding': encoding,
        }
        refused(
          tally,
          `${encoding} to ${path}`,
          await send(stage, { method: 'POST', path, headers, body, from: '127.73.0.2' }),
          [0],
        )
      }
    }
    const after = (await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0
    if (after - memory > 150 * 1_048_576) tally.found(`memory grew by ${((after - memory) / 1_048_576).toFixed(0)} MiB`)
  },
}

/** A file at the place where an archive that leaves its folder would write. */
const OUTSIDE = `/tmp/millrace-zip-slip-${process.pid}`

const evil = Buffer.from('evil')
const zeros = (mib: number): Buffer => Buffer.alloc(mib * 1_048_576)
const named = (...names: string[]): Crafted[] => names.map((name) => ({ name, data: evil }))

/** Routes that take archives, and the file that each begins with. */
const takersOfPackages: Readonly<Record<string, string>> = {
  '/api/v1/apps/packages': 'app.yaml',
  '/api/v1/mechanisms/packages': 'model.yaml',
}

/** Archives that no honest program writes, by what is wrong with them. @param manifest the file that a package begins with */
const archives = (quick: boolean, manifest: string): Readonly<Record<string, Uint8Array>> => ({
  'a way up': craft(named(manifest, `../../../../../../../..${OUTSIDE}`)),
  'a way up in the middle': craft(named(manifest, `code/../../../../../../..${OUTSIDE}`)),
  'an absolute path': craft(named(manifest, OUTSIDE)),
  'a path of Windows': craft(named(manifest, `C:\\Windows\\evil`, '..\\..\\evil')),
  'another name beside the data': craft([{ name: manifest, inside: `..${OUTSIDE}`, data: evil }]),
  'one name twice': craft(named(manifest, manifest)),
  'names that differ by case': craft(named(manifest, 'a', 'A')),
  'what every object has': craft(named(manifest, '__proto__', 'constructor/prototype')),
  'a NUL in a name': craft(named(manifest, 'a\0b')),
  'a bomb': craft([{ name: manifest, data: zeros(quick ? 32 : 200) }]),
  'a bomb that lies about its size': craft([{ name: manifest, data: zeros(quick ? 32 : 200), declared: 4 }]),
  'parts over each other': craft([
    { name: manifest, data: evil },
    { name: 'b', data: evil, at: 0 },
  ]),
  'many files': craft(range(quick ? 5_000 : 60_000).map((i) => ({ name: `f${i}`, data: evil }))),
  'no archive': Buffer.alloc(1_048_576, 0x50),
})

const zipSlip: Attack = {
  name: 'archives that write outside (zip-slip)',
  async run({ stage, south, quick }, tally) {
    const document = JSON.parse((await send(stage, { path: '/openapi.json' })).text) as {
      readonly paths: Readonly<Record<string, object>>
    }
    const takers = Object.entries(document.paths).filter(([path, of]) => 'post' in of && path.endsWith('/packages'))
    tally.expect(
      takers
        .map(([path]) => path)
        .sort()
        .join() === Object.keys(takersOfPackages).join(),
      () => `routes that take packages are ${takers.map(([path]) => path).join()}`,
    )
    const headers = { ...bearer(south.admin.token), 'content-type': 'application/octet-stream' }
    // Each has a thread of its own that stays, and takes its code with the first.
    for (const path of Object.keys(takersOfPackages))
      refused(
        tally,
        `an archive with nothing in it to ${path}`,
        await send(stage, { method: 'POST', path, headers, body: craft([]) }),
      )
    const memory = (await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0
    for (const [path, manifest] of Object.entries(takersOfPackages))
      for (const [wrong, body] of Object.entries(archives(quick, manifest)))
        refused(
          tally,
          `an archive with ${wrong} to ${path}`,
          await send(stage, { method: 'POST', path, headers, body }),
        )
    tally.expect(!existsSync(OUTSIDE), () => `${OUTSIDE} was written`)
    const after = (await metricsOf(stage)).get('process_resident_memory_bytes') ?? 0
    if (after - memory > 150 * 1_048_576) tally.found(`memory grew by ${((after - memory) / 1_048_576).toFixed(0)} MiB`)
  },
}

export const bodyAttacks: readonly Attack[] = [redos, passwordWeighing, jsonBombs, unstorable, compressedBombs, zipSlip]
