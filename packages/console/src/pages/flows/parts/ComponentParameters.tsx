import { NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { unitText } from '../../../parts/unit-text.ts'
import { componentQuery } from '../../components/queries.ts'
import { figureText, rangeText } from '../../mechanisms/words.ts'
import { told } from '../catalogue.ts'
import styles from '../flows.module.css'

interface ComponentParametersProps {
  /** name@number */
  component: string
  value: unknown
  readOnly: boolean
  onChange: (value: unknown) => void
}

interface Given {
  readonly name: string
  readonly value: number
}

const isGiven = (row: unknown): row is Given =>
  typeof row === 'object' && row !== null && 'name' in row && 'value' in row && typeof row.value === 'number'

/** Parameters of a component in its place; one that is left out is as the component has it. */
export function ComponentParameters({ component, value, readOnly, onChange }: ComponentParametersProps) {
  const at = component.lastIndexOf('@')
  const name = component.slice(0, Math.max(0, at))
  const { data } = useQuery({ ...componentQuery(name), enabled: name !== '', retry: false })
  const version = data?.versions.find(({ number }) => number === Number(component.slice(at + 1)))
  const given = Array.isArray(value) ? value.filter(isGiven) : []
  function set(of: string, next: number | undefined) {
    const rest = given.filter((row) => row.name !== of)
    const rows = next === undefined ? rest : [...rest, { name: of, value: next }]
    onChange(rows.length > 0 ? rows : undefined)
  }
  return (version?.parameters ?? []).map(({ name: own, title, unit, default: usual, low, high }) => (
    <NumberInput
      key={own}
      size="xs"
      label={title ? told(title) : own}
      description={rangeText(low, high)}
      placeholder={figureText(usual)}
      readOnly={readOnly}
      hideControls
      clampBehavior="none"
      {...(low !== undefined && { min: low })}
      {...(high !== undefined && { max: high })}
      rightSection={unit ? <span className={styles.fieldUnit}>{unitText(unit)}</span> : undefined}
      rightSectionWidth={unit ? 16 + unitText(unit).length * 7 : undefined}
      value={given.find((row) => row.name === own)?.value ?? ''}
      onChange={(next) => set(own, typeof next === 'number' ? next : undefined)}
    />
  ))
}
