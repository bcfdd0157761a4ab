import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromText } from './fake-import.ts'
import type { Imported } from './imported.ts'
import { fromNodeSet } from './nodeset.ts'
import { readNodeSet } from './nodeset-nodes.ts'
import { typeOf } from './nodeset-types.ts'

const description = (text: string, locale = ''): string =>
  `<Description${locale === '' ? '' : ` Locale="${locale}"`}>${text}</Description>`
const within = (parent: string, type = 'HasComponent'): string =>
  `<References><Reference ReferenceType="${type}" IsForward="false">${parent}</Reference></References>`
const wrapped = (body: string): string =>
  `<Value><ExtensionObject xmlns="http://opcfoundation.org/UA/2008/02/Types.xsd"><TypeId><Identifier>i=888</Identifier></TypeId><Body>${body}</Body></ExtensionObject></Value>`

const boiler = `<?xml version="1.0" encoding="utf-8"?>
<UANodeSet xmlns="http://opcfoundation.org/UA/2011/03/UANodeSet.xsd">
  <NamespaceUris><Uri>http://example.com/Boiler;v=1</Uri><Uri>http://opcfoundation.org/UA/DI/</Uri></NamespaceUris>
  <Models><Model ModelUri="http://example.com/Boiler;v=1"/></Models>
  <Aliases><Alias Alias="Double">i=11</Alias><Alias Alias="HasComponent">i=47</Alias><Alias Alias="HasProperty">i=46</Alias>
    <Alias Alias="HasModellingRule">i=37</Alias><Alias Alias="HasSubtype">i=45</Alias><Alias Alias="Level">ns=1;i=20</Alias></Aliases>
  <UAObject NodeId="ns=1;s=Boiler" BrowseName="1:Boiler"><DisplayName>Boiler</DisplayName>
    <References><Reference ReferenceType="i=35" IsForward="false">i=85</Reference><Reference ReferenceType="HasComponent">ns=1;s=Drum</Reference></References></UAObject>
  <UAObject NodeId="ns=1;s=Drum" BrowseName="1:Drum/1"><DisplayName>Drum</DisplayName></UAObject>
  <UAVariable NodeId="ns=1;s=Drum.Level" BrowseName="1:Level" DataType="Double" AccessLevel="3">
    <DisplayName>Level</DisplayName>${description('Level of the drum')}${description('汽包水位', 'zh-CN')}${within('ns=1;s=Drum')}</UAVariable>
  <UAVariable NodeId="ns=1;i=1" BrowseName="EngineeringUnits" DataType="i=887"><DisplayName>EngineeringUnits</DisplayName>${within('ns=1;s=Drum.Level', 'HasProperty')}
    ${wrapped('<EUInformation><UnitId>4408652</UnitId><DisplayName><Text>°C</Text></DisplayName></EUInformation>')}</UAVariable>
  <UAVariable NodeId="ns=1;i=2" BrowseName="EURange" DataType="i=884"><DisplayName>EURange</DisplayName>${within('ns=1;s=Drum.Level', 'HasProperty')}
    ${wrapped('<Range><Low>0</Low><High>100.5</High></Range>')}</UAVariable>
  <UAVariable NodeId="ns=1;g=72962b91-fa75-4ae6-8d28-b404dc7daf63" BrowseName="1:Level" ParentNodeId="ns=1;s=Drum" DataType="i=1"><DisplayName Locale="de">Füllstand</DisplayName></UAVariable>
  <UAVariable NodeId="ns=1;i=3" BrowseName="1:Mode" ParentNodeId="ns=1;s=Boiler" DataType="Level"><DisplayName>Mode</DisplayName></UAVariable>
  <UADataType NodeId="ns=1;i=20" BrowseName="1:ModeEnum"><DisplayName>ModeEnum</DisplayName><References><Reference ReferenceType="HasSubtype" IsForward="false">i=29</Reference></References></UADataType>
  <UAVariable NodeId="ns=1;i=4" BrowseName="1:Curve" ParentNodeId="ns=1;s=Boiler" DataType="Double" ValueRank="1"><DisplayName>Curve</DisplayName></UAVariable>
  <UAVariable NodeId="ns=1;i=5" BrowseName="1:Key" ParentNodeId="ns=1;s=Boiler" DataType="Double" AccessLevel="2"><DisplayName>Key</DisplayName></UAVariable>
  <UAVariable NodeId="ns=1;i=6" BrowseName="1:Health" ParentNodeId="ns=1;s=Boiler" DataType="ns=2;i=6244"><DisplayName>Health</DisplayName></UAVariable>
  <UAVariable NodeId="ns=1;i=7" BrowseName="1:Point" ParentNodeId="ns=1;s=Boiler" DataType="i=22"><DisplayName>Point</DisplayName></UAVariable>
  <UAObjectType NodeId="ns=1;i=30" BrowseName="1:BoilerType"><DisplayName>BoilerType</DisplayName></UAObjectType>
  <UAObject NodeId="ns=1;i=31" BrowseName="1:Pump" ParentNodeId="ns=1;i=30"><DisplayName>Pump</DisplayName></UAObject>
  <UAVariable NodeId="ns=1;i=32" BrowseName="1:Speed" ParentNodeId="ns=1;i=31" DataType="Double"><DisplayName>Speed</DisplayName></UAVariable>
  <UAVariable NodeId="ns=1;i=33" BrowseName="1:Optional" ParentNodeId="ns=9;i=1" DataType="Double"><DisplayName>Optional</DisplayName>
    <References><Reference ReferenceType="HasModellingRule">i=80</Reference></References></UAVariable>
</UANodeSet>`

