import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { useAuditWords } from '../audit-words.ts'

const tones: Partial<Record<string, Tone>> = { done: 'plain', refused: 'warn', failed: 'bad' }

export function OutcomeMark({ outcome }: { outcome: string }) {
  const words = useAuditWords()
  return <Mark tone={tones[outcome] ?? 'hollow'}>{words.outcome(outcome)}</Mark>
}
