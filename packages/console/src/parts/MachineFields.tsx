import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CredentialRequest } from '../platform.ts'
import form from './form.module.css'

/** An identity that is being typed. */
export interface MachineTyped {
  readonly as: CredentialRequest['as']
  readonly group: string
  readonly name: string
}

export const noMachine: MachineTyped = { as: 'edge', group: '', name: '' }

/** What the platform is asked to know it as. */
export const speaksOf = ({ as, group, name }: MachineTyped) =>
  as === 'edge' ? { as, group: group.trim(), node: name.trim() } : { as, name: name.trim() }

interface MachineFieldsProps {
  value: MachineTyped
  onChange: (value: MachineTyped) => void
}

/** Which machine: an edge node by group and node, or a device by its name. */
export function MachineFields({ value, onChange }: MachineFieldsProps) {
  const { t } = useTranslation('parts')
  const { as } = value
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('machine.as')}
        value={as}
        onChange={(chosen) => onChange({ ...value, as: chosen === 'edge' ? 'edge' : 'device' })}
        data={[
          { value: 'edge', label: t('machine.edge') },
          { value: 'device', label: t('machine.device') },
        ]}
      />
      <p className={form.lesson}>{t(`machine.lesson.${as}`)}</p>
      {as === 'edge' && (
        <TextInput
          label={t('machine.group')}
          description={t('machine.groupHint')}
          required
          withAsterisk={false}
          value={value.group}
          onChange={(event) => onChange({ ...value, group: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t(as === 'edge' ? 'machine.node' : 'machine.name')}
        description={t('machine.nameHint')}
        required
        withAsterisk={false}
        pattern="[^+#\/]+"
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
    </>
  )
}
