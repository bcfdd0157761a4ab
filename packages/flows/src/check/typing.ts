import type { ValueType } from '@millrace/compute'
import { areCommensurable, differenceUnit, Fault } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'
import { kindOf } from '../catalogue.ts'
import type { FlowParameter } from '../document.ts'
import type { PortFace, SettingFace } from '../face.ts'
import type { NodeKind, Settings, Typing } from '../kind.ts'
import '../faults.ts'
import type { FlatFlow, FlatNode } from './flatten.ts'
import { type FlowProblem, type ProblemPlace, problemOf } from './problem.ts'
import { checkParameterUnit, parameterOf, parameterTypes, settingFaults } from './settings.ts'
import type { FlowSurroundings } from './surroundings.ts'

/** A port of a node in its place. */
export interface TypedInput {
  readonly face: PortFace
  /** What the node reads there. */
  readonly type: ValueType | undefined
  /** Whence, in the order of the document. */
  readonly wires: readonly Source[]
}

export interface Source {
  /** Place among the nodes. */
  readonly node: number
  readonly output: number
  readonly type: ValueType
}

export interface TypedOutput {
  readonly face: PortFace
  readonly type: ValueType | undefined
}

export interface TypedNode {
  readonly path: string
  readonly kind: NodeKind
  readonly settings: Settings
  readonly inputs: readonly TypedInput[]
  readonly outputs: readonly TypedOutput[]
  readonly model: ModelPackage | undefined
  /** Those that it may read. */
  readonly parameters: readonly FlowParameter[]
}

interface Needs {
  readonly flat: FlatFlow
  readonly order: readonly number[]
  readonly parameters: readonly FlowParameter[]
  readonly surroundings: FlowSurroundings
  readonly problems: FlowProblem[]
}

/** Ports with their types and units, each node after those that feed it. Nodes of no kind are left out. */
export function typeNodes(needs: Needs): TypedNode[] {
  const typer = new Typer(needs)
  for (const place of needs.order) typer.take(place)
  typer.tellLoose()
  return typer.done
}

class Typer {
  readonly done: TypedNode[] = []
  readonly #needs: Needs
  readonly #placeOf = new Map<string, number>()
  /** Wires by the port that they lead to. */
  readonly #into = new Map<string, number[]>()
  /** Ports that there are, of every node that could be read. */
  readonly #known = new Set<string>()
  readonly #readable = new Set<string>()

  constructor(needs: Needs) {
    this.#needs = needs
    needs.flat.wires.forEach(({ to }, i) => {
      const key = `${to.node}:${to.port}`
      this.#into.set(key, [...(this.#into.get(key) ?? []), i])
    })
  }

