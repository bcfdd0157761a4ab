import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { type ComponentVersion, platform } from '../../../platform.ts'
import { told } from '../../flows/catalogue.ts'
import { figureText, qualityOf } from '../../mechanisms/words.ts'
import styles from '../components.module.css'

type Value = number | boolean | string

/** One value for each input, and what it gives for them. */
export function TryPanel({ name, version }: { name: string; version: ComponentVersion }) {
  const { t } = useTranslation('components')
  const words = useFaultWords()
  const inputs = version.ports.filter(({ side }) => side === 'in')
  const outputs = version.ports.filter(({ side }) => side === 'out')
  const [given, setGiven] = useState<Readonly<Record<string, Value>>>({})
  const [parameters, setParameters] = useState<Readonly<Record<string, number>>>({})
  const trial = useMutation({
    mutationFn: () =>
      platform.components.try(name, version.number, {
        inputs: Object.fromEntries(Object.entries(valuesOf()).map(([port, value]) => [port, [[0, value]]])),
        parameters: { ...parameters },
      }),
  })
  const valuesOf = (): Record<string, Value> => ({
    ...Object.fromEntries(inputs.flatMap(({ name: port, type }) => (type === 'boolean' ? [[port, false]] : []))),
    ...given,
  })
  const isWhole = inputs.every(({ name: port, type, optional }) => optional || type === 'boolean' || port in given)
  const set = (port: string, value: Value | undefined) =>
    setGiven(({ [port]: _, ...rest }) => (value === undefined ? rest : { ...rest, [port]: value }))
  const labelOf = ({ name: own, title, unit }: (typeof inputs)[number]): string =>
    `${title ? told(title) : own}${unit ? ` (${unitText(unit)})` : ''}`
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) trial.mutate()
  }
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="component-try">
      <h2 id="component-try" className="section-title">
        {t('try.title')}
      </h2>
      <form onSubmit={onSubmit}>
        <div className={styles.tryFields}>
          {inputs.map((port) =>
            port.type === 'number' ? (
              <NumberInput
                key={port.name}
                size="xs"
                label={labelOf(port)}
                hideControls
                onChange={(value) => set(port.name, typeof value === 'number' ? value : undefined)}
              />
            ) : port.type === 'boolean' ? (
              <Checkbox
                key={port.name}
                size="xs"
                mt={26}
                label={labelOf(port)}
                onChange={(event) => set(port.name, event.currentTarget.checked)}
              />
            ) : (
              <TextInput
                key={port.name}
                size="xs"
                label={labelOf(port)}
                onChange={(event) => set(port.name, event.currentTarget.value)}
              />
            ),
          )}
          {(version.parameters ?? []).map(({ name: own, title, unit, default: usual }) => (
            <NumberInput
              key={own}
              size="xs"
              label={`${title ? told(title) : own}${unit ? ` (${unitText(unit)})` : ''}`}
              placeholder={figureText(usual)}
              hideControls
              onChange={(value) =>
                setParameters(({ [own]: _, ...rest }) => (typeof value === 'number' ? { ...rest, [own]: value } : rest))
              }
            />
          ))}
        </div>
        <Button type="submit" size="xs" variant="default" disabled={!isWhole} loading={trial.isPending}>
          {t('try.do')}
        </Button>
      </form>
      <div className={styles.below} aria-live="polite">
        {trial.error && <FormFault words={words(trial.error)} />}
        {trial.data && (
          <dl className={styles.outputs}>
            {outputs.map((port) => {
              const [, value, status] = trial.data.outputs[port.name]?.at(-1) ?? []
              return (
                <div key={port.name} style={{ display: 'contents' }}>
                  <dt>{port.title ? told(port.title) : port.name}</dt>
                  <dd className="num">
                    {value === undefined
                      ? t('try.nothing')
                      : value === null
                        ? t(`try.${qualityOf(status as number) === 'bad' ? 'bad' : 'nothing'}`)
                        : `${figureText(value)} ${unitText(port.unit)}`}
                  </dd>
                </div>
              )
            })}
          </dl>
        )}
        {trial.data?.says.map((one) => (
          <p key={one} className="quiet">
            {one}
          </p>
        ))}
      </div>
    </section>
  )
}
