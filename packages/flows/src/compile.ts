import { createHash } from 'node:crypto'
import { Fault, MICROS_PER_S } from '@millrace/core'
import { checkWhole } from './check/check.ts'
import type { PlacedComponent } from './check/flatten.ts'
import type { FlowSurroundings } from './check/surroundings.ts'
import type { TypedNode } from './check/typing.ts'
import type { FlowInput, FlowOutput, FlowProgram, PlannedNode, ProgramComponent } from './engine/program.ts'
import { FlowRun } from './engine/run.ts'
import './faults.ts'
import type { ParameterValue } from './kind.ts'
import { parametersOf } from './parameters.ts'
import { loadScript } from './script/load.ts'

const DEFAULT_LATENESS_S = 1
/** Nodes whose samples come from outside, and those whose samples go there. */
const inputKinds = new Set(['in.point', 'in.webhook', 'in.mqtt', 'in.event', 'in.alarm'])
const outputKinds = new Set(['out.point', 'out.alarm'])

const printOf = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('base64').slice(0, 22)

/**
 * A document made ready to run. Throws its first problem, `flow.parameter_malformed`, or `flow.script_broken`.
 *
 * @param parameters by name; those that are absent have their defaults
 */
export async function compileFlow(
  document: unknown,
  parameters: Readonly<Record<string, number>> = {},
  surroundings: FlowSurroundings = {},
): Promise<FlowProgram> {
  const checked = checkWhole(document, surroundings)
  const [first] = checked.problems
  if (first || !checked.document)
    throw new Fault(first?.code ?? 'flow.malformed', { ...first?.facts, ...(first?.node ? { at: first.node } : {}) })
  const values = parametersOf(checked.document, parameters)
  const nodes: PlannedNode[] = []
  for (const typed of checked.typed) {
    requireTypes(typed)
    const own = typed.parameters === checked.document.parameters ? values : parametersOf(typed, {})
    nodes.push({ typed, print: nodePrint(typed, own), script: await loadScript(typed), parameters: own })
  }
  const inputs: FlowInput[] = []
  const outputs: FlowOutput[] = []
  const inputSlots = new Int32Array(nodes.length).fill(-1)
  nodes.forEach(({ typed }, place) => {
    const { path: node, settings } = typed
    const kind = typed.kind.face.type
    if (inputKinds.has(kind)) {
      const type = typed.outputs[0]!.type!
      inputSlots[place] = inputs.length
      const { points = {} } = surroundings
      inputs.push({
        slot: inputs.length,
        node,
        kind,
        given: (Object.hasOwn(points, node) ? points[node] : undefined) ?? type,
        type,
        settings,
      })
    } else if (outputKinds.has(kind))
      outputs.push({ slot: outputs.length, place, node, kind, type: typed.inputs[0]!.type!, settings })
  })
  const program: FlowProgram = {
    nodes,
    inputs,
    inputSlots,
    outputs,
    through: checked.flat.through,
    components: checked.flat.components.map((placed) => meteredOf(placed, nodes)),
    lateness: Math.round((checked.document.lateness ?? DEFAULT_LATENESS_S) * MICROS_PER_S),
  }
  // Whether settings with these parameters are within their ranges is told here, and not at the first sample.
  new FlowRun(program)
  return program
}

/** Whose work is counted as that of a component. */
function meteredOf({ path, component, ports }: PlacedComponent, nodes: readonly PlannedNode[]): ProgramComponent {
  const placesOf = (isOne: (typed: TypedNode) => boolean): number[] =>
    nodes.flatMap(({ typed }, place) => (isOne(typed) ? [place] : []))
  const portsAt = (side: string) => placesOf((typed) => ports.get(typed.path)?.side === side)
  return {
    path,
    component,
    inputs: portsAt('in'),
    outputs: portsAt('out'),
    nodes: placesOf((typed) => typed.path.startsWith(`${path}/`)),
  }
}

/** Who reads a parameter is another node when it has another value. */
function nodePrint(
  { path, kind, settings, inputs, outputs }: TypedNode,
  values: ReadonlyMap<string, ParameterValue>,
): string {
  const types = [...inputs, ...outputs].map(({ face, type }) => [face.name, type])
  const text = JSON.stringify(settings)
  const read = [...values.values()].length > 0 && (text.includes('"parameter"') || 'formula' in settings)
  return printOf([
    path,
    kind.face.type,
    settings,
    types,
    inputs.map(({ wires }) => wires.length),
    read ? [...values] : [],
  ])
}

function requireTypes({ path, inputs, outputs }: TypedNode): void {
  for (const { face, type } of [...inputs.filter(({ wires }) => wires.length > 0), ...outputs])
    if (!type) throw new Fault('flow.malformed', { path, reason: `the type of ${face.name} is not known` })
}
