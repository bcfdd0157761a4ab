/// <reference path="./net-snmp.d.ts" />
import type { Socket } from 'node:dgram'
import { EventEmitter } from 'node:events'
import { Fault } from '@millrace/core'
import snmp, { type Session, type Varbind } from 'net-snmp'
import type { Fuzzed } from '../kit/fuzz.ts'
import { readVarbind, shapeOf } from './codec.ts'
import './faults.ts'
import { belongs, type Expected } from './screen.ts'
import { GuardedSocket } from './socket.ts'

/** Where the seeds have the number of the request: it becomes that of the one on its way. */
const NUMBER = Buffer.from('02047a7b7c7d', 'hex')
const FIRST = '1.3.6.1.2.1.1.3.0'

/** The messages of a session, through the guard and the library, down to the values. */
function messages(name: string, expected: Expected, seeds: readonly string[]): Fuzzed {
  return {
    name,
    seeds: seeds.map((hex) => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')),
    read: (bytes) => {
      const socket = new DeafSocket()
      let broken: unknown
      let closing = false
      const guarded = new GuardedSocket({
        socket: socket as unknown as Socket,
        admit: (message) => belongs(message, expected),
        received: () => {},
        sent: () => {},
        broke: (reason) => {
          broken = reason
        },
        failed: () => {},
      })
      const session = open(guarded, expected)
      session.on('error', (error) => {
        broken = error
      })
      try {
        session.get([FIRST], (error, varbinds) => {
          if (!closing) broken = error ?? undefined
          for (const varbind of varbinds ?? []) look(varbind)
        })
        socket.emit('message', numbered(bytes, socket.number))
      } finally {
        closing = true
        session.close()
      }
      if (broken) throw new Fault('driver.reply_malformed', { expected: 'an answer', seen: 'none' }, broken)
    },
  }
}

function open(guarded: GuardedSocket, { version }: Expected): Session {
  const options = {
    port: 161,
    version: version === 3 ? snmp.Version3 : snmp.Version2c,
    retries: 0,
    timeout: 60_000,
    reportOidMismatchErrors: true,
    strictIntRangeChecks: true,
    dgramModule: { createSocket: () => guarded },
  }
  return version === 3
    ? snmp.createV3Session('127.0.0.1', { name: 'fuzz', level: snmp.SecurityLevel['noAuthNoPriv']! }, options)
    : snmp.createSession('127.0.0.1', 'public', options)
}

function look(varbind: Varbind): void {
  for (const type of ['bool', 'int16', 'uint64', 'float64', 'string'] as const)
    for (const form of ['text', 'hex'] as const) readVarbind(varbind, { type, form })
  shapeOf(varbind)
}

function numbered(bytes: Uint8Array, number: Uint8Array): Buffer {
  const message = Buffer.from(bytes)
  const at = message.indexOf(NUMBER)
  return at < 0 || number.length !== NUMBER.length
    ? message
    : Buffer.concat([message.subarray(0, at), number, message.subarray(at + NUMBER.length)])
}

/** A socket that only remembers the number of what was sent through it. */
class DeafSocket extends EventEmitter {
  number: Uint8Array = NUMBER

  ref(): void {}

  unref(): void {}

  send(bytes: Uint8Array, offset: number, length: number, done: (error: Error | null) => void): void {
    const message = bytes.subarray(offset, offset + length)
    // The first element of four bytes: request-id of v2c, msgID of v3.
    const at = Buffer.from(message).indexOf(Buffer.of(0x02, 0x04))
    if (at >= 0) this.number = message.slice(at, at + NUMBER.length)
    done(null)
  }

  close(): void {
    this.emit('close')
  }
}

const response = (varbinds: string): string => {
  const list = sequence(0x30, varbinds)
  return sequence(0x30, `020101 0406 7075626c6963 ${sequence(0xa2, `02047a7b7c7d 020100 020100 ${list}`)}`)
}

const varbind = (value: string): string => sequence(0x30, `06082b06010201010300 ${value}`)

function sequence(tag: number, content: string): string {
  const bytes = content.replaceAll(/\s/g, '')
  const length = bytes.length / 2
  const hex = (n: number): string => n.toString(16).padStart(2, '0')
  return `${hex(tag)}${length < 0x80 ? hex(length) : `81${hex(length)}`}${bytes}`
}

const values = [
  '4303 01e240', // TimeTicks 123456
  '0201 d6', // INTEGER −42
  '4105 00ffffffff', // Counter32 4294967295
  '4205 0080000000', // Gauge32 2147483648
  '4608 7fffffffffffffff', // Counter64
  '4609 00ffffffffffffffff',
  '0408 cafe00010203f0f1', // OCTET STRING
  '0405 32312e3435', // "21.45"
  '0607 2b060104018278', // OBJECT IDENTIFIER
  '4004 7f000001', // IpAddress
  '4407 9f780441a40000', // Opaque float 20.5
  '8000',
  '8100',
  '8200',
]

/** RFC 3412 §6: a Report that tells the engine, as agents answer a discovery. */
const report = sequence(
  0x30,
  `020103 ${sequence(0x30, '02047a7b7c7d 020300ffe3 040100 020103')} ${sequence(
    0x04,
    sequence(0x30, '040d 8000b98380a1b2c3d4e5f60718 020101 02020123 0400 0400 0400'),
  )} ${sequence(
    0x30,
    `040d 8000b98380a1b2c3d4e5f60718 0400 ${sequence(
      0xa8,
      `02047a7b7c7d 020100 020100 ${sequence(0x30, sequence(0x30, '060a 2b060106030f01010400 410102'))}`,
    )}`,
  )}`,
)

/** Everything of this driver that reads bytes from the field. */
export const fuzzers: readonly Fuzzed[] = [
  messages(
    'snmp v2c messages',
    { version: 1, flags: 0 },
    values.map((value) => response(varbind(value))),
  ),
  messages('snmp v3 messages', { version: 3, flags: 0 }, [report]),
  {
    name: 'snmp screen',
    seeds: [report, response(varbind('0201d6'))].map((hex) => Buffer.from(hex, 'hex')),
    read: (bytes) => void belongs(bytes, { version: 3, flags: 3 }),
  },
]
