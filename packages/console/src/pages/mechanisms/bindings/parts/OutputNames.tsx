import { Autocomplete, Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { unitText } from '../../../../parts/unit-text.ts'
import type { MechanismManifest } from '../../../../platform.ts'
import { type BindDraft, renamed } from '../bind-draft.ts'
import styles from '../bindings.module.css'
import type { Candidate } from '../match.ts'

interface OutputNamesProps {
  manifest: MechanismManifest
  draft: BindDraft
  candidates: readonly Candidate[]
  set: (change: Partial<BindDraft>) => void
}

/** Which outputs become points of each asset, how they are called, and what they are compared with. */
export function OutputNames({ manifest, draft, candidates, set }: OutputNamesProps) {
  const { t } = useTranslation('mechanismRuns')
  return (
    <ul className={styles.outputs}>
      {manifest.outputs.map((output) => {
        const words = draft.outputs[output.name]
        const put = (next: typeof words) => set({ outputs: { ...draft.outputs, [output.name]: next ?? null } })
        return (
          <li key={output.name}>
            <Checkbox
              aria-label={t('outputs.take', { name: output[currentLanguage()] })}
              checked={words != null}
              onChange={(event) => put(event.currentTarget.checked ? { en: output.en, zh: output.zh } : null)}
            />
            <TextInput
              label={t('outputs.name', { name: output.name, unit: unitText(output.unit) || '1' })}
              disabled={words == null}
              maxLength={200}
              value={words?.[currentLanguage()] ?? ''}
              onChange={(event) => words && put(renamed(words, event.currentTarget.value))}
            />
            <Autocomplete
              label={t('outputs.measured')}
              placeholder={t('outputs.unmeasured')}
              disabled={words == null}
              data={candidates.map(({ name }) => name)}
              value={draft.measured[output.name] ?? ''}
              onChange={(value) => set({ measured: { ...draft.measured, [output.name]: value } })}
            />
          </li>
        )
      })}
    </ul>
  )
}
