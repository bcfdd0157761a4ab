import { expect, it } from 'vitest'
import { readDescription } from './description.ts'

const read = (text: string) => readDescription(new TextEncoder().encode(text))

it('reads what FMI 2 says: variables, units by type, states, capabilities', () => {
  const description = read(`<?xml version="1.0"?>
<fmiModelDescription fmiVersion="2.0" modelName="Tank" guid="{a&amp;b}">
 <ModelExchange modelIdentifier="TankME"/>
 <CoSimulation modelIdentifier="Tank" canHandleVariableCommunicationStepSize="1" canGetAndSetFMUstate="true"/>
 <UnitDefinitions><Unit name="degC"><BaseUnit K="1" offset="273.15"/></Unit><Unit name="odd"/></UnitDefinitions>
 <TypeDefinitions><SimpleType name="T"><Real unit="degC"/></SimpleType></TypeDefinitions>
 <ModelVariables>
  <!-- index 1 --><ScalarVariable name="t.in[1]" valueReference="16777216" causality="input"><Real declaredType="T" start="20"/></ScalarVariable>
  <ScalarVariable name="level &lt;m&gt;" valueReference="2" causality="output"><Real unit="m"/></ScalarVariable>
  <ScalarVariable name="name" valueReference="3"><String/></ScalarVariable>
 </ModelVariables>
 <ModelStructure><Derivatives><Unknown index="4"/></Derivatives></ModelStructure>
</fmiModelDescription>`)
  expect(description).toEqual({
    version: 2,
    identifier: 'Tank',
    token: '{a&b}',
    anyStep: true,
    serializes: false,
    onceAProcess: false,
    remembers: true,
    units: new Map([['degC', { powers: { K: 1 }, factor: 1, offset: 273.15 }]]),
    variables: new Map([
      ['t.in[1]', { reference: 16_777_216, type: 'Real', causality: 'input', unit: 'degC', isArray: false }],
      ['level <m>', { reference: 2, type: 'Real', causality: 'output', unit: 'm', isArray: false }],
      ['name', { reference: 3, type: 'String', causality: 'local', isArray: false }],
    ]),
  })
})

it('reads what FMI 3 says, arrays among it', () => {
  const description = read(`<fmiModelDescription fmiVersion="3.0.2" modelName="T" instantiationToken="x">
 <CoSimulation modelIdentifier="T" canGetAndSetFMUState="true" canSerializeFMUState="true"/>
 <TypeDefinitions><Float64Type name="P" unit="bar"/></TypeDefinitions>
 <ModelVariables>
  <Float64 name="p" valueReference="1" causality="input" declaredType="P"/>
  <Float64 name="v" valueReference="2" causality="output"><Dimension start="3"/></Float64>
  <Enumeration name="e" valueReference="3" causality="parameter" declaredType="E"/>
 </ModelVariables>
</fmiModelDescription>`)
  expect(description).toMatchObject({ version: 3, anyStep: false, serializes: true, remembers: false })
  expect('variables' in description && Object.fromEntries(description.variables)).toEqual({
    p: { reference: 1, type: 'Float64', causality: 'input', unit: 'bar', isArray: false },
    v: { reference: 2, type: 'Float64', causality: 'output', isArray: true },
    e: { reference: 3, type: 'Enumeration', causality: 'parameter', isArray: false },
  })
})

const head = (version: string, inside: string): string =>
  `<fmiModelDescription fmiVersion="${version}" guid="g">${inside}</fmiModelDescription>`
it.each([
  ['<other/>', 'no fmiModelDescription in modelDescription.xml'],
  [head('1.0', ''), 'FMI version 1.0 instead of 2.0 or 3.0'],
  [head('2.0', '<ModelExchange modelIdentifier="M"/>'), 'an FMU without co-simulation'],
  [head('2.0', '<CoSimulation modelIdentifier="../../x"/>'), 'the model identifier "../../x"'],
  [
    head('2.0', '<CoSimulation modelIdentifier="M" needsExecutionTool="true"/>'),
    'an FMU that needs the tool it was made with',
  ],
  [head('3.0', '<CoSimulation modelIdentifier="M"/>'), 'an FMU without guid or instantiation token'],
  ['<!DOCTYPE x [<!ENTITY a "b">]><fmiModelDescription/>', 'a modelDescription.xml with a document type'],
])('refuses %s', (text, wrong) => {
  expect(read(text)).toEqual({ wrong })
})
