import { ActionIcon, Autocomplete, NumberInput } from '@mantine/core'
import { IconNumber, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../../parts/unit-text.ts'
import type { MechanismManifest } from '../../../../platform.ts'
import { figureText, said } from '../../words.ts'
import type { BindDraft } from '../bind-draft.ts'
import styles from '../bindings.module.css'
import type { Candidate } from '../match.ts'

interface InputSourcesProps {
  manifest: MechanismManifest
  draft: BindDraft
  /** By input: what fits by name and unit. */
  offers: Readonly<Record<string, string>>
  candidates: readonly Candidate[]
  set: (change: Partial<BindDraft>) => void
}

/** Where the values of each input come from: a name at every asset, or a figure. */
export function InputSources({ manifest, draft, offers, candidates, set }: InputSourcesProps) {
  const { t } = useTranslation('mechanismRuns')
  return (
    <ul className={styles.sources}>
      {manifest.inputs.map((input) => {
        const isConstant = draft.constants[input.name] !== undefined
        const { [input.name]: constant, ...constants } = draft.constants
        const label = `${said(input)}${unitText(input.unit) && `, ${unitText(input.unit)}`}`
        const start = typeof input.default === 'number' ? input.default : 0
        return (
          <li key={input.name}>
            {isConstant ? (
              <NumberInput
                label={label}
                hideControls
                value={constant ?? 0}
                onChange={(value) =>
                  set({ constants: { ...constants, [input.name]: typeof value === 'number' ? value : 0 } })
                }
              />
            ) : (
              <Autocomplete
                label={label}
                placeholder={
                  input.default === undefined
                    ? t('inputs.choose')
                    : t('inputs.default', { value: figureText(input.default) })
                }
                data={candidates.map(({ name }) => name)}
                value={draft.properties[input.name] ?? offers[input.name] ?? ''}
                onChange={(value) => set({ properties: { ...draft.properties, [input.name]: value } })}
              />
            )}
            {input.type === 'number' && (
              <ActionIcon
                variant="default"
                size="input-sm"
                aria-label={t(isConstant ? 'inputs.asPoint' : 'inputs.asFigure', { name: said(input) })}
                title={t(isConstant ? 'inputs.asPoint' : 'inputs.asFigure', { name: said(input) })}
                onClick={() => set({ constants: isConstant ? constants : { ...constants, [input.name]: start } })}
              >
                {isConstant ? <IconPlugConnected size={16} stroke={1.6} /> : <IconNumber size={16} stroke={1.6} />}
              </ActionIcon>
            )}
          </li>
        )
      })}
    </ul>
  )
}