  take(place: number): void {
    const node = this.#needs.flat.nodes[place]!
    const kind = kindOf(node.type)
    if (!kind) {
      this.#say(new Fault('flow.node_unknown', { seen: node.type.slice(0, 60) }), { node: node.path })
      return
    }
    const before = this.#needs.problems.length
    const { parameters = this.#needs.parameters } = node
    for (const { setting, fault } of settingFaults(node.type, kind.face.settings, node.settings, parameters))
      this.#say(fault, { node: node.path, setting })
    const settings = withDefaults(kind.face.settings, node.settings)
    const sound = this.#needs.problems.length === before
    const model = this.#modelOf(kind, settings, node.path)
    let ports: Pick<NodeKind['face'], 'inputs' | 'outputs'> = kind.face
    // Settings that are wrong make no ports.
    const modelled = model !== undefined || !kind.face.settings.some((face) => face.kind === 'model')
    let known = (sound && modelled) || !kind.ports
    if (kind.ports && known)
      known = this.#trying(node.path, kind, () => {
        ports = kind.ports!(settings, model)
      })
    // Of a node whose ports cannot be told nothing more is said than why.
    if (known) this.#readable.add(node.path)
    for (const { name } of ports.inputs) this.#known.add(`${node.path}:i:${name}`)
    for (const { name } of ports.outputs) this.#known.add(`${node.path}:o:${name}`)
    const inputs = this.#inputsOf(node, ports.inputs)
    const given = sound && known ? this.#giving(node, kind, { settings, inputs, model, parameters }) : {}
    const outputs = ports.outputs.map((face) => {
      let type = given[face.name]
      this.#trying(node.path, kind, () => {
        type ??= typeOf(face, inputs)
      })
      return { face, type }
    })
    const typed = { path: node.path, kind, settings, inputs, outputs, model, parameters }
    this.#checkUnits(typed)
    this.#placeOf.set(node.path, this.done.push(typed) - 1)
  }

  /** Wires whose ends there are not. */
  tellLoose(): void {
    for (const { from, to, place } of this.#needs.flat.wires) {
      const end = [
        { ...from, side: 'o', what: 'output' },
        { ...to, side: 'i', what: 'input' },
      ].find(({ node, port, side }) => this.#readable.has(node) && !this.#known.has(`${node}:${side}:${port}`))
      if (end)
        this.#say(
          new Fault('flow.wire_loose', { seen: `one at "${end.port}" of ${end.node}, which has no such ${end.what}` }),
          place === undefined ? { node: end.node } : { wire: place, node: end.node },
        )
    }
  }

  #modelOf({ face }: NodeKind, settings: Settings, node: string): ModelPackage | undefined {
    const asked = face.settings.some(({ kind }) => kind === 'model') ? settings['model'] : undefined
    if (typeof asked !== 'string') return undefined
    const { models = {} } = this.#needs.surroundings
    const model = Object.hasOwn(models, asked) ? models[asked] : undefined
    if (!model) this.#say(new Fault('flow.model_missing', { seen: `"${asked}"` }), { node, setting: 'model' })
    return model
  }

  #inputsOf({ path }: FlatNode, faces: readonly PortFace[]): TypedInput[] {
    const inputs: TypedInput[] = []
    for (const face of faces) {
      const wires = this.#into.get(`${path}:${face.name}`) ?? []
      if (wires.length === 0 && !face.optional)
        this.#say(new Fault('flow.input_missing', { port: face.name }), { node: path, port: face.name })
      if (wires.length > 1 && !face.many)
        this.#say(new Fault('flow.wire_second', { port: face.name }), {
          node: path,
          port: face.name,
          ...this.#placed(wires[1]!),
        })
      const sources: Source[] = []
      let type = wanted(face, inputs)
      for (const i of face.many ? wires : wires.slice(0, 1)) {
        const source = this.#source(i)
        if (!source) continue
        const misfit = misfitOf(face, type, source.type)
        if (misfit)
          this.#say(new Fault('flow.wire_type', { port: face.name, ...misfit }), {
            node: path,
            port: face.name,
            ...this.#placed(i),
          })
        else {
          type ??= source.type
          sources.push(source)
        }
      }
      inputs.push({ face, type, wires: sources })
    }
    return inputs
  }

  #placed(i: number): ProblemPlace {
    const { place } = this.#needs.flat.wires[i]!
    return place === undefined ? {} : { wire: place }
  }

  #source(i: number): Source | undefined {
    const { from } = this.#needs.flat.wires[i]!
    const node = this.#placeOf.get(from.node)
    if (node === undefined) return undefined
    const output = this.done[node]!.outputs.findIndex(({ face }) => face.name === from.port)
    const type = this.done[node]!.outputs[output]?.type
    return type ? { node, output, type } : undefined
  }

  #giving(
    node: FlatNode,
    kind: NodeKind,
    { settings, inputs, model, parameters }: Pick<TypedNode, 'settings' | 'inputs' | 'model' | 'parameters'>,
  ): Readonly<Record<string, ValueType>> {
    if (!kind.gives) return {}
    const { points = {} } = this.#needs.surroundings
    const typing: Typing = {
      settings,
      input: (port) => inputs.find(({ face }) => face.name === port)?.type,
      point: Object.hasOwn(points, node.path) ? points[node.path] : undefined,
      model,
      parameters: parameterTypes(parameters),
    }
    // What is not wired yet is told, and no more of it.
    if (inputs.some(({ face, type }) => !type && !face.optional)) return {}
    let given: Readonly<Record<string, ValueType>> = {}
    this.#trying(node.path, kind, () => {
      given = kind.gives!(typing)
    })
    return given
  }

  #checkUnits(node: TypedNode): void {
    for (const face of node.kind.face.settings) {
      const name = parameterOf(node.settings[face.name])
      const parameter = node.parameters.find((one) => one.name === name)
      if (!parameter) continue
      try {
        checkParameterUnit(parameter, settingUnit(face, node))
      } catch (thrown) {
        this.#say(thrown, { node: node.path, setting: face.name })
      }
    }
  }

  /** Whether nothing was thrown. */
  #trying(node: string, { face }: NodeKind, work: () => void): boolean {
    try {
      work()
      return true
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      const named = thrown.code.startsWith('expression.') ? 'formula' : thrown.facts['setting']
      const setting = face.settings.find(({ name }) => name === named)?.name
      this.#say(thrown, { node, ...(setting === undefined ? {} : { setting }) })
      return false
    }
  }

  #say(fault: unknown, place: ProblemPlace): void {
    this.#needs.problems.push(problemOf(fault, place))
  }
}

