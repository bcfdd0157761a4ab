import { Fault, Status } from '@millrace/core'
import type { TagSpec, TagVerdict } from './driver.ts'

/** A tag that can be read, and what to say if it was meant to be written and cannot be. */
export function writeVerdict(spec: TagSpec, unwritable: string | undefined): TagVerdict {
  const message = spec.access === 'rw' ? unwritable : undefined
  return message === undefined ? { tag: spec.id, status: Status.Good } : { tag: spec.id, status: Status.Good, message }
}

/**
 * Plans each tag by itself: what is wrong with one address concerns no other. `plan` returns why a tag that is configured
 * `rw` cannot be written, and throws the Fault that says what is wrong with its address.
 */
export function verdictsOf(
  specs: readonly TagSpec[],
  plan: (spec: TagSpec) => string | undefined,
): readonly TagVerdict[] {
  return specs.map((spec) => {
    try {
      return writeVerdict(spec, plan(spec))
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      return { tag: spec.id, status: Status.BadConfigurationError, message: failure.message }
    }
  })
}

/** How a polled protocol sees its tags, whatever it reads them by. */
interface PolledProtocol<Tag> {
  plan(spec: TagSpec): Tag
  unwritable?(tag: Tag): string | undefined
  station?(tag: Tag): number
}

/** Tags that are scanned together, and what became of each. */
export interface PlannedTags<Tag> {
  readonly verdicts: readonly TagVerdict[]
  readonly byPeriod: ReadonlyMap<number, readonly Tag[]>
  /** How many stations behind the link are asked. */
  readonly stations: number
}

export function planTags<Tag>(specs: readonly TagSpec[], protocol: PolledProtocol<Tag>): PlannedTags<Tag> {
  const byPeriod = new Map<number, Tag[]>()
  const stations = new Set<number>()
  const verdicts = verdictsOf(specs, (spec) => {
    const tag = protocol.plan(spec)
    stations.add(protocol.station?.(tag) ?? 0)
    const members = byPeriod.get(spec.periodMs)
    if (members) members.push(tag)
    else byPeriod.set(spec.periodMs, [tag])
    return protocol.unwritable?.(tag)
  })
  return { verdicts, byPeriod, stations: stations.size }
}
