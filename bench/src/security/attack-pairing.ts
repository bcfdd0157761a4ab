import { randomBytes } from 'node:crypto'
import { type Arena, type Attack, inRounds, range, type Tally } from './attack-case.ts'
import { bearer, pause, type Said, send, sendJson } from './attack-wire.ts'
import type { Stage } from './stage.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
/** What a program waits between two questions, ms, and a little more. */
const INTERVAL_MS = 2_100

interface Begun {
  readonly device_code: string
  readonly user_code: string
}

const bodyOf = <T>({ text }: Said): T => JSON.parse(text) as T
const saying = ({ status, code }: Said): string => `${status} ${code ?? 'without a code'}`

const begin = async (stage: Stage, clientName: string): Promise<Begun> => {
  const body = { client_name: clientName }
  return bodyOf<Begun>(await sendJson(stage, { path: '/api/v1/device-authorization', body, from: '127.66.9.1' }))
}

const poll = (stage: Stage, deviceCode: string, from = '127.66.9.1'): Promise<Said> =>
  sendJson(stage, { path: '/api/v1/device-token', body: { grant_type: GRANT, device_code: deviceCode }, from })

const answer = (stage: Stage, token: string, what: string, userCode: string, from = '127.66.9.2'): Promise<Said> =>
  sendJson(stage, { path: `/api/v1/pairings/${what}`, headers: bearer(token), body: { userCode }, from })

/** Lets a program in as whoever holds the token. */
async function letIn(stage: Stage, token: string): Promise<string> {
  const begun = await begin(stage, 'A program')
  await answer(stage, token, 'approval', begun.user_code)
  return bodyOf<{ access_token: string }>(await poll(stage, begun.device_code)).access_token
}

async function guesses({ stage, north, south, quick }: Arena, tally: Tally): Promise<void> {
  const victim = await begin(stage, 'Report of the north')
  const letters = 'BCDFGHJKLMNPQRSTVWXZ'
  const guess = (): string => [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('')
  let looked = 0
  for (const n of range(quick ? 30 : 200)) {
    const said = await answer(stage, south.admin.token, n % 2 ? 'approval' : 'offer', guess(), '127.66.9.3')
    if (said.status === 404) looked++
    tally.expect(said.status === 404 || said.status === 429, () => `a guessed code is answered ${saying(said)}`)
  }
  if (looked > 20) tally.found(`${looked} guessed codes were looked up before the attacker was slowed down`)
  await inRounds(range(quick ? 20 : 100), 4, async (n) => {
    const said = await poll(stage, randomBytes(32).toString('base64url'), `127.66.10.${n + 1}`)
    tally.expect(said.status === 400 || said.status === 429, () => `a guessed device code is answered ${saying(said)}`)
  })
  for (const path of ['offer', 'approval', 'refusal']) {
    const said = await answer(stage, 'x'.repeat(43), path, victim.user_code, '127.66.9.4')
    tally.expect(said.status === 401, () => `who is nobody is answered ${saying(said)} at ${path}`)
  }
  const still = await answer(stage, north.admin.token, 'offer', victim.user_code)
  tally.expect(still.status === 200, () => `the code of the victim is gone: ${saying(still)}`)
}

/** Whoever approved, the token is theirs alone, and it is one. */
async function uses({ stage, north, south, viewer }: Arena, tally: Tally): Promise<void> {
  const begun = await begin(stage, 'Race')
  await answer(stage, north.admin.token, 'approval', begun.user_code)
  const raced = await Promise.all(range(16).map(() => poll(stage, begun.device_code)))
  const given = raced.filter(({ status }) => status === 200).length
  tally.expect(given === 1, () => `a device code that was approved gave ${given} tokens`)
  await pause(INTERVAL_MS)
  const again = await poll(stage, begun.device_code)
  tally.expect(again.status === 400, () => `a device code counts twice: ${saying(again)}`)
  const twice = await answer(stage, north.admin.token, 'approval', begun.user_code)
  tally.expect(twice.status === 404, () => `a user code counts twice: ${saying(twice)}`)

  const seen = await letIn(stage, viewer.token)
  const makes = await sendJson(stage, { path: '/api/v1/assets', headers: bearer(seen), body: { name: 'Made' } })
  tally.expect(makes.status === 403, () => `a program that a viewer let in writes: ${saying(makes)}`)
  const other = await begin(stage, 'The next one')
  const chained = await answer(stage, seen, 'approval', other.user_code)
  tally.expect(chained.status === 403, () => `a program that was let in lets in another: ${saying(chained)}`)
  const moved = await sendJson(stage, {
    path: '/api/v1/session/organisation',
    headers: bearer(seen),
    body: { tenant: south.id },
  })
  tally.expect(moved.status === 403, () => `a program leaves the organisation it was let in to: ${saying(moved)}`)

  const own = await letIn(stage, south.admin.token)
  const foreign = await send(stage, { path: `/api/v1/members/${north.admin.id}`, headers: bearer(own) })
  tally.expect(foreign.status === 404, () => `a program sees another organisation: ${saying(foreign)}`)
}

export const pairingAttack: Attack = {
  name: 'device codes guessed, used twice and beyond who approved',
  async run(arena, tally) {
    await uses(arena, tally)
    await guesses(arena, tally)
  },
}
