import type { ValueType } from '@millrace/compute'
import { Fault } from '@millrace/core'
import { parameterTypes } from './check/settings.ts'
import type { FlowParameter } from './document.ts'
import './faults.ts'
import type { ParameterValue } from './kind.ts'

/** Each with what is given for it, or its default. Throws `flow.parameter_malformed` for one that it has not, or that is out of range. */
export function parametersOf(
  { parameters = [] }: { readonly parameters?: readonly FlowParameter[] | undefined },
  given: Readonly<Record<string, number>>,
): Map<string, ParameterValue> {
  const types = parameterTypes(parameters)
  for (const name of Object.keys(given))
    if (!types.has(name))
      throw new Fault('flow.parameter_malformed', { name, expected: 'one of the flow', seen: 'none such' })
  return new Map(
    parameters.map(({ name, default: usual, low = -Infinity, high = Infinity }): [string, ParameterValue] => {
      const value = Object.hasOwn(given, name) ? given[name]! : usual
      if (!(value >= low && value <= high))
        throw new Fault('flow.parameter_malformed', {
          name,
          expected: `a number of ${low} to ${high}`,
          seen: String(value),
        })
      return [name, { ...(types.get(name) as ValueType), value }]
    }),
  )
}
