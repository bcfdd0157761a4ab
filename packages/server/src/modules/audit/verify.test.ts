import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonical, chainHash, keyIdOf, START, signCheckpoint } from './chain.ts'
import { FORMAT, verifyExport } from './verify.ts'

const TENANT = 'aaaaaaaa-0000-7000-8000-000000000001'
const { privateKey } = generateKeyPairSync('ed25519')
const publicKey = createPublicKey(privateKey)
const stranger = generateKeyPairSync('ed25519').privateKey

interface Entry {
  seq: number
  prev: string
  hash: string
  body: string
}

/** Ten records, signed after the fifth and the tenth. */
function chain(count = 10, key = privateKey): string[] {
  const lines: string[] = []
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
  lines.push(JSON.stringify({ millraceAudit: FORMAT, tenant: TENANT, anchor: { seq: 0, hash: START }, keys: [spki] }))
  let prev = START
  for (let seq = 1; seq <= count; seq++) {
    const body = canonical({
      seq,
      at: '2026-11-24T00:00:00.000Z',
      action: 'thing.done',
      outcome: 'done',
      detail: { n: seq },
    })
    const hash = chainHash(prev, body)
    lines.push(JSON.stringify({ seq, prev, hash, body }))
    prev = hash
    if (seq % 5 === 0 || seq === count)
      lines.push(
        JSON.stringify({ checkpoint: signCheckpoint(TENANT, { seq, hash, at: '2026-11-24T00:00:01.000Z' }, key) }),
      )
  }
  lines.push(JSON.stringify({ end: { records: count } }))
  return lines
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}
const finding = async (lines: readonly string[], pinned?: string) => (await verifyExport(each(lines), pinned)).finding

/** Where record `seq` stands in the lines. */
const at = (lines: readonly string[], seq: number): number =>
  lines.findIndex((line) => line.startsWith(`{"seq":${seq},`))
const changed = (lines: string[], seq: number, change: (entry: Entry) => void): string[] => {
  const entry = JSON.parse(lines[at(lines, seq)] as string) as Entry
  change(entry)
  return lines.with(at(lines, seq), JSON.stringify(entry))
}

describe('an exported audit', () => {
  it('as it was recorded is intact, with records and signatures counted', async () => {
    expect(await verifyExport(each(chain()))).toEqual({ records: 10, checkpoints: 2, finding: undefined })
    expect(await finding(chain(), keyIdOf(publicKey))).toBeUndefined()
  })

  it.each([
    ['a body', (entry: Entry) => (entry.body = entry.body.replace('"n":7', '"n":8')), 'changed'],
    ['a hash', (entry: Entry) => (entry.hash = `0${entry.hash.slice(1)}`.replace(/^00/, '01')), 'changed'],
    ['the hash before', (entry: Entry) => (entry.prev = START), 'changed'],
    ['a number', (entry: Entry) => (entry.seq = 70), 'missing'],
  ])('with %s of record 7 altered names record 7', async (_, change, why) => {
    expect(await finding(changed(chain(), 7, change))).toEqual({ seq: 7, why })
  })

  it('with a record taken out names it as missing, also the last', async () => {
    const lines = chain()
    expect(await finding(lines.toSpliced(at(lines, 4), 1))).toEqual({ seq: 4, why: 'missing' })
    expect(await finding(lines.toSpliced(at(lines, 10), 1))).toEqual({ seq: 10, why: 'missing' })
  })

  it('with two records swapped names the first of them as out of order', async () => {
    const lines = chain()
    const [three, four] = [at(lines, 3), at(lines, 4)]
    const swapped = lines.with(three, lines[four] as string).with(four, lines[three] as string)
    expect(await finding(swapped)).toEqual({ seq: 3, why: 'out_of_order' })
  })

  it('whose end is cut off is found, wherever the cut is', async () => {
    const lines = chain()
    expect(await finding(lines.slice(0, at(lines, 8)))).toEqual({ seq: 8, why: 'cut_off' })
    expect(await finding(lines.slice(0, -1))).toEqual({ seq: 11, why: 'cut_off' })
    expect(await finding(lines.toSpliced(-2, 1))).toEqual({ seq: 11, why: 'cut_off' })
  })

  it('whose hashes were all computed anew does not fit what was signed', async () => {
    const lines = changed(chain(), 2, (entry) => (entry.body = entry.body.replace('"n":2', '"n":9')))
    let prev = START
    const forged = lines.map((line) => {
      if (!line.startsWith('{"seq"')) return line
      const entry = JSON.parse(line) as Entry
      const hash = chainHash(prev, entry.body)
      const anew = JSON.stringify({ ...entry, prev, hash })
      prev = hash
      return anew
    })
    expect(await finding(forged)).toEqual({ seq: 5, why: 'forged' })
  })

  it('signed anew with another key is found by whoever knows the fingerprint of the right one', async () => {
    const lines = chain(10, stranger)
    expect(await finding(lines)).toBeUndefined()
    expect(await finding(lines, keyIdOf(publicKey))).toEqual({ seq: 5, why: 'unknown_key' })
  })

  it('of another organisation does not carry its signatures', async () => {
    const lines = chain()
    const other = lines.with(0, (lines[0] as string).replace(TENANT, TENANT.replace('a', 'b')))
    expect(await finding(other)).toEqual({ seq: 5, why: 'checkpoint_signature' })
  })

  it('that is no audit at all is an answer, not a crash', async () => {
    for (const lines of [
      [],
      ['{'],
      ['null'],
      ['[]'],
      ['{"millraceAudit":9}'],
      ['{"millraceAudit":1,"tenant":"x","anchor":{"seq":0,"hash":""},"keys":["!"]}'],
    ])
      expect(await finding(lines)).toEqual({ seq: 0, why: 'malformed' })
    const lines = chain()
    expect(await finding(lines.with(at(lines, 6), '{"seq":6,'))).toEqual({ seq: 6, why: 'malformed' })
  })
})

describe('canonical JSON', () => {
  it('sorts members, and writes numbers and text as RFC 8785 does', () => {
    expect(canonical({ b: [1e21, 0.1, -0], a: { '\u20ac': 'é\n', '\r': null, '1': true } })).toBe(
      '{"a":{"\\r":null,"1":true,"€":"é\\n"},"b":[1e+21,0.1,0]}',
    )
  })
})
