import type { AppManifest, AppNeed } from './manifest.ts'

/** What an app asks to do, one thing a line: what the person who installs it agrees to. */
export type Asked =
  | { readonly kind: 'action'; readonly action: string; readonly on: 'bound' | 'organisation' }
  /** It writes a property of the assets bound to a need. */
  | { readonly kind: 'write'; readonly need: string; readonly property: string }
  /** It asks a host outside. */
  | { readonly kind: 'host'; readonly host: string }
  /** It is told of events. */
  | { readonly kind: 'event'; readonly event: string }
  /** Programs with its key may call it from outside. */
  | { readonly kind: 'http'; readonly service: string }
  /** A process outside works as it, with a key that somebody gives. */
  | { readonly kind: 'process'; readonly process: string }

export function askedBy({
  permissions = [],
  needs = [],
  reaches = [],
  services = [],
  processes = [],
}: AppManifest): Asked[] {
  return [
    ...permissions.map(({ action, on = 'bound' }): Asked => ({ kind: 'action', action, on })),
    ...needs.flatMap(({ name, properties }: AppNeed) =>
      properties.flatMap(({ name: property, writes }): Asked[] =>
        writes ? [{ kind: 'write', need: name, property }] : [],
      ),
    ),
    ...reaches.map((host): Asked => ({ kind: 'host', host })),
    ...[...new Set(services.flatMap(({ events = [] }) => events))].map((event): Asked => ({ kind: 'event', event })),
    ...services.flatMap(({ name, http }): Asked[] => (http ? [{ kind: 'http', service: name }] : [])),
    ...processes.map(({ name }): Asked => ({ kind: 'process', process: name })),
  ]
}

export interface ConsentChange {
  /** Nobody agreed to it yet. */
  readonly more: readonly Asked[]
  /** Asked before, and no more. */
  readonly less: readonly Asked[]
}

/** What a version asks for beside what was agreed to; an action on the organisation is another one than on what is bound. */
export function consentChange(agreed: readonly Asked[], manifest: AppManifest): ConsentChange {
  const asked = askedBy(manifest)
  const known = new Set(agreed.map(textOf))
  const wanted = new Set(asked.map(textOf))
  return {
    more: asked.filter((one) => !known.has(textOf(one))),
    less: agreed.filter((one) => !wanted.has(textOf(one))),
  }
}

/** The same for the same, in whatever order its parts are written; each with its name, or a need and a property could stand for each other. */
const textOf = (asked: Asked): string => JSON.stringify(Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)))
