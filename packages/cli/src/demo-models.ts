import { type DemoModel, demoModels } from '@millrace/demo'
import type { MillraceClient } from '@millrace/sdk'
import { demoAsset } from './demo-asset.ts'
import { type DemoNeeds, inTurns } from './demo-turns.ts'

/** Takes models of the library into the registry and runs each at its machines of the demo plant; what runs already stays as it is. */
export const bindDemoModels = (client: MillraceClient, needs: DemoNeeds): Promise<void> =>
  inTurns(
    demoModels,
    { attempt: (one) => bind(client, one), named: ({ model }) => `The model ${model} does not run` },
    needs,
  )

/** False while one of its machines has not been told of. */
async function bind(client: MillraceClient, demo: DemoModel): Promise<boolean> {
  const assets: string[] = []
  for (const path of demo.assets) {
    const asset = await demoAsset(client, path)
    if (!asset) return false
    assets.push(asset.id)
  }
  const { mechanism, version } = await client.mechanisms.takeFromLibrary(demo.model)
  if ((await client.bindings.list({ mechanism })).length > 0) return true
  await client.bindings.define({
    mechanism,
    version,
    name: demo.name,
    target: { assets },
    inputs: Object.fromEntries(
      Object.entries(demo.inputs).map(([name, of]) => [
        name,
        typeof of === 'number' ? { constant: of } : { property: of },
      ]),
    ),
    parameters: { ...demo.parameters },
    outputs: Object.fromEntries(Object.entries(demo.outputs).map(([name, called]) => [name, { name: called }])),
    measured: Object.fromEntries(Object.entries(demo.measured ?? {}).map(([name, of]) => [name, { property: of }])),
    ...(demo.every === undefined ? {} : { every: demo.every }),
  })
  return true
}
