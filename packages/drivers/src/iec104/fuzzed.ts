import type { Fuzzed } from '../kit/fuzz.ts'
import { decodeAsdu, eachObject, encodeAsdu, type FieldSizes } from './asdu.ts'
import { ApduDecoder, decodeControl, encodeInformation, encodeSupervisory, encodeUnnumbered } from './codec.ts'
import { SimulatedStation } from './simulated-station.ts'
import { stationZone } from './time.ts'
import { MONITORED } from './types.ts'
import { readElement, valueFor } from './values.ts'

const sizes: FieldSizes = { cause: 2, common: 2, object: 3 }

/** One ASDU of each type with three objects. */
function seeds(): Uint8Array[] {
  return [...MONITORED.keys()].map((type) => {
    const station = new SimulatedStation()
    const objects = [1, 2, 3].map((object) => {
      station.add(object, { type }, object)
      return { object, element: station.element(object, type) }
    })
    const header = { type, cause: 3, negative: false, test: false, originator: 0, common: 1 }
    return encodeAsdu(header, objects, sizes)
  })
}

const zone = stationZone('Europe/Berlin')

function readAsdu(bytes: Uint8Array): void {
  const asdu = decodeAsdu(bytes, sizes)
  const type = MONITORED.get(asdu.type)
  if (!type) return
  eachObject(asdu, type.size, sizes, (_, at) => {
    const { form, raw, time } = readElement(asdu.type, type, asdu.body, at)
    valueFor(form, raw, 'float64')
    if (time && !time.invalid) zone.toMicros(time)
  })
}

/** Everything here that reads bytes from the field. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'iec104 frames',
    seeds: [
      ...seeds().map((asdu, i) => encodeInformation(i, 32_767 - i, asdu)),
      encodeSupervisory(300),
      encodeUnnumbered(0x43),
    ],
    read: (bytes) => new ApduDecoder((apdu) => void decodeControl(apdu)).push(bytes),
  },
  { name: 'iec104 ASDUs', seeds: seeds(), read: readAsdu },
]
