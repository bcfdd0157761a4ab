import { Fault } from '@millrace/core'
import { type Fuzzed, fuzz } from '@millrace/drivers'
import { describe, expect, test } from 'vitest'
import { fromText } from './fake-import.ts'
import { sheetOf, workbookOf, zipOf } from './fake-workbook.ts'
import { readJson } from './json-values.ts'
import { fromNeuronTable, isTagsHead } from './neuron.ts'
import { fromNodeSet } from './nodeset.ts'
import { tableFromCsv } from './table.ts'
import { tableFromWorkbook } from './workbook.ts'

const utf8 = new TextEncoder()
const choice = { isHead: isTagsHead }
const book = workbookOf([
  {
    name: 'S',
    xml: sheetOf([
      ['group', 'name', 'address', 'attribute', 'type'],
      ['g', 't', '1!400001', 'Read', 'INT16'],
    ]),
  },
])
const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.25</v></c><c r="C1"><f>A1</f><v>1e3</v></c></row><row r="3"><c t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells></worksheet>`
const nodeSet = `<UANodeSet><NamespaceUris><Uri>urn:a</Uri></NamespaceUris><Aliases><Alias Alias="Double">i=11</Alias></Aliases><UAObject NodeId="ns=1;i=1" BrowseName="1:A"><References><Reference ReferenceType="i=47">ns=1;i=2</Reference></References></UAObject><UAVariable NodeId="ns=1;i=2" BrowseName="1:B" DataType="Double" AccessLevel="3" ParentNodeId="ns=1;i=1"><Description>b &amp; c</Description></UAVariable></UANodeSet>`

const fuzzed: readonly Fuzzed[] = [
  { name: 'workbooks', seeds: [book], read: (bytes) => void tableFromWorkbook(bytes, 'x.xlsx', choice) },
  {
    name: 'sheets of a workbook',
    seeds: [utf8.encode(sheet)],
    read: (bytes) =>
      void fromNeuronTable(
        tableFromWorkbook(
          zipOf({
            'xl/workbook.xml': '<workbook><sheets><sheet name="S" id="r"/></sheets></workbook>',
            'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r" Target="s.xml"/></Relationships>',
            'xl/s.xml': bytes,
          }),
          'x.xlsx',
          choice,
        ),
        'modbus-tcp',
        'x',
      ),
  },
  { name: 'NodeSets', seeds: [utf8.encode(nodeSet)], read: (bytes) => void fromNodeSet(bytes, 'x.xml') },
  {
    name: 'tag lists in CSV',
    seeds: [utf8.encode('group,name,address,attribute,type,decimal\ng,"t",1!400001#BB,Read,INT32,0.1\n')],
    read: (bytes) => void fromNeuronTable(tableFromCsv(new TextDecoder().decode(bytes)), 'modbus-tcp', 'x'),
  },
]

describe('broken files', () => {
  test.each(fuzzed)('$name: whatever comes is read or refused with a fault', (one) => {
    const { refused, slowestMs } = fuzz(one, 5_000)
    expect(refused).toBeLessThan(5_000)
    expect(slowestMs).toBeLessThan(3_000)
  })
})

const slave = {
  host: 'h',
  port: 1,
  type: 'tcp',
  method: 'socket',
  unitId: 1,
  deviceName: 'd',
  byteOrder: 'BIG',
  wordOrder: 'BIG',
  pollPeriod: 5000,
  tls: {},
  timeseries: [
    {
      tag: 't',
      type: 'bits',
      functionCode: 3,
      objectsCount: 16,
      bit: 1,
      address: 0,
      divider: 10,
      multiplier: 2,
      variants: { 1: 'a' },
    },
  ],
  attributeUpdates: [{ tag: 't', type: '16int', functionCode: 6, objectsCount: 1, address: 0 }],
  rpc: { set: { tag: 't', functionCode: 5, address: 0 } },
}
const configurations = {
  thingsboard: { master: { slaves: [slave] } },
  'thingsboard before 3.0': { server: { host: 'h', port: 1, devices: [slave] } },
  'thingsboard opcua': {
    server: {
      url: 'opc.tcp://h:1',
      identity: { type: 'cert.PEM', username: 'u', mode: 'Sign' },
      security: 'Basic256',
      pollPeriodInMillis: 1,
    },
    mapping: [
      {
        deviceInfo: { deviceNameExpression: 'd' },
        timeseries: [{ key: 'k', type: 'identifier', value: 'ns=2;i=1' }],
        attributes_updates: [{ key: 'k' }],
        rpc_methods: [{ method: 'm' }],
      },
    ],
  },
  neuron: {
    nodes: [
      {
        name: 'n',
        type: 1,
        plugin: 'Modbus RTU',
        params: {
          link: 0,
          device: 'd',
          stop: 0,
          parity: 0,
          baud: 0,
          data: 3,
          address_base: 1,
          endianess: 1,
          endianess_64: 1,
        },
        groups: [
          {
            group: 'g',
            interval: 1,
            tags: [
              {
                name: 't',
                address: '1!400001',
                type: 10,
                attribute: 3,
                decimal: 1,
                bias: 1,
                description: '',
                unit: 'V',
              },
            ],
          },
        ],
      },
    ],
    groups: [{ driver: 'n', group: 'g', interval: 1 }],
    tags: [{ driver: 'n', group: 'g', tags: [{ name: 'u', address: '1!400001', type: 3, attribute: 1 }] }],
    settings: [{ node: 'n', params: {} }],
  },
}
const odd: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  'x',
  '-',
  '0'.repeat(2_000),
  [],
  [null],
  [[]],
  {},
  { a: null },
  '__proto__',
  'constructor',
]

/** Every configuration that differs in one place. */
function* variants(value: unknown): Generator<unknown> {
  yield* odd
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    for (const variant of variants(part)) {
      if (Array.isArray(value)) yield value.map((one, i) => (String(i) === key ? variant : (one as unknown)))
      else yield { ...value, [key]: variant }
    }
  }
}

describe('configurations that hold something else in one place', () => {
  test.each(Object.entries(configurations))('%s: are read, or refused with a fault', async (_name, config) => {
    let cases = 0
    for (const variant of variants(config)) {
      cases++
      const failure: unknown = await fromText(JSON.stringify(variant), 'x.json', { driver: 'modbus-tcp' }).catch(
        (reason: unknown) => reason,
      )
      if (failure instanceof Error) expect(failure, JSON.stringify(variant)).toBeInstanceOf(Fault)
    }
    expect(cases).toBeGreaterThan(100)
  })

  test('JSON that ends anywhere is refused', () => {
    const text = JSON.stringify(configurations.neuron)
    for (let at = 0; at < text.length; at++) expect(() => readJson(text.slice(0, at), 'x.json')).toThrow(Fault)
  })
})
