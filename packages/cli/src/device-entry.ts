import type { DeviceEntry } from '@millrace/edge'

/** One point a line, as people keep such files; JSON is YAML, too. */
export function asEntry({ points, ...device }: DeviceEntry): string {
  const head = Object.entries(device).map(
    ([key, value], i) => `${i === 0 ? '  - ' : '    '}${key}: ${JSON.stringify(value)}`,
  )
  return `${[...head, '    points:', ...points.map((point) => `      - ${JSON.stringify(point)}`)].join('\n')}\n`
}