/** The unit in which a setting of a node is; undefined where it is not known yet, or it has none. */
export function settingUnit(face: SettingFace, node: Pick<TypedNode, 'inputs' | 'outputs'>): string | undefined {
  if (face.unit !== undefined) return face.unit
  if (face.unitOf === undefined) return face.kind === 'number' ? '1' : undefined
  const port = [...node.inputs, ...node.outputs].find((one) => one.face.name === face.unitOf)
  if (!port?.type) return undefined
  const unit = port.type.unit ?? '1'
  return face.difference ? differenceUnit(unit)?.unit : unit
}

function withDefaults(faces: readonly SettingFace[], settings: Settings): Settings {
  const usual = faces.flatMap((face) => (face.default === undefined ? [] : [[face.name, face.default] as const]))
  return { ...Object.fromEntries(usual), ...settings }
}

/** What a port asks for, before any wire is looked at. */
function wanted(face: PortFace, before: readonly TypedInput[]): ValueType | undefined {
  if (face.like !== undefined) return before.find((input) => input.face.name === face.like)?.type
  if (face.type === 'number') return face.unit === undefined ? undefined : { type: 'number', unit: face.unit }
  return face.type === 'any' ? undefined : { type: face.type }
}

const say = ({ type, unit }: ValueType): string => (type === 'number' ? `a number in ${unit ?? '1'}` : `a ${type}`)

function misfitOf(
  face: PortFace,
  wants: ValueType | undefined,
  given: ValueType,
): { readonly expected: string; readonly seen: string } | undefined {
  const type = wants?.type ?? (face.type === 'any' ? given.type : face.type)
  if (type !== given.type) return { expected: wants ? say(wants) : `a ${type}`, seen: say(given) }
  if (!wants || type !== 'number' || areCommensurable(wants.unit ?? '1', given.unit ?? '1')) return undefined
  return { expected: say(wants), seen: say(given) }
}

function typeOf(face: PortFace, inputs: readonly TypedInput[]): ValueType | undefined {
  const port = face.like ?? face.differenceOf
  if (port !== undefined) {
    const type = inputs.find((input) => input.face.name === port)?.type
    if (!type || face.like !== undefined || type.unit === undefined) return type
    const unit = differenceUnit(type.unit)?.unit
    if (unit !== undefined) return { type: 'number', unit }
    throw new Fault('flow.wire_type', { port, expected: 'a unit whose steps are alike', seen: type.unit })
  }
  if (face.type === 'any') return undefined
  return face.unit === undefined ? { type: face.type } : { type: face.type, unit: face.unit }
}
