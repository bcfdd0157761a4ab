import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sayFault } from '@millrace/core'
import { check, type Findings, type Found } from './check.ts'
import { Removals } from './expected.ts'
import { lakeIn, openStore, type StoreOptions } from './store.ts'
import { type Removal, removalOf } from './workload.ts'

const child = fileURLToPath(new URL('./child.ts', import.meta.url))
const watcher = new URL('./watch.ts', import.meta.url).href

/** What the process says of itself now and then. */
export interface Health {
  readonly rssMib: number
  readonly hotRows: number
  /** ms that a latest value took. */
  readonly answeredMs?: number
  /** The history's fault, in words. */
  readonly history?: string
  /** Code of the journal's fault. */
  readonly journal?: string
}

/** What a user of the process was told, over all its lives. */
export class Told {
  acknowledged = 0
  readonly removed = new Removals()
  readonly asked = new Map<string, Removal>()
  /** What was true when a backup began, by its time. */
  readonly backups = new Map<string, { readonly acknowledged: number; readonly removed: Removals }>()
  readonly refused: string[] = []
  health: Health | undefined

  hear(line: string): void {
    const [word, first = '', ...rest] = line.split(' ')
    const text = [first, ...rest].join(' ')
    if (word === 'ack') this.acknowledged = Number(first)
    else if (word === 'health') this.health = JSON.parse(text) as Health
    else if (word === 'refused') this.refused.push(text)
    else if (word === 'backup')
      this.backups.set(first, { acknowledged: this.acknowledged, removed: this.removed.copy() })
    else if (word === 'asked' || word === 'removed') {
      this.asked.set(text, removalOf(text))
      if (word === 'removed') this.removed.add(removalOf(text))
    }
  }

  findings(seed: number): Findings {
    const { acknowledged, removed, asked } = this
    return { seed, acknowledged, removed, asked: [...asked.values()] }
  }
}

export interface Life {
  readonly seed: number
  readonly folder: string
  readonly backup: string
  /** Emptied; what the process was at is found there after its end. */
  readonly watch: string
  /** See watch.ts; empty for none. */
  readonly aim: string
  readonly journal?: string
  /** Time between two lines of its health, ms; absent: none. */
  readonly healthMs?: number
  /** Between two batches, ms; absent: none. */
  readonly pauseMs?: number
  /** What fills the disk. */
  readonly ballast?: string
}

/** Starts the process that takes in, with its stdout as a pipe. */
export async function startLife(life: Life): Promise<ChildProcess> {
  const { seed, folder, backup, watch, aim, journal, healthMs, pauseMs, ballast = '' } = life
  await rm(watch, { recursive: true, force: true })
  await mkdir(watch, { recursive: true })
  const args = ['--folder', folder, '--seed', String(seed), '--backup', backup]
  if (journal !== undefined) args.push('--journal', journal)
  if (healthMs !== undefined) args.push('--health', String(healthMs))
  if (pauseMs !== undefined) args.push('--pause', String(pauseMs))
  return spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', child, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: `--import ${watcher}`,
      MILLRACE_CRASH_WATCH: watch,
      MILLRACE_CRASH_LAKE: lakeIn(folder),
      MILLRACE_CRASH_AIM: aim,
      MILLRACE_CRASH_BALLAST: ballast,
    },
  })
}

/** Opens a store as the next start would, and compares it with what was told. */
export async function inspect(folder: string, findings: Findings, options: StoreOptions = {}): Promise<Found> {
  try {
    const store = await openStore(folder, options)
    try {
      return await check(store, folder, findings)
    } finally {
      await store.close()
    }
  } catch (failure) {
    return { lost: 1, wrong: [`it does not open: ${sayFault(failure)}`] }
  }
}
