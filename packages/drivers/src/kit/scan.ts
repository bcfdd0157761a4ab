import type { Clock, Timer } from '@millrace/core'
import type { ScanGroup } from './driver.ts'
import { RecentTimes } from './recent-times.ts'

const MOST_CYCLES = 64

export interface ScanNeeds {
  readonly clock: Clock
  readonly group: ScanGroup
  /** Where on the grid the group reads, 0 ≤ phase < period, ms. */
  readonly phaseMs: number
  /** Reads the group once and hands the samples on; its end is the end of the cycle. */
  readonly read: (group: ScanGroup) => Promise<void>
  /** Cycles whose time passed while one before them still ran: skipped, never queued. */
  readonly late: (cycles: number) => void
  readonly failed: (reason: unknown) => void
}

/** Reads one group at once and then on a fixed grid of monotonic time, phase + n × period. */
export class Scan {
  /** How long the last cycles took. */
  readonly times = new RecentTimes(MOST_CYCLES)
  /** Cycles that were skipped. */
  late = 0
  readonly #needs: ScanNeeds
  #cycle = 0
  #timer: Timer | undefined
  #stopped = false
  #busySince: number | undefined

  constructor(needs: ScanNeeds) {
    this.#needs = needs
  }

  get group(): ScanGroup {
    return this.#needs.group
  }

  get periodMs(): number {
    return this.#needs.group.periodMs
  }

  /** How long the present cycle has been running, ms; 0 between cycles. */
  get busyMs(): number {
    return this.#busySince === undefined ? 0 : this.#needs.clock.monotonic() - this.#busySince
  }

  start(): void {
    this.#cycle = this.#cycleAt(this.#needs.clock.monotonic())
    void this.#run()
  }

  stop(): void {
    this.#stopped = true
    this.#timer?.cancel()
  }

  async #run(): Promise<void> {
    const { clock, group, phaseMs, read, late, failed } = this.#needs
    this.#busySince = clock.monotonic()
    try {
      await read(group)
    } catch (reason) {
      if (!this.#stopped) failed(reason)
      return
    } finally {
      this.times.add(this.busyMs)
      this.#busySince = undefined
    }
    if (this.#stopped) return
    const now = clock.monotonic()
    const next = Math.max(this.#cycle, this.#cycleAt(now)) + 1
    const skipped = next - this.#cycle - 1
    if (skipped > 0) {
      this.late += skipped
      late(skipped)
    }
    this.#cycle = next
    this.#timer = clock.after(phaseMs + next * group.periodMs - now, () => void this.#run())
  }

  #cycleAt(now: number): number {
    return Math.floor((now - this.#needs.phaseMs) / this.#needs.group.periodMs)
  }
}

/** A phase that is the same at every start and spreads devices over the period (FNV-1a over the name). */
export function phaseOf(name: string, periodMs: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0
  return (hash / 2 ** 32) * periodMs
}
