import { sayFault } from '@millrace/core'
import { type DemoPlantOptions, startDemoPlant } from './plant.ts'

/** The demo plant as a process: options as JSON in MILLRACE_DEMO, `ready` to the parent, ends on SIGTERM or when the parent goes. */
try {
  const options = JSON.parse(process.env['MILLRACE_DEMO'] ?? '{}') as DemoPlantOptions
  delete process.env['MILLRACE_DEMO']
  const plant = await startDemoPlant(options)
  process.send?.({ type: 'ready' })
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    Promise.resolve(plant.close()).then(
      () => process.exit(0),
      (failure: unknown) => {
        process.stderr.write(`${sayFault(failure)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (process.send) process.on('disconnect', stop)
} catch (failure) {
  process.stderr.write(`${sayFault(failure)}\n`)
  process.exit(1)
}
