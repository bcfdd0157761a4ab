/// <reference path="./net-snmp.d.ts" />
import { createSocket, type Socket } from 'node:dgram'
import type { Value } from '@millrace/core'
import snmp, { type Agent, type Mib, type MibNode } from 'net-snmp'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { Asn } from './codec.ts'

/** One scalar of a simulated agent, or one cell of a table. */
export interface SimulatedObject {
  readonly name: string
  /** Without the instance. */
  readonly oid: string
  /** 0, as of scalars, unless told. */
  readonly instance?: number
  readonly asn: number
  readonly value: string | number | Buffer
  /** `r` unless told; `none` spoils every request that it is in. */
  readonly access?: 'none' | 'r' | 'rw'
}

export interface SnmpUser {
  readonly name: string
  readonly authPassword: string
  readonly privPassword: string
}

interface SimulatorOptions {
  readonly objects: readonly SimulatedObject[]
  /** `public` unless told. */
  readonly community?: string
  /** A user of version 3: HMAC-SHA-96 and CFB128-AES-128. */
  readonly user?: SnmpUser
}

/** An SNMP agent on loopback that keeps its objects while it is off. */
export class SnmpSimulator {
  readonly #options: SimulatorOptions
  readonly #mib: Mib
  readonly #nodes = new Map<string, MibNode>()
  #agent: Agent | undefined
  #closed: Promise<void> = Promise.resolve()

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.#mib = snmp.createMib()
    for (const { name, oid, instance = 0, asn, value, access = 'r' } of options.objects) {
      const maxAccess = snmp.MaxAccess[rights[access]]!
      const provider = { name, type: snmp.MibProviderType.Scalar, oid, scalarType: asn, maxAccess }
      this.#mib.registerProvider(provider)
      this.#mib.addProviderToNode(provider)
      // The library's own setter knows the instance .0 alone.
      const node = this.#mib.addNodesForOid(`${oid}.${instance}`)
      node.valueType = asn
      node.value = value
      this.#nodes.set(name, node)
    }
  }

  get(name: string): Value {
    const held = this.#nodes.get(name)?.value
    return held instanceof Uint8Array ? Buffer.from(held).toString() : (held as Value)
  }

  set(name: string, value: string | number | Buffer): void {
    const node = this.#nodes.get(name)
    if (node) node.value = value
  }

  /** Listens on loopback; 0 asks for a free port. Rejects with the system's error if it is taken. */
  async listen(port = 0): Promise<number> {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind(port, '127.0.0.1', () => {
        socket.off('error', reject)
        resolve()
      })
    })
    this.#closed = new Promise((resolve) => void socket.once('close', () => resolve()))
    this.#agent = snmp.createAgent(
      {
        port,
        address: '127.0.0.1',
        disableAuthorization: false,
        engineID: '8000B98380A1B2C3D4E5F60718',
        dgramModule: { createSocket: () => bound(socket) },
      },
      // What is no request of a known user is no business of a simulator.
      () => undefined,
      this.#mib,
    )
    const { community = 'public', user } = this.#options
    const authorizer = this.#agent.getAuthorizer()
    authorizer.addCommunity(community)
    if (user) {
      authorizer.addUser({
        name: user.name,
        level: snmp.SecurityLevel['authPriv']!,
        authProtocol: snmp.AuthProtocols['sha']!,
        authKey: user.authPassword,
        privProtocol: snmp.PrivProtocols['aes']!,
        privKey: user.privPassword,
      })
    }
    return socket.address().port
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#agent?.close()
    this.#agent = undefined
    await this.#closed
  }
}

/** The library binds what it is given; ours is bound already, so that a port that is taken can be told. */
function bound(socket: Socket): Socket {
  socket.bind = () => socket
  return socket
}

const rights = { none: 'not-accessible', r: 'read-only', rw: 'read-write' } as const

const room = '1.3.6.1.4.1.63000.1'

/** A small cabinet: a level that swings, a counter that counts, a set point that can be written. */
export const snmpSimulator: Simulator = {
  kind: 'snmp',
  tags: [
    { address: 'sysDescr.0', type: 'string', access: 'r', periodMs: 5_000 },
    { address: 'sysUpTime.0', type: 'uint32', access: 'r', periodMs: 1_000, scale: { factor: 0.01, offset: 0 } },
    { address: `${room}.1.0`, type: 'int32', access: 'r', periodMs: 500, scale: { factor: 0.1, offset: 0 } },
    { address: `${room}.2.0`, type: 'uint64', access: 'r', periodMs: 500 },
    { address: `${room}.3.0`, type: 'int32', access: 'rw', periodMs: 500 },
    { address: `${room}.4.0`, type: 'string', access: 'rw', periodMs: 1_000 },
  ],
  async start(port) {
    const simulator = new SnmpSimulator({
      objects: [
        { name: 'sysDescr', oid: '1.3.6.1.2.1.1.1', asn: Asn.octets, value: 'Simulated cabinet' },
        { name: 'sysUpTime', oid: '1.3.6.1.2.1.1.3', asn: Asn.timeTicks, value: 0 },
        { name: 'temperature', oid: `${room}.1`, asn: Asn.integer, value: 215 },
        { name: 'energy', oid: `${room}.2`, asn: Asn.counter64, value: counter(0n) },
        { name: 'setPoint', oid: `${room}.3`, asn: Asn.integer, value: 21, access: 'rw' },
        { name: 'place', oid: `${room}.4`, asn: Asn.octets, value: 'hall 3', access: 'rw' },
      ],
    })
    const begun = performance.now()
    return runSimulator(port, {
      server: simulator,
      configFor: (listening) => ({ host: '127.0.0.1', port: listening }),
      everyMs: 200,
      move: () => {
        const ms = performance.now() - begun
        simulator.set('sysUpTime', Math.floor(ms / 10))
        simulator.set('temperature', Math.round(215 + 20 * Math.sin(ms / 10_000)))
        simulator.set('energy', counter(BigInt(Math.floor(ms * 5))))
      },
    })
  },
}

/** Eight bytes, as the library holds a Counter64. */
function counter(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}
