import { IconArrowRight } from '@tabler/icons-react'
import { useLive } from '../../../live/use-live.ts'
import { AskedValue } from '../../../parts/AskedValue.tsx'
import { type Reading, ValueText } from '../../../parts/ValueText.tsx'
import type { Sample, Write } from '../../../platform.ts'
import type { Written } from '../draft.ts'
import styles from '../writes.module.css'

type Of = Omit<Reading, 'id' | 'latest'>

/** "8.00 → 8.50 bar": what is held, and what is asked for. The unit stands once. */
export function ChangeText({ of, before, to }: { of: Of; before: Sample | undefined; to: Written }) {
  const { unit: _, ...bare } = of
  return (
    <span className={styles.change}>
      {before && (
        <span className={styles.before}>
          <ValueText of={bare} sample={before} />
        </span>
      )}
      <IconArrowRight size={15} stroke={1.8} aria-label="→" />
      <span className={styles.to}>
        <AskedValue value={to} of={of} />
      </span>
    </span>
  )
}

/** The change of a write: from what was held when it was sent, or is held now while it waits. */
export function WriteChange({ write }: { write: Write }) {
  const { point, state, before, value } = write
  return state === 'waiting' ? <LiveChange write={write} /> : <ChangeText of={point} before={before} to={value} />
}

function LiveChange({ write: { point, value } }: { write: Write }) {
  return <ChangeText of={point} before={useLive(point.id)} to={value} />
}
