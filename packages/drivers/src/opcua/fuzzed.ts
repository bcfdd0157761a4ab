import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress, sayAddress } from './address.ts'

/** What of this driver reads a notation from people; the bytes of the protocol are read by the engine. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'OPC UA addresses',
    seeds: [
      'ns=2;s=Boiler[1].Temp;x',
      'index=0:3,1;nsu=urn:a%3Bb%25c;i=4294967295',
      'g=72962b91-fa75-4ae6-8d28-b404dc7daf63',
      'ns=65535;b=AAEC/w==',
    ].map((address) => Buffer.from(address)),
    read: (bytes) => void sayAddress(parseAddress(Buffer.from(bytes).toString('utf8'))),
  },
]