describe('variables of a NodeSet2', () => {
  let imported: Imported
  beforeAll(async () => {
    imported = await fromText(boiler, 'boiler.xml')
  })
  const nsu = 'nsu=http://example.com/Boiler%3Bv=1;'

  test('come over by their paths, with types, units, ranges, rights and words, under addresses that outlive numbers', () => {
    expect(imported.devices).toEqual([
      {
        name: 'Boiler;v=1',
        driver: 'opcua',
        connection: {},
        points: [
          {
            settings: {
              name: 'Boiler/Drum_1/Level',
              address: `${nsu}s=Drum.Level`,
              type: 'float64',
              unit: 'Cel',
              low: 0,
              high: 100.5,
              access: 'rw',
              description: 'Level of the drum',
            },
            place: `${nsu}s=Drum.Level`,
            zh: '汽包水位',
          },
          {
            settings: {
              name: 'Boiler/Drum_1/Level (2)',
              address: `${nsu}g=72962b91-fa75-4ae6-8d28-b404dc7daf63`,
              type: 'bool',
            },
            place: `${nsu}g=72962b91-fa75-4ae6-8d28-b404dc7daf63`,
          },
          {
            settings: { name: 'Boiler/Mode', address: `${nsu}i=3`, type: 'int32', description: 'Mode' },
            place: `${nsu}i=3`,
          },
        ],
      },
    ])
  })

  test('what no point can hold is told, what types declare is counted', () => {
    expect(imported.refused.map(({ what, reason }) => `${what} ${reason}`)).toEqual([
      expect.stringMatching(/^Boiler\/Curve holds an array/),
      'Boiler/Key cannot be read',
      expect.stringMatching(
        /^Boiler\/Health has the data type nsu=http:\/\/opcfoundation.org\/UA\/DI\/;i=6244, which this file/,
      ),
      expect.stringMatching(/^Boiler\/Point has a structure/),
    ])
    expect(imported.notes).toEqual(['2 variables that types declare were left out: no server has a value at them'])
  })

  test("a reference of the file's own kind builds the tree, too", async () => {
    const own = boiler.replace(
      '</UANodeSet>',
      '<UAReferenceType NodeId="ns=1;i=40" BrowseName="1:HasSensor"><References><Reference ReferenceType="HasSubtype" IsForward="false">i=47</Reference></References></UAReferenceType>' +
        '<UAVariable NodeId="ns=1;i=41" BrowseName="1:Sensor" DataType="Double"><References><Reference ReferenceType="ns=1;i=40" IsForward="false">ns=1;s=Drum</Reference></References></UAVariable></UANodeSet>',
    )
    const { devices } = await fromText(own, 'boiler.xml')
    expect(devices[0]!.points.at(-1)!.settings.name).toBe('Boiler/Drum_1/Sensor')
  })

  test('half a file, another document, a document type and nothing are refused', async () => {
    await expect(fromText(boiler.slice(0, -20), 'x.xml')).rejects.toThrow(
      /Expected a document that ends with UANodeSet/,
    )
    await expect(fromText('<svg></svg>', 'x.xml')).rejects.toThrow(/Expected a UANodeSet in x.xml/)
    await expect(fromText('<UANodeSet/>', 'x.xml')).rejects.toThrow(/nodes in the UANodeSet/)
    const bomb = `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(99)}">]>${boiler.slice(boiler.indexOf('<UANodeSet'))}`
    await expect(fromText(bomb, 'x.xml')).rejects.toThrow(/no document type/)
  })
})

