import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { Asn } from './codec.ts'
import type { SnmpConfig } from './config.ts'
import { snmp } from './driver.ts'
import { SnmpSimulator } from './simulator.ts'

const user = { name: 'millrace', authPassword: 'the first of two', privPassword: 'the second of two' }

async function device(): Promise<ContractDevice> {
  const root = '1.3.6.1.4.1.63000.9'
  const simulator = new SnmpSimulator({
    objects: [
      { name: 'sysUpTime', oid: '1.3.6.1.2.1.1.3', asn: Asn.timeTicks, value: 4_711 },
      { name: 'a', oid: `${root}.1`, asn: Asn.integer, value: -42 },
      { name: 'b', oid: `${root}.2`, asn: Asn.octets, value: 'Kessel 7 °C' },
      { name: 'c', oid: `${root}.3`, asn: Asn.integer, value: 5, access: 'rw' },
    ],
    user,
  })
  const port = await simulator.listen()
  const readable = { id: 1, address: `${root}.1.0`, type: 'int16', access: 'r', periodMs: 50 } as const
  return {
    port,
    readable,
    steady: [
      { tag: readable, value: -42n },
      { tag: { id: 3, address: `${root}.2.0`, type: 'string', access: 'r', periodMs: 50 }, value: 'Kessel 7 °C' },
      { tag: { id: 4, address: 'sysUpTime.0', type: 'uint32', access: 'r', periodMs: 70 }, value: 4_711n },
    ],
    writable: { tag: { id: 2, address: `${root}.3.0`, type: 'int32', access: 'rw', periodMs: 50 }, value: 21n },
    held: () => BigInt(simulator.get('c') as number),
    stop: () => simulator.close(),
    start: async () => void (await simulator.listen(port)),
    close: () => simulator.close(),
  }
}

const logins: readonly [string, Partial<SnmpConfig>, number][] = [
  ['2c', {}, 1_000],
  ['3', { user: user.name, auth: { password: user.authPassword }, privacy: { password: user.privPassword } }, 100],
]

describe.each(logins)('the SNMP driver keeps the contract with version %s', (_version, login, cycles) => {
  const sentences = driverContract<SnmpConfig>({
    factory: snmp,
    configFor: (port) => ({ host: '127.0.0.1', port, timeoutMs: 200, maxItems: 1, ...login }),
    transport: 'udp',
    device,
    malformedAddress: '1.3.6.1.x',
    cycles,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
