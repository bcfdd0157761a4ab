import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  auditFaults,
  type Bill,
  billFaults,
  isAllowed,
  type Lock,
  type LockPackage,
  licenceOf,
  packageFaults,
  shippedBill,
} from './security-packages.ts'

const real = (
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as { packages: Lock }
).packages
const stated = (_: string, entry: LockPackage): string => licenceOf(entry)
const sound = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' }
/** The faults that one more package brings to the lock file we have. */
const planted = (entry: LockPackage, path = 'node_modules/planted'): string[] =>
  packageFaults({ ...real, [path]: entry }, stated)

test('the packages that we have are as they should be', () => {
  expect(packageFaults(real, stated)).toEqual([])
  expect(planted(sound)).toEqual([])
})

test('a package without an integrity hash is named', () => {
  const { integrity: _, ...bare } = sound
  expect(planted(bare)).toEqual(['planted@1.0.0 has no SHA-512 integrity hash in package-lock.json'])
})

test.each(['GPL-3.0-only', 'SSPL-1.0', 'UNSTATED', 'EPL-2.0'])('the licence %s is named', (license) => {
  expect(planted({ ...sound, license })).toEqual([
    `planted@1.0.0 is licensed ${license}, which is not among those allowed`,
  ])
})

test('a licence allowed for development alone is named when it is shipped', () => {
  const entry = real['node_modules/sparkplug-payload'] as LockPackage
  expect(planted({ ...entry, dev: false }, 'node_modules/sparkplug-payload')).toEqual([
    `sparkplug-payload@${entry.version} (EPL-2.0) is allowed for development alone and is shipped: the reference codec that ours is tested against`,
  ])
})

test('an install script that nobody allowed is named', () => {
  expect(planted({ ...sound, hasInstallScript: true })).toEqual([
    'planted@1.0.0 runs a script when it is installed, and is not among those that may',
  ])
})

test.each([
  'git+https://git.example/a.git',
  'https://example.org/a.tgz',
  'github:owner/a',
  'owner/a#main',
  'file:../a',
])('a dependency from %s is named', (wanted) => {
  expect(planted({ ...sound, dependencies: { a: wanted } })).toEqual([
    `node_modules/planted wants a from ${wanted}; packages come from the registry alone`,
  ])
})

test('a package resolved to no registry is named', () => {
  expect(planted({ ...sound, resolved: 'http://example.org/a.tgz' })).toEqual([
    'planted@1.0.0 is resolved to http://example.org/a.tgz, which is no registry',
  ])
})

test('an exception for a package that is gone is named', () => {
  const { 'node_modules/precond': _, ...without } = real
  expect(packageFaults(without, stated)).toEqual([
    'the licence exception for precond is for a package that is no longer there',
  ])
})

test('a licence expression is allowed when one way through it is', () => {
  expect(isAllowed('(BSD-3-Clause OR GPL-2.0)')).toBe(true)
  expect(isAllowed('MIT AND ISC')).toBe(true)
  expect(isAllowed('MIT AND GPL-2.0')).toBe(false)
  expect(isAllowed('MIT OR (GPL-2.0 AND ISC)')).toBe(false)
})

test('a licence is read in today’s form and in those of old', () => {
  expect(licenceOf({ license: { type: 'MIT' } })).toBe('MIT')
  expect(licenceOf({ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })).toBe('MIT OR GPL-2.0')
  expect(licenceOf({})).toBe('UNSTATED')
})

const component = (name: string, dev: boolean): NonNullable<Bill['components']>[number] => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  version: '1.0.0',
  purl: `pkg:npm/${name}@1.0.0`,
  properties: dev ? [{ name: 'cdx:npm:package:development', value: 'true' }] : [],
})
const bill: Bill = {
  bomFormat: 'CycloneDX',
  components: [component('shipped', false), component('tested', true)],
  dependencies: [
    { ref: 'shipped@1.0.0', dependsOn: ['tested@1.0.0'] },
    { ref: 'tested@1.0.0', dependsOn: [] },
  ],
}

test('the bill of materials holds what is shipped alone', () => {
  expect(shippedBill(bill)).toMatchObject({
    components: [{ name: 'shipped' }],
    dependencies: [{ ref: 'shipped@1.0.0', dependsOn: [] }],
  })
})

test('a bill of materials that lacks a package is named', () => {
  const lock: Lock = {
    'node_modules/shipped': sound,
    'node_modules/a/node_modules/other': sound,
    'node_modules/t': { ...sound, dev: true },
  }
  expect(billFaults(lock, shippedBill(bill))).toEqual(['the bill of materials lacks other@1.0.0'])
  expect(billFaults(lock, {})).toEqual(['the bill of materials is no CycloneDX document'])
})

test('a high or critical advisory fails, a registry that does not answer is said', () => {
  const report = { vulnerabilities: { a: { severity: 'critical', range: '<2' }, b: { severity: 'low', range: '*' } } }
  expect(auditFaults(JSON.stringify(report))).toEqual({
    faults: ['a <2 has a known critical vulnerability'],
    said: '2 packages with advisories, 1 high or critical',
  })
  expect(auditFaults(JSON.stringify({ message: '405 Method Not Allowed - POST https://registry' }))).toEqual({
    faults: [],
    said: 'not checked: registry does not answer (405 Method Not Allowed)',
  })
  expect(auditFaults('')).toEqual({ faults: [], said: 'not checked: registry does not answer' })
})