describe('NodeSets of the OPC Foundation', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('node-opcua-nodesets')), '../nodesets')
  const file = (name: string): Promise<Buffer> => readFile(join(folder, name))

  test('every simple data type of the standard has a point of its kind', async () => {
    const set = readNodeSet(await file('Opc.Ua.NodeSet2.xml'), 'Opc.Ua.NodeSet2.xml')
    const kinds = new Map<string, string>()
    for (const { id, kind, browseName } of set.nodes.values()) {
      if (kind !== 'DataType') continue
      const found = typeOf(id, set)
      kinds.set(browseName, typeof found === 'string' ? 'none' : found.type)
    }
    expect(Object.fromEntries(kinds)).toMatchObject({
      Duration: 'float64',
      UtcTime: 'string',
      Counter: 'uint32',
      LocaleId: 'string',
      ServerState: 'int32',
      Range: 'none',
      EUInformation: 'none',
      Decimal: 'none',
      VersionTime: 'uint32',
    })
  })

  test("the server's own variables come over, its types do not", async () => {
    const { devices, notes } = fromNodeSet(await file('Opc.Ua.NodeSet2.xml'), 'Opc.Ua.NodeSet2.xml')
    const points = new Map(devices[0]!.points.map(({ settings }) => [settings.address, settings]))
    expect(points.get('i=2258')).toMatchObject({ name: 'Server/ServerStatus/CurrentTime', type: 'string' })
    expect(points.get('i=2267')).toMatchObject({ name: 'Server/ServiceLevel', type: 'uint8' })
    expect(points.get('i=2259')).toMatchObject({ type: 'int32' })
    // ServerType/ServiceLevel
    expect(points.has('i=2008')).toBe(false)
    expect(notes.join()).toMatch(/\d{3,} variables that types declare/)
  })

  test('machines that a file describes come over with what their axes hold', async () => {
    const { devices } = fromNodeSet(await file('Opc.Ua.CNC.NodeSet.xml'), 'Opc.Ua.CNC.NodeSet.xml')
    const points = new Map(devices[0]!.points.map(({ settings }) => [settings.address, settings]))
    expect(
      points.get('nsu=http://opcfoundation.org/UA/CNC;s=CncInterface.CncAxisList.X.PosDirect.ActPos'),
    ).toMatchObject({
      // It describes several machines, whose axes bear the same names.
      name: expect.stringMatching(/^X\/PosDirect\/ActPos( \(\d\))?$/),
      type: 'float64',
    })
  })

  test('a companion specification is read whole', async () => {
    for (const name of [
      'Opc.Ua.Di.NodeSet2.xml',
      'Opc.Ua.CommercialKitchenEquipment.NodeSet2.xml',
      'Opc.Ua.Machinery.NodeSet2.xml',
    ]) {
      const { devices, refused, notes } = fromNodeSet(await file(name), name)
      expect(devices[0]!.points.length).toBeGreaterThan(0)
      for (const { settings } of devices[0]!.points)
        expect(settings.address).toMatch(/^nsu=http:\/\/opcfoundation.org\/UA\//)
      expect(refused.every(({ reason }) => reason !== '')).toBe(true)
      expect(notes).toHaveLength(1)
    }
  })
})
