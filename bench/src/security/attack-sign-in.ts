import { type Arena, type Attack, inRounds, range, type Tally } from './attack-case.ts'
import { bearer, pause, type Said, send, sendJson } from './attack-wire.ts'
import { PASSWORD, type Stage } from './stage.ts'

const SESSION = '/api/v1/session'

const guess = (stage: Stage, from: string, username: string, password: string): Promise<Said> =>
  sendJson(stage, { path: SESSION, from, body: { username, password, kind: 'token' } })

/** No, and said so: a wrong pair, too many of them, or too many at once. */
const isRefusal = ({ status, code }: Said): boolean =>
  (status === 401 && code === 'identity.sign_in_refused') ||
  (status === 429 && (code === 'identity.too_many_attempts' || code === 'http.too_many_requests')) ||
  (status === 503 && code === 'factors.busy')

const saying = ({ status, code }: Said): string => `${status} ${code ?? 'without a code'}`

/** Whoever holds the account still gets in from where they are, within this, ms. */
const OWNER_MS = 10_000

const ownerGetsIn = async ({ stage, north }: Arena, tally: Tally): Promise<void> => {
  const begun = performance.now()
  for (;;) {
    const said = await sendJson(stage, {
      path: SESSION,
      headers: { 'x-forwarded-for': '203.0.113.7' },
      body: { username: north.admin.username, password: PASSWORD, kind: 'token' },
    })
    if (said.status === 200) return
    if (performance.now() - begun > OWNER_MS)
      return tally.found(`the owner of the account cannot sign in any more: ${saying(said)}`)
    await pause(500)
  }
}

const refusedSignIns = async ({ north }: Arena): Promise<number> => {
  const { items } = await north.admin.caller.need('/audit?action=session.refused&outcome=refused&limit=500')
  return items.length
}

const bruteForce: Attack = {
  name: 'brute force on one name',
  async run(arena, tally) {
    const { stage, north, quick } = arena
    const from = '127.66.1.1'
    const before = await refusedSignIns(arena)
    let looked = 0
    await inRounds(range(quick ? 80 : 400), 8, async (number) => {
      const said = await guess(stage, from, north.admin.username, `Summer-${number}`)
      if (said.status === 401) looked++
      tally.expect(isRefusal(said), () => `a guess was answered ${saying(said)}`)
    })
    if (looked > 20) tally.found(`${looked} guesses of one address were tried before it was slowed down`)
    const right = await guess(stage, from, north.admin.username, PASSWORD)
    tally.expect(right.status === 429, () => `the attacker's next guess is tried at once: ${saying(right)}`)
    if ((await refusedSignIns(arena)) === before) tally.found('the audit does not tell of it')
    await ownerGetsIn(arena, tally)
  },
}

/** NIST SP 800-63B-4 §3.2.2: no more than 100 failed attempts in a row on one account, wherever they come from. */
const MOST_ON_ONE_ACCOUNT = 100

const distributed: Attack = {
  name: 'brute force on one name from many addresses',
  async run(arena, tally) {
    const { stage, north, quick } = arena
    const victim = await north.member('bombarded', [{ role: 'viewer' }])
    let looked = 0
    await inRounds(range(quick ? 110 : 150), 4, async (number) => {
      const said = await guess(
        stage,
        `127.67.${number % 250}.${1 + (number % 200)}`,
        victim.username,
        `Winter-${number}`,
      )
      if (said.status === 401) looked++
      tally.expect(isRefusal(said), () => `a guess was answered ${saying(said)}`)
    })
    if (looked > MOST_ON_ONE_ACCOUNT)
      tally.found(`${looked} guesses on one account were tried; more addresses give more guesses without end`)
  },
}

const stuffing: Attack = {
  name: 'credential stuffing from one address',
  async run(arena, tally) {
    const { stage, quick } = arena
    const from = '127.66.1.2'
    let looked = 0
    const flood = inRounds(range(quick ? 150 : 1_000), 24, async (number) => {
      const said = await guess(stage, from, `person-${number}@plant.example`, `leaked-${number}`)
      if (said.status === 401) looked++
      tally.expect(isRefusal(said), () => `a pair was answered ${saying(said)}`)
    })
    await ownerGetsIn(arena, tally)
    await flood
    if (looked > 100) tally.found(`${looked} pairs of one address were tried`)
  },
}

const signInFlood: Attack = {
  name: 'sign-in flood from many addresses',
  async run(arena, tally) {
    const { stage, quick } = arena
    await inRounds(range(quick ? 100 : 600), 100, async (number) => {
      const said = await guess(
        stage,
        `127.68.${number % 200}.${1 + (number % 250)}`,
        `flood-${number}`,
        'x'.repeat(1_024),
      )
      tally.expect(isRefusal(said), () => `a sign-in was answered ${saying(said)}`)
    })
    await ownerGetsIn(arena, tally)
  },
}

