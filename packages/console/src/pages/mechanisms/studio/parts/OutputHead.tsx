import { ActionIcon, Button, NumberInput, Popover, TextInput } from '@mantine/core'
import { IconAdjustments, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { unitText } from '../../../../parts/unit-text.ts'
import type { MechanismFinding } from '../../../../platform.ts'
import { withOptional } from '../change.ts'
import { type Output, worded } from '../draft.ts'
import { unitSeen } from '../findings.ts'
import styles from '../studio.module.css'

interface OutputHeadProps {
  output: Output
  findings: readonly MechanismFinding[]
  /** Of its formula: what unit comes out of it. */
  formulaFindings: readonly MechanismFinding[]
  onChange: (output: Output) => void
  onDrop: (() => void) | undefined
}

/** Name, unit and limits of an output; a unit that comes out of its formula is offered. */
export function OutputHead({ output, findings, formulaFindings, onChange, onDrop }: OutputHeadProps) {
  const { t } = useTranslation('studio')
  const offered = formulaFindings.map((finding) => unitSeen(finding, output.unit)).find((unit) => unit !== undefined)
  const number = (value: number | string): number | undefined => (typeof value === 'number' ? value : undefined)
  return (
    <>
      <div className={styles.names}>
        <TextInput
          size="xs"
          label={t('working.output')}
          spellCheck={false}
          maxLength={60}
          value={output.name}
          error={findings[0]?.says}
          onChange={(event) => onChange({ ...output, name: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('working.outputUnit')}
          placeholder="1"
          spellCheck={false}
          maxLength={60}
          value={output.unit ?? ''}
          onChange={(event) => onChange(withOptional(output, 'unit', event.currentTarget.value))}
        />
        <Popover width={280} position="bottom-end" withArrow trapFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('working.moreOf', { name: output.name })}>
              <IconAdjustments size={16} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown className={styles.drop ?? ''}>
            <TextInput
              size="xs"
              label={t('inputs.meaning')}
              placeholder={output.name}
              maxLength={200}
              value={output[currentLanguage()]}
              onChange={(event) => onChange(worded(output, event.currentTarget.value))}
            />
            <div className={styles.pair}>
              <NumberInput
                size="xs"
                label={t('working.least')}
                hideControls
                value={output.low ?? ''}
                onChange={(value) => onChange(withOptional(output, 'low', number(value)))}
              />
              <NumberInput
                size="xs"
                label={t('working.most')}
                hideControls
                value={output.high ?? ''}
                onChange={(value) => onChange(withOptional(output, 'high', number(value)))}
              />
            </div>
            <p className="label">{t('working.limits')}</p>
          </Popover.Dropdown>
        </Popover>
        {onDrop && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('working.dropOutput', { name: output.name })}
            onClick={onDrop}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
      {offered !== undefined && offered !== output.unit && (
        <div>
          <Button size="compact-xs" variant="light" onClick={() => onChange({ ...output, unit: offered })}>
            {t('working.useUnit', { unit: unitText(offered) })}
          </Button>
        </div>
      )}
    </>
  )
}
