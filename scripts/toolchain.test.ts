import { expect, test } from 'vitest'
import { versionComplaint } from './toolchain.mjs'

test.each([
  ['18.20.4', 'npm/10.8.2 node/v18.20.4', /Node 20\.19 or newer.*18\.20\.4/],
  ['20.18.1', 'npm/10.8.2 node/v20.18.1', /20\.18\.1/],
  ['20.19.0', 'npm/9.9.4 node/v20.19.0', /npm 10 or newer; this is 9\.9/],
] as const)('Node %s with "%s" is too old, and it says what to install', (node, agent, says) => {
  const [message, remedy] = versionComplaint(node, agent) ?? ['', '']
  expect(message).toMatch(says)
  expect(remedy).toMatch(/Install|npm install/)
})

test.each([
  ['20.19.0', 'npm/10.8.2 node/v20.19.0'],
  ['24.21.0', 'npm/11.19.1 node/v24.21.0'],
  ['22.13.0', ''],
])('Node %s with "%s" is new enough', (node, agent) => {
  expect(versionComplaint(node, agent)).toBeUndefined()
})
