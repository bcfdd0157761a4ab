import { expect, test } from 'vitest'
import { configSchema, securityOf } from './config.ts'

const url = 'opc.tcp://plc:4840'

test('nothing said is nothing protected; one of mode and policy brings the other', () => {
  expect(securityOf({ url })).toEqual({ mode: 'None', policy: 'None' })
  expect(securityOf({ url, securityMode: 'Sign' })).toEqual({ mode: 'Sign', policy: 'Basic256Sha256' })
  expect(securityOf({ url, securityPolicy: 'Aes256_Sha256_RsaPss' })).toEqual({
    mode: 'SignAndEncrypt',
    policy: 'Aes256_Sha256_RsaPss',
  })
})

test.each([
  { url, securityMode: 'None', securityPolicy: 'Basic256Sha256' },
  { url, securityMode: 'Sign', securityPolicy: 'None' },
] as const)('mode and policy that contradict each other are refused: $securityMode with $securityPolicy', (config) => {
  expect(() => securityOf(config)).toThrow(expect.objectContaining({ code: 'opcua.settings_conflict' }))
})

test.each([
  ['opc.tcp://10.0.0.7:4840', true],
  ['opc.tcp://[fe80::1]:4840/path', true],
  ['http://10.0.0.7', false],
  ['opc.tcp://user:secret@plc', false],
  ['opc.tcp://', false],
])('the address %s is allowed: %s', (text, allowed) => {
  expect(new RegExp(configSchema.properties.url.pattern).test(text)).toBe(allowed)
})
