import { type Clock, sayFault } from '@millrace/core'
import { type DemoModel, demoModels } from '@millrace/demo'
import type { MillraceClient } from '@millrace/sdk'
import { demoAsset } from './demo-asset.ts'

const PAUSE_MS = 2_000
/** An edge that has not told its machines by then tells them at the next start. */
const MOST_TURNS = 60

interface Needs {
  readonly clock: Clock
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/**
 * Takes models of the library into the registry and runs each at its machines of the demo plant, as soon as the edge has told of
 * them; what runs already stays as it is. Ends by itself; what goes wrong is said and ends nothing.
 */
export async function bindDemoModels(client: MillraceClient, { clock, say, signal }: Needs): Promise<void> {
  let open = [...demoModels]
  for (let turn = 0; turn < MOST_TURNS && open.length > 0 && !signal.aborted; turn++) {
    const left: DemoModel[] = []
    for (const one of open) {
      try {
        if (!signal.aborted && !(await bind(client, one))) left.push(one)
      } catch (thrown) {
        if (!signal.aborted) say(`The model ${one.model} does not run: ${sayFault(thrown)}`)
      }
    }
    open = left
    // Cut short by a stop: the loop looks at the signal.
    if (open.length > 0) await clock.sleep(PAUSE_MS, signal).catch(() => undefined)
  }
}

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
