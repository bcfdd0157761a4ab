import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { workerData } from 'node:worker_threads'
import { Fault } from '@millrace/core'
import type * as Engine from 'onnxruntime-web'
import { sayBriefly } from '../worker/serve.ts'
import '../faults.ts'

/** The engine's words where it did not come up itself. */
const NOT_UP = /no available backend/

/** The engine's code, compiled once for all threads of this process: a thread that gets it starts in a quarter of the time. */
export function engineCode(): () => Promise<WebAssembly.Module> {
  let compiled: Promise<WebAssembly.Module> | undefined
  const compile = async (): Promise<WebAssembly.Module> => {
    const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
    return WebAssembly.compile(new Uint8Array(await readFile(file)))
  }
  return async () => {
    compiled ??= compile()
    return compiled.catch((reason: unknown) => {
      compiled = undefined
      throw reason
    })
  }
}

/** The engine within a thread that was started with its code. Throws `model.unsupported` where it does not come up. */
export async function loadEngine(): Promise<typeof Engine> {
  const engine = await import('onnxruntime-web')
  const { instantiate } = WebAssembly
  // The engine takes bytes alone; these stand for the code that is here already.
  engine.env.wasm.wasmBinary = new ArrayBuffer(0)
  // Other libraries of types tell two functions of that name, by what they give.
  globalThis.WebAssembly.instantiate = async (_bytes, imports): Promise<never> => {
    const module = workerData as WebAssembly.Module
    return { module, instance: await instantiate(module, imports) } as never
  }
  // A thread of its own is what it has.
  engine.env.wasm.numThreads = 1
  engine.env.logLevel = 'fatal'
  // It comes up with the first model. This is none, and what it says of that is of no interest.
  const seen = await engine.InferenceSession.create(new Uint8Array([0])).then(() => '', sayBriefly)
  if (NOT_UP.test(seen)) throw new Fault('model.unsupported', { seen })
  return engine
}
