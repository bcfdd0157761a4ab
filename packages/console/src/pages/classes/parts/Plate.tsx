import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import { figureText, useClassWords } from '../use-class-words.ts'

interface PlateProps {
  plan: EquipmentPlan
  onSet: (parameter: string, value: number) => void
}

/** What stands on the plate of this machine, or is known of its site. */
export function Plate({ plan, onSet }: PlateProps) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  if (plan.parameters.length === 0) return null
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="plate">
      <div>
        <h2 id="plate" className="section-title">
          {t('plate.title')}
        </h2>
        <p className={styles.fine}>{t('plate.lesson')}</p>
      </div>
      <div className={styles.plate}>
        {plan.parameters.map((one) => (
          <NumberInput
            key={one.name}
            size="sm"
            label={words.of(one)}
            description={t('plate.usualOf', { value: figureText(one.default) })}
            hideControls
            defaultValue={one.value}
            suffix={one.unit === '1' ? '' : ` ${unitText(one.unit)}`}
            onChange={(value) => typeof value === 'number' && onSet(one.name, value)}
          />
        ))}
      </div>
    </section>
  )
}
