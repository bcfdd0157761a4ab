import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { CommandSample } from '../../../parts/ShownOnce.tsx'
import type { DeviceProfile } from '../../../platform.ts'
import styles from '../library.module.css'
import { type EntryQuery, entryQuery } from '../queries.ts'
import { useLibraryWords } from '../use-library-words.ts'

const isSerial = (driver: string): boolean => /-(rtu|ascii)$/.test(driver)
const stationOf = ({ connection }: DeviceProfile['content']): number | '' =>
  typeof connection?.['unit'] === 'number' ? connection['unit'] : ''

type Parameters = NonNullable<DeviceProfile['content']['parameters']>

/** An address with the parameters that are known put in, as the platform does it. */
const filled = (
  address: string,
  parameters: readonly (readonly [string, Parameters[string]])[],
  values: Readonly<Record<string, number>>,
): string =>
  address.replaceAll(/\{([A-Za-z]\w*)(?:\+(\d+))?\}/g, (all, name: string, plus = '0') => {
    const value = values[name] ?? parameters.find(([key]) => key === name)?.[1].default
    return value === undefined ? all : String(value + Number(plus))
  })

/** The device as an edge's configuration wants it, from where it stands. */
export function EntryPanel({ profile }: { profile: DeviceProfile }) {
  const { t } = useTranslation('library')
  const words = useLibraryWords()
  const faults = useFaultWords()
  const { content, drivers } = profile
  const parameters = Object.entries(content.parameters ?? {})
  // The network is the usual way to a first trial.
  const [driver, setDriver] = useState(drivers.find((kind) => !isSerial(kind)) ?? drivers[0] ?? '')
  const [place, setPlace] = useState('')
  const [port, setPort] = useState('')
  const [name, setName] = useState('')
  const [unit, setUnit] = useState<number | ''>(stationOf(content))
  const [language, setLanguage] = useState(currentLanguage())
  const [values, setValues] = useState<Readonly<Record<string, number>>>({})
  const missing = parameters.flatMap(([key, { default: usual }]) =>
    usual === undefined && values[key] === undefined ? [key] : [],
  )
  const set = Object.entries(values).map(([key, value]) => `${key}=${value}`)
  const query: EntryQuery = {
    driver,
    language,
    ...(name.trim() && { name: name.trim() }),
    ...(isSerial(driver) ? place && { port: place } : { ...(place && { host: place }), ...(port && { port }) }),
    ...(unit !== '' && { unit }),
    ...(set.length > 0 && { set: set.join(',') }),
  }
  // As text: an object made anew at each rendering would never come to rest.
  const wanted = JSON.stringify(query)
  const [asked] = useDebouncedValue(wanted, 250)
  const entry = useQuery({
    ...entryQuery(profile.id, JSON.parse(asked) as EntryQuery),
    enabled: missing.length === 0 && asked === wanted,
  })

  return (
    <section className={`panel ${styles.panel} ${styles.entry}`} aria-labelledby="entry">
      <h2 id="entry" className="section-title">
        {t('entry.title')}
      </h2>
      <p className={styles.lesson}>{t('entry.lesson')}</p>
      <div className={styles.fields}>
        {drivers.length > 1 && (
          <Select
            label={t('entry.driver')}
            allowDeselect={false}
            value={driver}
            onChange={(value) => {
              setDriver(value ?? driver)
              setPlace('')
            }}
            data={[...drivers]}
          />
        )}
        <TextInput
          label={t(isSerial(driver) ? 'entry.serial' : 'entry.host')}
          placeholder={isSerial(driver) ? '/dev/ttyUSB0' : '10.0.0.7'}
          maxLength={253}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value.trim())}
        />
        {!isSerial(driver) && (
          <NumberInput
            label={t('entry.port')}
            placeholder="502"
            min={1}
            max={65_535}
            allowDecimal={false}
            hideControls
            value={port}
            onChange={(value) => setPort(String(value))}
          />
        )}
        <NumberInput
          label={t('entry.unit')}
          min={0}
          max={255}
          allowDecimal={false}
          value={unit}
          onChange={(value) => setUnit(typeof value === 'number' ? value : '')}
        />
        <TextInput
          label={t('entry.name')}
          placeholder={profile.model}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {parameters.map(([key, { says, default: usual, address }]) => (
          <NumberInput
            key={key}
            label={key}
            description={[
              words.of(says),
              address === undefined ? '' : t('entry.where', { address: filled(address, parameters, values) }),
            ]
              .filter(Boolean)
              .join(' · ')}
            {...(usual === undefined ? {} : { placeholder: String(usual) })}
            allowDecimal={false}
            value={values[key] ?? ''}
            onChange={(value) =>
              setValues(({ [key]: _, ...rest }) => (typeof value === 'number' ? { ...rest, [key]: value } : rest))
            }
          />
        ))}
        <div>
          <div className={styles.fieldLabel}>{t('entry.language')}</div>
          <SegmentedControl
            aria-label={t('entry.language')}
            value={language}
            onChange={(value) => setLanguage(value === 'zh' ? 'zh' : 'en')}
            data={(['en', 'zh'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        </div>
      </div>
      {missing.length > 0 && <p className={styles.missing}>{t('entry.missing', { names: missing.join(', ') })}</p>}
      {entry.error && <FormFault words={faults(entry.error)} />}
      {missing.length === 0 && entry.data !== undefined && (
        <div className={styles.sample}>
          <CommandSample label={t('entry.text')} text={entry.data} />
        </div>
      )}
    </section>
  )
}
