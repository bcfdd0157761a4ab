import { packedApp } from './app-for-tests.ts'

const services = `
services:
  - { name: counts, title: { en: Counts, zh: 计数 }, file: services/counts.js, http: true, timeMs: 50 }
  - { name: patient, title: { en: Patient, zh: 耐心 }, file: services/counts.js, http: true, timeMs: 30000 }
tests: [tests/all.yaml]
`
const code = `export async function http({ to }, { log }) {
  log.info('is asked', { to })
  if (to === 'loop') for (;;);
  if (to === 'hog') for (const held = []; ; ) held.push(new Array(100000).fill(1))
  return { counted: to + 1 }
}`

const cases = {
  passes: '{ name: counts on, service: counts, call: { to: 1 }, gives: { counted: 2 } }',
  fails: '{ name: counts wrongly, service: counts, call: { to: 1 }, gives: { counted: 3 } }',
  loops: '{ name: never ends, service: counts, call: { to: loop }, gives: { counted: 3 } }',
  hogs: '{ name: takes all memory, service: counts, call: { to: hog }, gives: { counted: 3 } }',
  outlasts: '{ name: outlasts everybody, service: patient, call: { to: loop } }',
} as const

/** A package with tests that behave, each in its way. */
export const testedApp = (packed: Parameters<typeof packedApp>[0], ...which: (keyof typeof cases)[]): Uint8Array =>
  packedApp(
    { ...packed, flows: services.trimStart() },
    { 'services/counts.js': code, 'tests/all.yaml': which.map((one) => `- ${cases[one]}\n`).join('') },
  )
