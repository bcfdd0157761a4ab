import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import { platform, type StudyRequest } from '../../../../platform.ts'
import { suggested } from '../../bindings/match.ts'
import { bindingQuery, bindingsQuery, boundAssetsQuery } from '../../bindings/queries.ts'
import { mechanismQuery, versionQuery } from '../../queries.ts'
import type { StudySearch } from '../../search.ts'
import { said } from '../../words.ts'
import { measuredBy } from '../measured.ts'
import { askedPeriod, lastDays } from '../period.ts'
import styles from '../studies.module.css'
import { useBegin } from '../use-begin.ts'
import { ModelSelect } from './ModelSelect.tsx'
import { PeriodFields } from './PeriodFields.tsx'
import { PointSelects } from './PointSelects.tsx'

const most = 200

/** A version over the past of an asset, bound there or not. */
export function BacktestForm({ search }: { search: StudySearch }) {
  const { t } = useTranslation('mechanismStudies')
  const words = useFaultWords()
  const begin = useBegin()
  const [bindingId, setBinding] = useState(search.binding ?? '')
  const [modelId, setModel] = useState(search.mechanism ?? '')
  const [number, setNumber] = useState(search.version ?? '')
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [boundAsset, setBoundAsset] = useState(search.asset ?? '')
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({})
  const [measured, setMeasured] = useState<Readonly<Record<string, string>>>({})
  const [period, setPeriod] = useState(() => lastDays(7, '60'))
  const [title, setTitle] = useState('')
  const bindings = useQuery(bindingsQuery())
  const binding = useQuery({ ...bindingQuery(bindingId), enabled: bindingId !== '' }).data
  const bound = useQuery({ ...boundAssetsQuery(bindingId), enabled: bindingId !== '' }).data ?? []
  const mechanism = binding?.model.mechanism ?? modelId
  const model = useQuery({ ...mechanismQuery(mechanism), enabled: mechanism !== '' }).data
  const version = number || (binding?.model.version ?? model?.published ?? model?.newest.version ?? '')
  const manifest = useQuery({ ...versionQuery(mechanism, version), enabled: mechanism !== '' && version !== '' }).data
    ?.manifest
  const at = binding ? boundAsset || (bound[0]?.asset ?? '') : (asset?.id ?? '')
  const points = useQuery({
    queryKey: ['points', 'to-bind', at],
    enabled: at !== '',
    queryFn: async ({ signal }) => (await platform.points({ asset: at, limit: most }, signal)).items,
  })
  const all = points.data ?? []
  const offers = suggested(
    manifest?.inputs ?? [],
    all.map(({ id, name, unit }) => ({ name: id, unit, titles: [name, name.split('/').at(-1) ?? name] })),
  )
  const given = binding ? {} : { ...offers, ...inputs }
  const compared = { ...measuredBy(binding, all), ...measured }
  const usual = manifest ? t('title.backtest', { name: said(manifest.title), version }) : ''
  const asked = askedPeriod(period)
  const filled = (values: Readonly<Record<string, string>>) => Object.entries(values).filter(([, id]) => id !== '')
  const whole =
    manifest?.inputs.every((input) => binding || input.default !== undefined || given[input.name]) && at !== ''
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!asked || !whole) return
    const request: StudyRequest = {
      kind: 'backtest',
      title: title.trim() || usual,
      mechanism,
      version,
      asset: at,
      ...(binding ? { binding: binding.id } : { inputs: Object.fromEntries(filled(given)) }),
      ...(filled(compared).length > 0 && { measured: Object.fromEntries(filled(compared)) }),
      ...asked,
    }
    begin.mutate(request)
  }
  return (
    <form className={`panel ${styles.form}`} onSubmit={submit} aria-label={t('new.backtest')}>
      <div className={styles.three}>
        <Select
          label={t('field.binding')}
          placeholder={t('field.noBinding')}
          clearable
          value={bindingId || null}
          data={(bindings.data ?? []).map((each) => ({ value: each.id, label: said(each.name) }))}
          onChange={(value) => {
            setBinding(value ?? '')
            setBoundAsset('')
            setNumber('')
          }}
        />
        {!binding && <ModelSelect value={modelId} onChange={setModel} />}
        <Select
          label={t('field.version')}
          allowDeselect={false}
          value={version || null}
          data={(model?.versions ?? []).map((each) => each.version)}
          onChange={(value) => setNumber(value ?? '')}
        />
        {binding ? (
          <Select
            label={t('field.asset')}
            allowDeselect={false}
            value={at || null}
            data={bound.map((each) => ({ value: each.asset, label: each.path.at(-1) ?? '' }))}
            onChange={(value) => setBoundAsset(value ?? '')}
          />
        ) : (
          <AssetPicker label={t('field.asset')} value={asset} onChange={setAsset} />
        )}
      </div>
      {manifest && at !== '' && (
        <>
          {!binding && (
            <PointSelects
              title={t('field.inputs')}
              of={manifest.inputs}
              points={all}
              values={given}
              onChange={(name, id) => setInputs((was) => ({ ...was, [name]: id }))}
            />
          )}
          <PointSelects
            title={t('field.measured')}
            of={manifest.outputs}
            points={all}
            values={compared}
            onChange={(name, id) => setMeasured((was) => ({ ...was, [name]: id }))}
          />
        </>
      )}
      <PeriodFields period={period} onChange={setPeriod} />
      <TextInput
        label={t('field.title')}
        placeholder={usual}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {begin.error ? <FormFault words={words(begin.error)} /> : null}
      <div className={styles.foot}>
        <Button type="submit" loading={begin.isPending} disabled={!whole || !asked}>
          {t('begin')}
        </Button>
      </div>
    </form>
  )
}
