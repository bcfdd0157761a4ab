import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { FmuFailure } from './library.ts'
import type { FromFmu, ToFmu } from './messages.ts'
import { FmuStepping } from './stepping.ts'

/** The process of one FMU: it loads the library, which may do what it likes to this process, and to nothing else. */
let stepping: FmuStepping | undefined

function answer(question: ToFmu): FromFmu {
  switch (question.ask) {
    case 'start':
      stepping = new FmuStepping(question.job)
      return { done: true }
    case 'run':
      return { results: stepping!.run(question.rows) }
    case 'save':
      return { state: stepping!.save() }
    case 'restore':
      stepping!.restore(question.state)
      return { done: true }
  }
}

const tell = (message: FromFmu): void => {
  process.send?.(message)
}

process.on('message', (question) => {
  try {
    tell(answer(question as ToFmu))
  } catch (failure) {
    const failed = failure instanceof Error ? failure.message : String(failure)
    tell({ failed: failed.slice(0, 1_000), fatal: failure instanceof FmuFailure && failure.fatal })
  }
})
process.once('disconnect', () => process.exit(0))

tell({
  up: {
    network: Object.keys(networkInterfaces()).length === 0,
    files: !existsSync('/etc/passwd'),
    processes: process.env['CLOSED'] === '1',
  },
})
