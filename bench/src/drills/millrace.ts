import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line as a person would, from source. */
export function millrace(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly ended: Promise<Ended> } {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'packages/cli/src/main.ts', ...args],
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let [out, err] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece))
  child.stderr.on('data', (piece: Buffer) => (err += piece))
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => done({ code: code ?? -1, out, err }))
  })
  return { ended }
}
