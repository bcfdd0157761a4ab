import { Fault } from '@millrace/core'
import type { ModelManifest } from '@millrace/runtime'
import './faults.ts'
import type { BindingChange } from './schema.ts'

/** Throws where not exactly one of some ways to say a thing was taken. */
function mustBeOne(of: string, given: Readonly<Record<string, unknown>>, expected: readonly string[]): void {
  const seen = expected.filter((name) => given[name] !== undefined)
  if (seen.length !== 1)
    throw new Fault('bindings.one_of', { of, expected: expected.join(', '), seen: seen.join(' and ') || 'none' })
}

function mustHave(
  { id }: ModelManifest,
  kind: string,
  { asked, of }: { readonly asked: Readonly<Record<string, unknown>>; readonly of: readonly { name: string }[] },
): void {
  const names = of.map(({ name }) => name)
  const seen = Object.keys(asked).find((name) => !names.includes(name))
  if (seen !== undefined)
    throw new Fault('bindings.name_unknown', { kind, model: id, seen, names: names.join(', ') || 'none' })
}

/** What can be said of a binding without looking at any asset. Throws `bindings.*`. */
export function checkBinding(manifest: ModelManifest, wanted: BindingChange): void {
  const { target, inputs, parameters = {}, outputs, measured = {} } = wanted
  mustBeOne('target', target, ['thingModel', 'equipmentClass', 'assets'])
  mustHave(manifest, 'an input', { asked: inputs, of: manifest.inputs })
  mustHave(manifest, 'a parameter', { asked: parameters, of: manifest.parameters ?? [] })
  mustHave(manifest, 'an output', { asked: outputs, of: manifest.outputs })
  mustHave(manifest, 'an output', { asked: measured, of: manifest.outputs })
  if (Object.keys(outputs).length === 0) throw new Fault('bindings.no_output')
  for (const [name, source] of Object.entries({ ...inputs, ...measured })) {
    mustBeOne(`"${name}"`, source, ['property', 'point', 'constant'])
    if (source.point !== undefined && target.assets?.length !== 1)
      throw new Fault('bindings.point_of_one', { input: name })
  }
  for (const { name, type } of manifest.inputs)
    if (type === 'text' && inputs[name] && inputs[name].constant === undefined)
      throw new Fault('bindings.text', { input: name })
}

/** Another version takes the place of one that is bound: what is bound means the same there. Throws `bindings.name_unknown`, `other_meaning`. */
export function checkFollows(
  { now, next }: { readonly now: ModelManifest; readonly next: ModelManifest },
  { inputs, outputs }: Pick<BindingChange, 'inputs' | 'outputs'>,
): void {
  mustHave(next, 'an input', { asked: inputs, of: next.inputs })
  mustHave(next, 'an output', { asked: outputs, of: next.outputs })
  const pairs = [
    ...Object.keys(inputs).map((name) => ({ name, of: (model: ModelManifest) => model.inputs })),
    ...Object.keys(outputs).map((name) => ({ name, of: (model: ModelManifest) => model.outputs })),
  ]
  for (const { name, of } of pairs) {
    const [one, other] = [now, next].map((model) => of(model).find((each) => each.name === name))
    const told = (each: typeof one): string => `${each?.type}${each?.unit === undefined ? '' : ` in ${each.unit}`}`
    if (told(one) !== told(other))
      throw new Fault('bindings.other_meaning', { name, expected: told(one), seen: told(other) })
  }
}
