import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { systemClock } from '@millrace/core'

/** Two serial ports with a cable between them, made by socat. */
export interface SerialCable {
  readonly near: string
  readonly far: string
  /** Both ports are gone; idempotent. */
  unplug(): Promise<void>
}

/** @param again the ports of a cable that was unplugged, to be plugged in once more */
export async function serialCable(again?: SerialCable): Promise<SerialCable> {
  const folder = again ? dirname(again.near) : await mkdtemp(join(tmpdir(), 'serial-'))
  await mkdir(folder, { recursive: true })
  const near = join(folder, 'near')
  const far = join(folder, 'far')
  const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  while (!(existsSync(near) && existsSync(far))) {
    if (child.exitCode !== null) throw new Error('socat made no ports')
    await systemClock.sleep(5)
  }
  return {
    near,
    far,
    unplug: async () => {
      child.kill()
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}
