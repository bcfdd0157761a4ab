import { pointTypes } from '@millrace/core/profiles'
import type { DriverFactory } from '@millrace/drivers'
import { type Static, Type } from 'typebox'

/** Sparkplug B 3.0 §4.1: ids are UTF-8 without + / #. */
const sparkplugId = { minLength: 1, maxLength: 200, pattern: '^[^+/#]+$' } as const
const SparkplugId = Type.String(sparkplugId)

const closed = { additionalProperties: false } as const

export const PointSchema = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Name of the point within its device; / makes folders.',
    }),
    address: Type.String({ minLength: 1, maxLength: 500, description: "In the driver's own notation." }),
    type: Type.Enum([...pointTypes], { description: 'What the register or node holds, before scaling.' }),
    unit: Type.Optional(
      Type.String({ minLength: 1, description: 'UCUM code of the scaled value: Cel, bar, kW.h, 1.' }),
    ),
    periodMs: Type.Optional(
      Type.Integer({ minimum: 10, maximum: 86_400_000, description: 'Reading period, ms. Default 1000.' }),
    ),
    access: Type.Optional(Type.Enum(['r', 'rw'], { description: 'rw allows writing. Default r.' })),
    scale: Type.Optional(
      Type.Object(
        { factor: Type.Optional(Type.Number()), offset: Type.Optional(Type.Number()) },
        { ...closed, description: 'Value = raw × factor + offset.' },
      ),
    ),
    deadband: Type.Optional(
      Type.Number({ minimum: 0, description: 'Only changes beyond this are reported, in engineering units.' }),
    ),
    description: Type.Optional(Type.String({ maxLength: 2_000 })),
    low: Type.Optional(Type.Number({ description: 'Lower end of the engineering range, in unit.' })),
    high: Type.Optional(Type.Number({ description: 'Upper end of the engineering range, in unit.' })),
  },
  closed,
)
export type PointSettings = Static<typeof PointSchema>

const AssetSchema = Type.Optional(
  Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^/]+$' }), {
    minItems: 1,
    maxItems: 20,
    description: 'Place in the asset tree, from the enterprise down.',
  }),
)

const DeviceSchema = Type.Object(
  {
    name: SparkplugId,
    driver: Type.String({ minLength: 1, description: 'Kind of driver: modbus-tcp, opcua …' }),
    asset: AssetSchema,
    connection: Type.Object({}, { description: 'What the driver needs to reach the device.' }),
    points: Type.Array(PointSchema, { maxItems: 200_000 }),
  },
  closed,
)

const Digest = '^sha256:[0-9a-f]{64}$'
const ModelSchema = Type.Object(
  {
    name: Type.String({ ...sparkplugId, description: 'The device whose points the outputs become.' }),
    package: Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: 'Folder or archive of the model; relative to this file.',
    }),
    digest: Type.String({ pattern: Digest, description: 'Of the model that is meant; another one is refused.' }),
    key: Type.Optional(
      Type.String({ pattern: Digest, description: 'Fingerprint of the key that must have signed the archive.' }),
    ),
    asset: AssetSchema,
    every: Type.Optional(
      Type.Union([Type.Integer({ minimum: 100, maximum: 86_400_000 }), Type.Literal('change')], {
        description:
          'ms between rows, on the grid of the clock; change: whenever an input has a new sample. Default 1000.',
      }),
    ),
    inputs: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ device: SparkplugId, point: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
        { description: 'By name of input: the point of a device, or of a model before this one.' },
      ),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Number(), { description: 'By name of parameter, in its unit.' }),
    ),
  },
  closed,
)
export type ModelSettings = Static<typeof ModelSchema>

const FlowSchema = Type.Object(
  {
    name: Type.String({ ...sparkplugId, description: 'The device whose points are those that the flow gives.' }),
    flow: Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: 'Document (.json) or archive of the flow; relative to this file.',
    }),
    digest: Type.String({ pattern: Digest, description: 'Of the flow that is meant; another one is refused.' }),
    key: Type.Optional(
      Type.String({ pattern: Digest, description: 'Fingerprint of the key that must have signed the archive.' }),
    ),
    asset: AssetSchema,
    inputs: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ device: SparkplugId, point: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
        { description: 'By node that takes a point in: that of a device, of a model, or of a flow before this one.' },
      ),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Number(), { description: 'By name of parameter, in its unit.' }),
    ),
  },
  closed,
)
export type FlowSettings = Static<typeof FlowSchema>

