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

/** A serial port whose other end is a TCP server of this machine, made by socat. */
export async function serialPortTo(tcpPort: number): Promise<Pick<SerialCable, 'near' | 'unplug'>> {
  const folder = await mkdtemp(join(tmpdir(), 'serial-'))
  const near = join(folder, 'near')
  const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `tcp:127.0.0.1:${tcpPort},nodelay`], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  while (!existsSync(near)) {
    if (child.exitCode !== null) throw new Error('socat made no port')
    await systemClock.sleep(5)
  }
  return {
    near,
    unplug: async () => {
      child.kill()
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
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
