import { Fault } from '@millrace/core'
import type { ComponentPort, FlowComponent, FlowNode, FlowParameter } from '../document.ts'
import '../faults.ts'

/** Parameters of a component as the node that places it gives them: its own values stand as defaults. */
export function parametersGiven(
  { parameters = [] }: FlowComponent,
  settings: FlowNode['settings'],
): { readonly parameters: readonly FlowParameter[]; readonly faults: readonly Fault[] } {
  const rows = settings?.['parameters'] ?? []
  const faults: Fault[] = []
  const wrong = (name: unknown, expected: string, seen: unknown): void => {
    faults.push(new Fault('flow.parameter_malformed', { name: String(name), expected, seen: String(seen) }))
  }
  const given = new Map<unknown, unknown>()
  if (!Array.isArray(rows)) wrong('', 'a list of names and values', typeof rows)
  else
    for (const row of rows as readonly ({ readonly name?: unknown; readonly value?: unknown } | null)[])
      given.set(row?.name, row?.value)
  for (const name of given.keys())
    if (!parameters.some((one) => one.name === name)) wrong(name, 'one of the component', 'none such')
  const own = parameters.map((parameter) => {
    const { name, low = -Infinity, high = Infinity } = parameter
    if (!given.has(name)) return parameter
    const value = given.get(name)
    if (typeof value === 'number' && value >= low && value <= high) return { ...parameter, default: value }
    wrong(name, `a number of ${low} to ${high}`, value)
    return parameter
  })
  return { parameters: own, faults }
}

/** Settings of the node that stands for a port. */
export const portsAsked = ({ title: _, ...port }: ComponentPort): Readonly<Record<string, unknown>> => port
