import type { TLocalizedValidationError } from 'typebox/error'
import { Fault, sayFault } from '../fault.ts'
import type { SayAt, Step } from './check-points.ts'
import type { Finding, PlacedYaml } from './places.ts'

/** `/devices/3/points/0` → `devices`, `3`, … (RFC 6901). */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

function reasonOf(error: TLocalizedValidationError): string {
  switch (error.keyword) {
    case 'enum':
      return `must be one of ${error.params.allowedValues.join(', ')}`
    case 'required':
      return `lacks ${error.params.requiredProperties.join(', ')}`
    default:
      return error.message
  }
}

/** What the schema said, once for each place and sorted as in the file; `below` is where the checked part hangs. */
export function findingsOf(
  errors: readonly TLocalizedValidationError[],
  yaml: PlacedYaml,
  below: readonly (string | number)[] = [],
): Finding[] {
  const reasons = new Map<string, { steps: (string | number)[]; reasons: Set<string>; key?: 'key' }>()
  const say = (steps: (string | number)[], reason: string, key?: 'key'): void => {
    const path = `/${steps.join('/')}`
    const known = reasons.get(path) ?? { steps, reasons: new Set(), ...(key ? { key } : {}) }
    known.reasons.add(reason)
    reasons.set(path, known)
  }
  for (const error of errors) {
    const steps = [...below, ...stepsOf(error.instancePath)]
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') continue
    // A closed object says each unknown setting twice, and by this alone where there are more than are told.
    if (error.keyword === 'boolean') say(steps, 'is no known setting', 'key')
    else if (error.keyword === 'additionalProperties') {
      for (const name of error.params.additionalProperties) say([...steps, name], 'is no known setting', 'key')
    } else say(steps, reasonOf(error))
  }
  // Whatever is wrong, something is said: what nothing is said of is taken to be right.
  const [first] = errors
  if (first && reasons.size === 0) say([...below, ...stepsOf(first.instancePath)], reasonOf(first))
  return [...reasons].map(([path, { steps, reasons: said, key }]) => ({
    ...yaml.placeOf(steps, key),
    path: path === '/' ? '' : path,
    reason: [...said].join(', or '),
  }))
}

export function sayFinding({ line, column, path, reason }: Finding): string {
  return `  line ${line}, column ${column}: ${path ? `${path} ` : ''}${reason}`
}

/** Says what a fault says, where it belongs. */
export function trying<Result>(say: SayAt, at: readonly Step[], how: () => Result): Result | undefined {
  try {
    return how()
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    say(at, sayFault(thrown))
    return undefined
  }
}
