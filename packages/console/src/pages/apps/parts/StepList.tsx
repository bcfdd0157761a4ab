import { IconCheck } from '@tabler/icons-react'
import styles from '../apps.module.css'

interface StepListProps {
  label: string
  steps: readonly string[]
  at: number
  /** To one that was passed already. */
  onStep: (step: number) => void
}

/** Where one is on a way of few steps. */
export function StepList({ label, steps, at, onStep }: StepListProps) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, i) => (
        <li key={step} data-done={i < at || undefined} aria-current={i === at ? 'step' : undefined}>
          <button type="button" disabled={i >= at} onClick={() => onStep(i)}>
            <span className={styles.stepSign}>
              {i < at ? <IconCheck size={14} stroke={2.4} aria-hidden="true" /> : i + 1}
            </span>
            {step}
          </button>
        </li>
      ))}
    </ol>
  )
}
