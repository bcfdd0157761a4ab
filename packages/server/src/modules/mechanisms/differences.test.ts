import { type ModelPackage, modelOf } from '@millrace/runtime'
import { expect, test } from 'vitest'
import { differencesOf } from './differences.ts'
import { written } from './pump-for-tests.ts'

const packaged = (how: Parameters<typeof written>[0], files: Readonly<Record<string, string>> = {}): ModelPackage =>
  modelOf(
    new Map(Object.entries({ 'model.yaml': written(how), ...files }).map(([path, text]) => [path, Buffer.from(text)])),
  )

test('a version with another bound, case and formula is told part by part, and can stand in for the one before', () => {
  const after = packaged({
    version: '1.1.0',
    formula: 'weight * head * flow',
    expected: 2.45,
    inputs: '  - { name: loss, en: Loss, zh: 损失, type: number, unit: m, default: 0 }\n',
  })
  const { items, compatible, breaks, from, to } = differencesOf(packaged({}), after)
  expect([from, to, compatible, breaks]).toEqual(['1.0.0', '1.1.0', true, []])
  expect(items.map(({ part, name, is }) => `${part} ${name} ${is}`)).toEqual([
    'inputs loss added',
    'cases table 4 changed',
    'runtime outputs/power changed',
  ])
  expect(items[2]).toMatchObject({ before: 'head * flow * weight', after: 'weight * head * flow' })
})

test('what whoever is bound to it would miss is told', () => {
  const after = packaged({
    unit: 'W',
    expected: 2452.5,
    given: 'head: 25, flow: 0.01, loss: 1',
    inputs: '  - { name: loss, en: Loss, zh: 损失, type: number, unit: m }\n',
  })
  const { compatible, breaks } = differencesOf(packaged({}), after)
  expect(compatible).toBe(false)
  expect(breaks).toEqual(['the input loss is new and has no default', 'the output power is in W, no longer in kW'])
})

test('an input in another unit of its kind is converted, and of another kind is not', () => {
  const input = (unit: string) =>
    packaged({ inputs: `  - { name: t, en: T, zh: 温度, type: number, unit: ${unit}, default: 20 }\n` })
  expect(differencesOf(input('Cel'), input('K')).breaks).toEqual([])
  expect(differencesOf(input('Cel'), input('bar')).breaks).toEqual(['the input t is in bar, no longer in Cel'])
})

test('files are compared by what is in them', () => {
  const code = (text: string) =>
    packaged({ runtime: 'runtime: { kind: script, file: run.js }\n' }, { 'run.js': text, 'notes.md': 'same' })
  const { items } = differencesOf(
    code('export const run = () => ({ power: 1 })'),
    code('export const run = () => ({ power: 2 })'),
  )
  expect(items.map(({ part, name, is }) => [part, name, is])).toEqual([['files', 'run.js', 'changed']])
  expect(items[0]!.before).toMatch(/^sha256:[0-9a-f]{64}, 39 bytes$/)
})
