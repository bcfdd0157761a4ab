import { Fault, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from './codec.ts'
import { MultipartReader } from './multipart.ts'
import { Conditions, readingOf, typeOf, unitOf } from './values.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string): ReturnType<typeof readDocument> => readDocument(utf8(text))
const header =
  '<Header creationTime="2026-03-01T08:00:00Z" sender="a" instanceId="18446744073709551615" version="1.4.0.0" firstSequence="10" lastSequence="42" nextSequence="43"/>'
const streamsOf = (inside: string, root = 'MTConnectStreams'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns:m="urn:mtconnect.org:MTConnectStreams:1.4" xmlns="urn:mtconnect.org:MTConnectStreams:1.4">${header}<Streams><DeviceStream name="VMC" uuid="000"><ComponentStream component="Linear" name="X" componentId="x">${inside}</ComponentStream></DeviceStream></Streams></${root}>\n`

/** What an agent of others said, as its questions and answers published it (C++ agent 1.2, J. Michaloski, August 2011); not ours. */
const published = `<?xml version="1.0" encoding="UTF-8"?>
<MTConnectStreams xmlns:m="urn:mtconnect.org:MTConnectStreams:1.2" ns="urn:mtconnect.org:MTConnectStreams:1.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:mtconnect.org:MTConnectStreams:1.2 http://www.mtconnect.org/schemas/MTConnectStreams_1.2.xsd">
  <Header creationTime="2011-07-25T19:44:18Z" sender="flori-2.local" instanceId="1311622912" version="1.2" bufferSize="131072" nextSequence="47" firstSequence="1" lastSequence="46"/>
  <Streams>
    <DeviceStream name="VMC-3Axis" uuid="000">
      <ComponentStream component="Device" name="VMC-3Axis" componentId="dev">
        <Events>
          <Availability dataItemId="avail" timestamp="2011-07-25T19:41:52.147505Z" sequence="11">UNAVAILABLE</Availability>
          <AssetChanged dataItemId="dev_asset_chg" timestamp="2011-07-25T19:42:16.855924Z" sequence="46" assetType="Part">BORE_1232</AssetChanged>
        </Events>
      </ComponentStream>
    </DeviceStream>
  </Streams>
</MTConnectStreams>`

test('an answer that a reference agent gave, as its makers published it, is read whole', () => {
  expect(read(published)).toEqual({
    kind: 'streams',
    header: { instanceId: '1311622912', created: 1_311_623_058_000_000, firstSequence: 1, nextSequence: 47 },
    observations: [
      {
        dataItemId: 'avail',
        sequence: 11,
        time: 1_311_622_912_147_505,
        category: 'event',
        element: 'Availability',
        text: 'UNAVAILABLE',
      },
      {
        dataItemId: 'dev_asset_chg',
        sequence: 46,
        time: 1_311_622_936_855_924,
        category: 'event',
        element: 'AssetChanged',
        text: 'BORE_1232',
      },
    ],
  })
})

// Documents of the shape that ANSI/MTC1.4 Part 1 (header, error) and Part 3 (streams) give.
describe('a document of an agent', () => {
  test('observations come in the order of their sequence, with the agent’s times', () => {
    expect(
      read(
        streamsOf(
          '<Events><Block dataItemId="b" sequence="42" timestamp="2026-03-01T07:59:59.123456Z" name="block"> G01 X&lt;5 &amp; Y&#62;&#x31; </Block></Events>' +
            '<Samples><Position dataItemId="x2" sequence="41" timestamp="2026-03-01T07:59:59.1Z" subType="ACTUAL">0.00199</Position>' +
            '<Position dataItemId="x3" sequence="40" timestamp="2026-03-01T07:59:59Z">UNAVAILABLE</Position></Samples>' +
            '<Condition><Fault dataItemId="c" sequence="39" timestamp="2026-03-01T07:59:58Z" nativeCode="4711" type="SYSTEM">hot</Fault><Normal dataItemId="d" sequence="38" timestamp="2026-03-01T07:59:57Z" type="LOAD"/></Condition>',
        ),
      ),
    ).toEqual({
      kind: 'streams',
      header: {
        instanceId: '18446744073709551615',
        created: 1_772_352_000_000_000,
        firstSequence: 10,
        nextSequence: 43,
      },
      observations: [
        {
          dataItemId: 'd',
          sequence: 38,
          time: 1_772_351_997_000_000,
          category: 'condition',
          element: 'Normal',
          text: '',
        },
        {
          dataItemId: 'c',
          sequence: 39,
          time: 1_772_351_998_000_000,
          category: 'condition',
          element: 'Fault',
          text: 'hot',
          nativeCode: '4711',
        },
        {
          dataItemId: 'x3',
          sequence: 40,
          time: 1_772_351_999_000_000,
          category: 'sample',
          element: 'Position',
          text: 'UNAVAILABLE',
        },
        {
          dataItemId: 'x2',
          sequence: 41,
          time: 1_772_351_999_100_000,
          category: 'sample',
          element: 'Position',
          text: '0.00199',
        },
        {
          dataItemId: 'b',
          sequence: 42,
          time: 1_772_351_999_123_456,
          category: 'event',
          element: 'Block',
          text: 'G01 X<5 & Y>1',
        },
      ],
    })
  })

  test('a data set has no text of its own', () => {
    const document = read(
      streamsOf(
        '<Events><VariableDataSet dataItemId="v" sequence="41" timestamp="2026-03-01T07:59:59Z" count="1"><Entry key="a">1</Entry></VariableDataSet></Events>',
      ),
    )
    expect(document).toMatchObject({ observations: [{ dataItemId: 'v' }] })
    expect(document.kind === 'streams' && 'text' in document.observations[0]!).toBe(false)
  })

  test('a stream without observations is a heartbeat', () => {
    expect(read(`<MTConnectStreams>${header}<Streams/></MTConnectStreams>`)).toMatchObject({
      kind: 'streams',
      observations: [],
    })
  })

  test('devices have components within components, under a prefix too', () => {
    const document = read(
      '<m:MTConnectDevices xmlns:m="urn:mtconnect.org:MTConnectDevices:1.4"><m:Header instanceId="1" creationTime="2026-03-01T08:00:00Z"/><m:Devices><m:Device id="d1" uuid="000" name="VMC"><m:DataItems><m:DataItem id="av" type="AVAILABILITY" category="EVENT"/></m:DataItems><m:Components><m:Axes id="ax"><m:Components><m:Linear id="x" name="X"><m:DataItems><m:DataItem id="x2" name="Xact" category="SAMPLE" type="POSITION" units="MILLIMETER" nativeUnits="INCH"/></m:DataItems></m:Linear></m:Components></m:Axes></m:Components></m:Device></m:Devices></m:MTConnectDevices>',
    )
    expect(document).toMatchObject({
      kind: 'devices',
      devices: [
        {
          id: 'd1',
          name: 'VMC',
          uuid: '000',
          items: [{ id: 'av', type: 'AVAILABILITY', category: 'EVENT' }],
          components: [
            {
              id: 'ax',
              element: 'Axes',
              components: [{ id: 'x', name: 'X', items: [{ id: 'x2', name: 'Xact', units: 'MILLIMETER' }] }],
            },
          ],
        },
      ],
    })
  })

  test('errors stand in a list, in the oldest version alone', () => {
    const error = '<Error errorCode="OUT_OF_RANGE">from must be greater</Error>'
    const expected = { kind: 'error', code: 'OUT_OF_RANGE', text: 'from must be greater' }
    expect(read(`<MTConnectError>${header}<Errors>${error}</Errors></MTConnectError>`)).toEqual(expected)
    expect(read(`<MTConnectError>${header}${error}</MTConnectError>`)).toEqual(expected)
  })

  test.each([
    ['half a document', streamsOf('').slice(0, -20)],
    ['a document type', `<!DOCTYPE a [<!ENTITY a "b">]>${streamsOf('')}`],
    ['a page of something else', '<html><body>MTConnect</body></html>'],
    ['no timestamp', streamsOf('<Samples><P dataItemId="x" sequence="41">1</P></Samples>')],
    ['no sequence', streamsOf('<Samples><P dataItemId="x" timestamp="2026-03-01T07:59:59Z">1</P></Samples>')],
    ['no next sequence', streamsOf('').replace('nextSequence', 'next')],
    ['no data item', streamsOf('<Samples><P sequence="41" timestamp="2026-03-01T07:59:59Z">1</P></Samples>')],
    ['tags that cross', streamsOf('<Samples><A></Samples></A>')],
  ])('%s is refused', (_, text) => {
    expect(() => read(text)).toThrow(Fault)
  })
})

describe('parts of a stream', () => {
  const part = (body: string): string =>
    `--abc\r\nContent-type: text/xml\r\nContent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}\r\n`

  test('are the same however the network cut them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 64 }),
        (bodies, size) => {
          const whole = Buffer.from(bodies.map(part).join(''))
          const seen: string[] = []
          const reader = new MultipartReader('multipart/x-mixed-replace;boundary=abc', 1_000, (body) =>
            seen.push(Buffer.from(body).toString()),
          )
          for (let at = 0; at < whole.length; at += size) reader.push(whole.subarray(at, at + size))
          expect(seen).toEqual(bodies.map((body) => Buffer.from(body).toString()))
        },
      ),
    )
  })

  test.each([
    ['another boundary', '--abd\r\nContent-length: 1\r\n\r\na'],
    ['no length', '--abc\r\nContent-type: text/xml\r\n\r\na'],
    ['a length beyond the limit', '--abc\r\nContent-length: 1001\r\n\r\na'],
    ['a head without an end', 'x'.repeat(5_000)],
  ])('%s is refused', (_, text) => {
    const reader = new MultipartReader('multipart/x-mixed-replace; boundary="abc"', 1_000, () => {})
    expect(() => reader.push(utf8(text))).toThrow(Fault)
  })
})

describe('conditions', () => {
  const told = (conditions: Conditions, element: string, nativeCode?: string): unknown =>
    conditions.take({
      dataItemId: 'c',
      sequence: 1,
      time: 1,
      category: 'condition',
      element,
      ...(nativeCode === undefined ? {} : { nativeCode }),
    }).value

  test('several are active at a time; a Normal ends one or all', () => {
    const conditions = new Conditions()
    expect(told(conditions, 'Normal')).toBe('NORMAL')
    expect(told(conditions, 'Warning', '12')).toBe('WARNING 12')
    expect(told(conditions, 'Fault', '102')).toBe('FAULT 102')
    expect(told(conditions, 'Fault', '101')).toBe('FAULT 101,102')
    expect(told(conditions, 'Normal', '101')).toBe('FAULT 102')
    expect(told(conditions, 'Normal', '102')).toBe('WARNING 12')
    expect(told(conditions, 'Fault')).toBe('FAULT')
    expect(told(conditions, 'Normal')).toBe('NORMAL')
    expect(told(conditions, 'Unavailable')).toBe(null)
  })
})

describe('values', () => {
  const of = (text: string | undefined, type: 'float64' | 'int32' | 'string'): unknown =>
    readingOf(
      {
        dataItemId: 'x',
        sequence: 1,
        time: 1,
        category: 'sample',
        element: 'P',
        ...(text === undefined ? {} : { text }),
      },
      type,
    )

  test('are held to the type of the tag; unavailable is none', () => {
    expect(of('1.5', 'float64')).toEqual({ value: 1.5, status: Status.Good })
    expect(of('12', 'int32')).toEqual({ value: 12n, status: Status.Good })
    expect(of('READY', 'string')).toEqual({ value: 'READY', status: Status.Good })
    expect(of('UNAVAILABLE', 'string')).toEqual({ value: null, status: Status.BadNoData })
    expect(of('1 2 3', 'float64')).toEqual({ value: null, status: Status.BadTypeMismatch })
    expect(of(undefined, 'string')).toEqual({ value: null, status: Status.BadNotSupported })
  })

  test('types and units are told to who browses', () => {
    const item = { id: 'x', category: 'SAMPLE', type: 'POSITION', units: 'MILLIMETER' }
    expect([typeOf(item), unitOf(item)]).toEqual(['float64', 'mm'])
    expect(typeOf({ ...item, units: 'MILLIMETER_3D' })).toBe('string')
    expect(typeOf({ ...item, representation: 'TIME_SERIES' })).toBe('string')
    expect(typeOf({ id: 'c', category: 'CONDITION', type: 'LOAD' })).toBe('string')
    expect(typeOf({ id: 'e', category: 'EVENT', type: 'EXECUTION' })).toBe('string')
    expect(unitOf({ ...item, units: 'FURLONG' })).toBe(undefined)
  })
})
