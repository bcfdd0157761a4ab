import type { Fuzzed } from '../kit/fuzz.ts'
import {
  answered,
  decodeAnswer,
  decodeIAm,
  decodePacket,
  decodeReadMultiple,
  decodeReadProperty,
  Service,
} from './codec.ts'
import { statusOfFlags } from './status.ts'
import { readValues } from './values.ts'

const seeds = (...packets: readonly string[]): Uint8Array[] =>
  packets.map((hex) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')))

const input = { objectType: 0, instance: 5 }
const property = { ...input, property: 85 }
const several = [85, 111, 103].map((each) => ({ ...input, property: each }))

/** Everything of this driver that reads bytes from the field. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'bacnet property',
    seeds: seeds(
      '810a0017 0100 30010c0c0000000519553e444290999a3f',
      '810a001a 0100 30010c0c0000000519553e750600 4b657373653f',
      '810a000d 0100 50010c9101911f',
      '810a0009 0100 600109',
      '810a0009 0100 710104',
      '810a001f 0100 30010c0c0000000519553e0e21051e111f0f00a45b0118043f',
    ),
    read: (packet) => {
      const apdu = decodePacket(packet)
      if (!apdu || answered(apdu) === undefined) return
      const outcome = decodeAnswer(apdu, Service.readProperty, (octets) => decodeReadProperty(octets, property))
      if (outcome.is === 'done')
        for (const type of ['bool', 'int16', 'uint64', 'float64', 'string'] as const)
          readValues(outcome.result, { type })
    },
  },
  {
    name: 'bacnet properties',
    seeds: seeds(
      '810a0026 0100 30f10e0c000000051e29554e444290999a4f296f4e8204004f29674e91004f1f',
      '810a0028 0100 30f10e0c000000051e29554e444290999a4f296f4e8204404f29675e910291205f1f',
    ),
    read: (packet) => {
      const apdu = decodePacket(packet)
      if (!apdu || answered(apdu) === undefined) return
      const outcome = decodeAnswer(apdu, Service.readPropertyMultiple, (octets) => decodeReadMultiple(octets, several))
      if (outcome.is === 'done') statusOfFlags(outcome.result[1], outcome.result[2])
    },
  },
  {
    name: 'bacnet devices',
    seeds: seeds('810b0018 0120ffff00ff 1000c4020000012201e091012163'),
    read: (packet) => {
      const apdu = decodePacket(packet)
      if (apdu) decodeIAm(apdu)
    },
  },
]