export const ConfigurationSchema = Type.Object(
  {
    node: Type.Object({ group: SparkplugId, name: SparkplugId }, closed),
    uplink: Type.Object(
      {
        url: Type.String({
          pattern: '^(mqtt|mqtts|tcp|ssl)://[^\\s@]+$',
          description: 'mqtt://host:1883 or mqtts://host:8883, without user or password.',
        }),
        username: Type.Optional(Type.String({ minLength: 1 })),
        passwordFile: Type.Optional(
          Type.String({ minLength: 1, description: 'File that holds the password; relative to this file.' }),
        ),
        passwordEnv: Type.Optional(
          Type.String({ minLength: 1, description: 'Environment variable that holds the password.' }),
        ),
        ca: Type.Optional(
          Type.String({
            minLength: 1,
            description:
              "PEM file of the only authorities whose brokers count, for mqtts with a password; relative to this file. Default: the system's. The platform gives its own at GET /api/v1/machines/ca.",
          }),
        ),
        enrolment: Type.Optional(
          Type.Object(
            {
              url: Type.String({
                pattern: '^https?://[^\\s@]+$',
                description: 'Address of the platform; http:// on this machine alone.',
              }),
              tokenFile: Type.Optional(
                Type.String({
                  minLength: 1,
                  description: 'File that holds the one-time token; relative to this file.',
                }),
              ),
              tokenEnv: Type.Optional(
                Type.String({ minLength: 1, description: 'Environment variable that holds the one-time token.' }),
              ),
              folder: Type.String({
                minLength: 1,
                description: 'Folder of the key and the certificate, which are made here; relative to this file.',
              }),
              ca: Type.Optional(
                Type.String({
                  minLength: 1,
                  description:
                    "PEM file of the only authorities whose servers count; default: the system's for https, the platform's own root for mqtts.",
                }),
              ),
            },
            { ...closed, description: 'Prove who this edge is by a certificate instead of a password.' },
          ),
        ),
        primaryHost: Type.Optional(
          Type.Union([SparkplugId, Type.Null()], {
            description: 'Host that must be online before anything is sent; null waits for none. Default millrace.',
          }),
        ),
        replayValuesPerSecond: Type.Optional(
          Type.Integer({
            minimum: 100,
            maximum: 10_000_000,
            description: 'Most stored values sent in a second beside the live ones. Default 20000.',
          }),
        ),
      },
      closed,
    ),
    buffer: Type.Object(
      {
        folder: Type.String({
          minLength: 1,
          description: 'Folder of the store-and-forward buffer; relative to this file.',
        }),
        limitBytes: Type.Optional(
          Type.Integer({
            minimum: 1_048_576,
            description: 'Most the buffer takes on disk; then the oldest is dropped and reported. Default 1 GiB.',
          }),
        ),
      },
      closed,
    ),
    drivers: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 1_000 }), {
        maxItems: 50,
        description: 'Folders of driver packages by third parties; relative to this file.',
      }),
    ),
    devices: Type.Array(DeviceSchema, { maxItems: 10_000 }),
    models: Type.Optional(
      Type.Array(ModelSchema, {
        maxItems: 1_000,
        description: 'Models that run here, on what the points hold; each is a device of its own.',
      }),
    ),
    platform: Type.Optional(
      Type.Object(
        {
          url: Type.String({
            pattern: '^https?://[^\\s@]+$',
            description: 'Address of the platform; http:// on this machine alone.',
          }),
          ca: Type.Optional(
            Type.String({
              minLength: 1,
              description:
                "PEM file of the only authorities whose servers count; relative to this file. Default: the system's.",
            }),
          ),
        },
        closed,
      ),
    ),
    deployments: Type.Optional(
      Type.Object(
        {
          from: Type.Literal('platform'),
          trusts: Type.Optional(
            Type.Array(Type.String({ pattern: Digest }), {
              minItems: 1,
              maxItems: 20,
              description: 'Fingerprints of keys, one of which must have signed what is deployed.',
            }),
          ),
        },
        {
          ...closed,
          description: 'Lets the platform deploy flows to this node. Without it nothing of that kind is taken.',
        },
      ),
    ),
    flows: Type.Optional(
      Type.Array(FlowSchema, {
        maxItems: 200,
        description: 'Flows that run here, on all that the points tell; each is a device of its own, with a thread.',
      }),
    ),
  },
  closed,
)
export type ConfigurationInput = Static<typeof ConfigurationSchema>

/** The whole JSON Schema, with what each driver wants under `connection`: for editors. */
export function configurationSchema(drivers: readonly DriverFactory[]): object {
  const byDriver = drivers.map(({ kind, configSchema }) => ({
    if: { properties: { driver: { const: kind } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { connection: configSchema } },
  }))
  const { devices, ...properties } = ConfigurationSchema.properties
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...ConfigurationSchema,
    properties: { ...properties, devices: { ...devices, items: { ...DeviceSchema, allOf: byDriver } } },
  }
}
