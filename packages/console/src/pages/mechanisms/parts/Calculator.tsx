import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { type MechanismCall, type MechanismVersion, platform } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { said } from '../words.ts'
import { OutputList } from './OutputList.tsx'

type Given = Readonly<Record<string, number | boolean | string>>

/** One row of inputs, and what the version gives for it. */
export function Calculator({ version }: { version: MechanismVersion }) {
  const { t } = useTranslation('mechanisms')
  const words = useFaultWords()
  const { manifest } = version
  const [given, setGiven] = useState<Given>({})
  const [parameters, setParameters] = useState<Readonly<Record<string, number>>>({})
  const call: MechanismCall = {
    rows: { inputs: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { values: [value] }])) },
    ...(Object.keys(parameters).length > 0 && { parameters: { ...parameters } }),
  }
  const wanted = JSON.stringify(call)
  const [settled] = useDebouncedValue(wanted, 250)
  const isWhole = manifest.inputs.every((input) => input.default !== undefined || given[input.name] !== undefined)
  const answer = useQuery({
    queryKey: ['mechanisms', 'call', version.mechanism, version.version, version.digest, settled],
    enabled: isWhole && Object.keys(given).length > 0 && settled === wanted,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) =>
      platform.mechanisms.call(version.mechanism, version.version, JSON.parse(settled) as MechanismCall, signal),
  })
  const set = (name: string, value: Given[string] | undefined) =>
    setGiven(({ [name]: _, ...rest }) => (value === undefined || value === '' ? rest : { ...rest, [name]: value }))
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="calculator">
      <h2 id="calculator" className="section-title">
        {t('try.title')}
      </h2>
      {manifest.stateful && <p className="label">{t('try.stateful')}</p>}
      {manifest.cases.length > 0 && (
        <Select
          size="xs"
          aria-label={t('try.fill')}
          placeholder={t('try.fill')}
          value={null}
          data={manifest.cases.map(({ name }, k) => ({ value: String(k), label: name }))}
          onChange={(value) => {
            const one = manifest.cases[Number(value)]
            if (value === null || !one) return
            setGiven({ ...one.rows[0]?.inputs })
            setParameters({ ...one.parameters })
          }}
        />
      )}
      <div className={styles.fields}>
        {manifest.inputs.map((input) =>
          input.type === 'boolean' ? (
            <Checkbox
              key={input.name}
              label={said(input)}
              checked={(given[input.name] ?? input.default) === true}
              onChange={(event) => set(input.name, event.currentTarget.checked)}
            />
          ) : input.type === 'text' ? (
            <TextInput
              key={input.name}
              size="xs"
              label={said(input)}
              value={String(given[input.name] ?? '')}
              placeholder={String(input.default ?? '')}
              onChange={(event) => set(input.name, event.currentTarget.value)}
            />
          ) : (
            <NumberInput
              key={input.name}
              size="xs"
              label={said(input)}
              hideControls
              rightSection={<span className={styles.fieldUnit}>{unitText(input.unit)}</span>}
              rightSectionWidth={68}
              placeholder={String(input.default ?? '')}
              value={(given[input.name] as number | undefined) ?? ''}
              onChange={(value) => set(input.name, typeof value === 'number' ? value : undefined)}
            />
          ),
        )}
        {manifest.parameters?.map((parameter) => (
          <NumberInput
            key={parameter.name}
            size="xs"
            label={`${said(parameter)} (${t('quantity.parameter')})`}
            hideControls
            rightSection={<span className={styles.fieldUnit}>{unitText(parameter.unit)}</span>}
            rightSectionWidth={68}
            placeholder={String(parameter.default)}
            value={parameters[parameter.name] ?? ''}
            onChange={(value) =>
              setParameters(({ [parameter.name]: _, ...rest }) =>
                typeof value === 'number' ? { ...rest, [parameter.name]: value } : rest,
              )
            }
          />
        ))}
      </div>
      {answer.error ? <FormFault words={words(answer.error)} /> : null}
      {answer.data && isWhole && !answer.error ? (
        <OutputList manifest={manifest} results={answer.data.results} row={0} />
      ) : (
        !answer.error && <p className="quiet">{t('try.lesson')}</p>
      )}
    </section>
  )
}
