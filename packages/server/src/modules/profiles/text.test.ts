import { expect, test } from 'vitest'
import { mustBear, readText, reasonsAgainst } from './text.ts'

const yaml = `maker: Acme
model: M1
kind: energy-meter
title: {en: &d draft, zh: 电表}
drivers: [modbus-tcp]
sources: [{id: reader, kind: software, title: reader, publisher: Somebody}]
tables:
  - name: all
    verified: software
    sources: [{id: reader}]
    points: [{name: state, address: "holding:0", type: uint16, en: State, zh: 状态}]
licence: MIT
author: Ann
version: 0.1.0
status: *d
`

test('a text is measured by the status that it is to get, wherever it says its own', () => {
  const { profile } = readText(yaml)
  const against = (status: 'tried' | 'published') => () => mustBear(status, reasonsAgainst(yaml, profile!, status))
  expect(against('published')).toThrow('software of one publisher')
  expect(against('tried')).toThrow('no table was verified on a device')
})

test('of the sources that a table may name ten are told', () => {
  const many = Array.from({ length: 12 }, (_, i) => `{id: s${i}, kind: software, title: t, publisher: p}`).join(', ')
  const { findings } = readText(yaml.replace(/sources: \[\{id: reader, .*/, `sources: [${many}]`))
  expect(findings.map(({ reason }) => reason).join()).toContain('s8, s9 and 2 more')
})