const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0

const enumeration: Attack = {
  name: 'telling which names exist',
  async run({ stage, viewer, quick }, tally) {
    const turns = quick ? 24 : 80
    const texts = new Set<string>()
    const ratioOf = async (round: number): Promise<number> => {
      const times: [number[], number[]] = [[], []]
      for (const turn of range(turns)) {
        const exists = Math.random() < 0.5
        const from = `127.${160 + round}.${turn}.${1 + Math.floor(Math.random() * 250)}`
        const said = await guess(stage, from, exists ? viewer.username : `nobody-${turn}`, 'Not-the-password-9')
        times[exists ? 0 : 1].push(said.ms)
        texts.add(said.text)
        tally.expect(isRefusal(said), () => `a guess was answered ${saying(said)}`)
      }
      return middle(times[0]) / middle(times[1])
    }
    // One slow turn of a busy machine is no sign; a difference that stays is.
    let ratio = await ratioOf(0)
    for (let round = 1; round <= 3 && (ratio > 1.6 || ratio < 0.6); round++) ratio = await ratioOf(round)
    if (texts.size > 1) tally.found('the answer differs for a name that exists')
    if (ratio > 1.6 || ratio < 0.6) tally.found(`a name that exists takes ${ratio.toFixed(2)} times as long`)
  },
}

const cookieOf = ({ headers }: Said): string => [headers['set-cookie'] ?? []].flat().join('\n')

const fixation: Attack = {
  name: 'session fixation',
  async run({ stage, viewer, south }, tally) {
    for (const planted of [
      'A'.repeat(43),
      south.admin.token,
      '',
      `${'B'.repeat(43)}; millrace_session=${'C'.repeat(43)}`,
    ]) {
      const said = await sendJson(stage, {
        path: SESSION,
        from: '127.66.1.3',
        headers: { cookie: `millrace_session=${planted}` },
        body: { username: viewer.username, password: PASSWORD },
      })
      const cookie = cookieOf(said)
      const [, given = ''] = /millrace_session=([^;]*)/.exec(cookie) ?? []
      tally.expect(
        said.status === 200 && given.length >= 43 && !planted.includes(given),
        () => 'a planted session was kept',
      )
      tally.expect(
        /HttpOnly/i.test(cookie) &&
          /SameSite=Strict/i.test(cookie) &&
          /Path=\//i.test(cookie) &&
          !/Domain=/i.test(cookie),
        () => `the cookie is open to others: ${cookie.replace(given, '…')}`,
      )
      if (said.text.includes(given)) tally.found('the token of a cookie stands in the reply, where scripts can read it')
      const after = await send(stage, {
        path: SESSION,
        headers: { cookie: `millrace_session=${planted.slice(0, 43)}` },
      })
      const stranger = planted === south.admin.token
      tally.expect(
        stranger ? after.text.includes(south.admin.username) : after.status === 401,
        () => 'a planted session came to be the victim’s',
      )
      const out = await send(stage, {
        method: 'DELETE',
        path: SESSION,
        headers: { cookie: `millrace_session=${given}` },
      })
      const gone = await send(stage, { path: SESSION, headers: { cookie: `millrace_session=${given}` } })
      tally.expect(out.status === 204 && gone.status === 401, () => 'a session outlives signing out')
    }
  },
}

const wrongPlace: Attack = {
  name: 'session token in the wrong place',
  async run({ stage, north }, tally) {
    const { token } = north.admin
    const names = ['token', 'access_token', 'authorization', 'millrace_session', 'session', 'api_key', 'jwt']
    for (const name of names) {
      const said = await send(stage, { path: `${SESSION}?${name}=${token}` })
      tally.expect(said.status === 401, () => `?${name}= is taken as a token`)
    }
    for (const [name, value] of Object.entries({
      'x-api-key': token,
      'x-auth-token': token,
      'x-access-token': token,
      'proxy-authorization': `Bearer ${token}`,
      'x-authorization': `Bearer ${token}`,
      authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}`,
      'x-user': north.admin.username,
      'x-remote-user': north.admin.username,
      'remote-user': north.admin.username,
      'x-forwarded-user': north.admin.username,
      'x-webauth-user': north.admin.username,
      'x-tenant-id': north.id,
      'x-http-method-override': 'DELETE',
    })) {
      const said = await send(stage, { path: SESSION, headers: { [name]: value } })
      tally.expect(said.status === 401, () => `the header ${name} signs somebody in`)
    }
    const both = await send(stage, {
      path: SESSION,
      headers: { ...bearer('x'.repeat(43)), cookie: `millrace_session=${token}` },
    })
    tally.expect(both.status === 401, () => 'a wrong token falls back on the cookie')
  },
}

export const signInAttacks: readonly Attack[] = [
  bruteForce,
  distributed,
  stuffing,
  signInFlood,
  enumeration,
  fixation,
  wrongPlace,
]
