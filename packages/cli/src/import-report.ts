import type { Imported } from '@millrace/edge'

const pointsIn = ({ devices }: Imported): number => devices.reduce((sum, { points }) => sum + points.length, 0)
const refusedIn = ({ refused }: Imported): number => refused.reduce((sum, { count = 1 }) => sum + count, 0)

/** Tells on the error stream what was not taken, where it stands and why, and at last how much was. */
export function reportImport(imported: Imported, file: string): { taken: number; refused: number } {
  const { format, devices, refused, notes } = imported
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  for (const { place, what, reason, count = 1 } of refused)
    say(`refused ${place} ${what}${count > 1 ? ` (${count} points)` : ''}: ${reason}`)
  for (const note of notes) say(`note: ${note}`)
  const [taken, lost] = [pointsIn(imported), refusedIn(imported)]
  say(`${file}, ${format}: ${taken} points of ${devices.length} devices taken, ${lost} refused`)
  return { taken, refused: lost }
}
