import { describe, expect, test } from 'vitest'
import { edgeDrivers } from '../drivers.ts'
import { checkProfile } from './check.ts'

const head = `maker: Acme
model: M1
kind: energy-meter
title: {en: Meter, zh: 电表}
drivers: [modbus-tcp]
connection: {unit: 1, wordOrder: ABCD}
sources:
  - {id: manual, kind: document, title: M1 manual, publisher: Acme}
  - {id: reader, kind: software, title: reader, publisher: Somebody}
`
const tail = `licence: Apache-2.0
author: Somebody
version: 0.1.0
status: published
`
const table = (points: string, more = 'verified: document'): string => `tables:
  - name: all
    ${more}
    sources: [{id: manual}, {id: reader}]
    points:
${points}
`
const voltage =
  '      - {name: voltage, address: holding:0, type: float32, unit: V, low: 0, high: 300, en: Voltage, zh: 电压}'

async function reasons(text: string): Promise<string[]> {
  const { findings } = await checkProfile(text, edgeDrivers)
  return findings.map(({ line, path, reason }) => `${line} ${path}: ${reason}`)
}

describe('the check of a profile', () => {
  test('a right one passes', async () => {
    expect(await reasons(head + table(voltage) + tail)).toEqual([])
  })

  test.each([
    ['an address the driver cannot read', voltage.replace('holding:0', 'holding:x'), 'address: is no address'],
    ['a unit that is none', voltage.replace('unit: V', 'unit: Volt'), 'unit: is no unit'],
    ['a unit without a range', voltage.replace('low: 0, high: 300, ', ''), 'has a unit and lacks low and high'],
    ['half a range', voltage.replace('high: 300, ', ''), 'lacks the other'],
    ['a range upside down', voltage.replace('low: 0', 'low: 400'), 'must be above low'],
    ['the same name twice', `${voltage}\n${voltage}`, 'is the name of point 1'],
    ['a word short in Chinese', voltage.replace(', zh: 电压', ''), 'lacks zh'],
    ['an unknown field', voltage.replace('en: Voltage', 'en: Voltage, colour: red'), 'is no known setting'],
    ['a parameter nobody declared', voltage.replace('holding:0', '"holding:{start+1}"'), 'is no parameter'],
    [
      'a text of a number',
      voltage.replace(/float32, .*300/, 'uint16, states: {ON: {en: a, zh: 甲}}'),
      'is no whole number',
    ],
    ['states of a float', voltage.replace('en: V', 'states: {0: {en: a, zh: 甲}}, en: V'), 'has a meaning only for'],
  ])('%s is told with its line', async (_, points, reason) => {
    const said = await reasons(head + table(points) + tail)
    expect(said.join('\n')).toContain(reason)
    expect(said[0]).toMatch(/^1[4-6] /)
  })

  test('a default that the driver does not know is told', async () => {
    const said = await reasons(head.replace('wordOrder: ABCD', 'wordOrder: ABDC') + table(voltage) + tail)
    expect(said.join('\n')).toContain('/connection/wordOrder')
  })

  test('a table from memory, or of one program alone, is not published', async () => {
    expect(await reasons(head + table(voltage, 'verified: memory') + tail)).toHaveLength(1)
    expect(await reasons(head + table(voltage, 'verified: memory') + tail.replace('published', 'draft'))).toEqual([])
    expect((await reasons(head + table(voltage, 'verified: software') + tail)).join()).toContain('of one publisher')
    const unseen = head.replace('publisher: Acme}', 'publisher: Acme, seen: false}')
    expect((await reasons(unseen + table(voltage) + tail)).join()).toContain('names no document that was read')
  })

  test('an alarm is held against its point', async () => {
    const alarm = (point: string, when: string): string =>
      `alarms: [{name: high, point: ${point}, when: ${when}, severity: warning, text: {en: High, zh: 高}}]\n`
    const whole = head + table(voltage)
    expect(await reasons(whole + alarm('voltage', '{above: 250}') + tail)).toEqual([])
    expect((await reasons(whole + alarm('current', '{above: 250}') + tail)).join()).toContain('is no point')
    expect((await reasons(whole + alarm('voltage', '{bit: 3}') + tail)).join()).toContain('asks for a bit')
    expect((await reasons(whole + alarm('voltage', '{is: true}') + tail)).join()).toContain('compares')
    expect((await reasons(whole + alarm('voltage', '{begins: F}') + tail)).join()).toContain('compares')
    const text = head + table(voltage.replace(/float32, .*300/, 'string')).replace('holding:0', 'holding:0/8')
    expect(await reasons(text + alarm('voltage', '{begins: FAULT}') + tail)).toEqual([])
    expect((await reasons(text + alarm('voltage', '{is: 3}') + tail)).join()).toContain('compares')
  })

  test('a profile for drivers that are not ours stays a draft', async () => {
    const foreign = head.replace('modbus-tcp', 'acme-bus')
    expect((await reasons(foreign + table(voltage) + tail)).join()).toContain('names no driver of ours')
    expect(await reasons(foreign + table(voltage) + tail.replace('published', 'draft'))).toEqual([])
  })
})
