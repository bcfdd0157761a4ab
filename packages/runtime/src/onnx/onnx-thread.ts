import type { ToLoad } from '../worker/protocol.ts'
import { type LoadedModel, serve } from '../worker/serve.ts'
import { prepareEngine } from './session.ts'

let load: ((given: ToLoad) => Promise<LoadedModel>) | undefined

serve({
  async prepare(memory) {
    load = await prepareEngine(memory)
  },
  load: (given) => load!(given),
})
