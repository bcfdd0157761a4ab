import { expect, test } from 'vitest'
import { mustBear, readText } from './text.ts'

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
  expect(() => mustBear(yaml, profile!, 'published')).toThrow('software of one publisher')
  expect(() => mustBear(yaml, profile!, 'tried')).toThrow('no table was verified on a device')
})
