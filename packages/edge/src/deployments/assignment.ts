import { Fault } from '@millrace/core'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import '../faults.ts'

const closed = { additionalProperties: false } as const
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^+/#]+$' })

/** What the platform wants a node to run, as it stands on the node's topic. */
const Assignment = Type.Object(
  {
    format: Type.Literal('millrace-deployments/1'),
    flows: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[0-9a-f-]{1,64}$', description: 'By which it is told how it stands' }),
          /** The device whose points are those of the flow. */
          name: Name,
          digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
          asset: Type.Optional(
            Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^/]+$' }), {
              minItems: 1,
              maxItems: 20,
            }),
          ),
          inputs: Type.Record(
            Type.String(),
            Type.Object({ device: Name, point: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
          ),
          parameters: Type.Record(Type.String(), Type.Number()),
        },
        closed,
      ),
      { maxItems: 200 },
    ),
  },
  closed,
)
export type Assignment = Static<typeof Assignment>
export type AssignedFlow = Assignment['flows'][number]

const MOST_BYTES = 4 * 1024 * 1024
const checker = Compile(Assignment)

/** Throws `edge.assignment_malformed`. */
export function readAssignment(bytes: Uint8Array): Assignment {
  const fault = (seen: string): Fault => new Fault('edge.assignment_malformed', { seen })
  if (bytes.length > MOST_BYTES) throw fault(`${bytes.length} bytes`)
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw fault('no JSON')
  }
  if (!checker.Check(value)) {
    const [first] = checker.Errors(value)[1]
    throw fault(first ? `${first.instancePath || '/'} ${first.message}` : 'another shape')
  }
  const names = value.flows.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw fault(`the name ${twice} twice`)
  return value
}
