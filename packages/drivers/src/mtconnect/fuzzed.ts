import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress } from './address.ts'
import { readDocument } from './codec.ts'
import { MultipartReader } from './multipart.ts'

const utf8 = new TextEncoder()
const streams =
  '<?xml version="1.0"?><MTConnectStreams xmlns="urn:mtconnect.org:MTConnectStreams:1.3"><Header creationTime="2026-01-01T00:00:00Z" instanceId="7" firstSequence="1" lastSequence="3" nextSequence="4"/><Streams><DeviceStream name="M"><ComponentStream componentId="c"><Samples><Position dataItemId="x" sequence="2" timestamp="2026-01-01T00:00:00.5Z">1.5</Position></Samples><Condition><Fault dataItemId="f" sequence="3" timestamp="2026-01-01T00:00:01Z" nativeCode="a&amp;b">hot</Fault></Condition></ComponentStream></DeviceStream></Streams></MTConnectStreams>'
const devices =
  '<MTConnectDevices><Header instanceId="7"/><Devices><Device id="d" name="M"><DataItems><DataItem id="x" category="SAMPLE" type="POSITION" units="MILLIMETER"/></DataItems><Components><Axes id="a"><Components><Linear id="l" name="X"/></Components></Axes></Components></Device></Devices></MTConnectDevices>'
const error =
  '<MTConnectError><Header instanceId="7"/><Errors><Error errorCode="OUT_OF_RANGE">from</Error></Errors></MTConnectError>'
const part = `--b\r\nContent-type: text/xml\r\nContent-length: ${error.length}\r\n\r\n${error}\r\n`

/** What reads bytes and texts of the field in this driver. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'mtconnect documents',
    seeds: [streams, devices, error].map((text) => utf8.encode(text)),
    read: readDocument,
  },
  {
    name: 'mtconnect parts',
    seeds: [utf8.encode(part + part)],
    read: (bytes) => new MultipartReader('multipart/x-mixed-replace; boundary=b', 10_000, readDocument).push(bytes),
  },
  {
    name: 'mtconnect addresses',
    seeds: [utf8.encode('Mill/Xact')],
    read: (bytes) => parseAddress(new TextDecoder().decode(bytes)),
  },
]
