import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../../parts/EmptyState.tsx'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import { unitText } from '../../../../parts/unit-text.ts'
import { type MechanismManifest, platform } from '../../../../platform.ts'
import { bindingQuery, bindingsQuery, boundAssetsQuery } from '../../bindings/queries.ts'
import { versionQuery } from '../../queries.ts'
import type { StudySearch } from '../../search.ts'
import { said } from '../../words.ts'
import { measuredBy } from '../measured.ts'
import { askedPeriod, lastDays } from '../period.ts'
import styles from '../studies.module.css'
import { useBegin } from '../use-begin.ts'
import { PeriodFields } from './PeriodFields.tsx'
import { PointSelects } from './PointSelects.tsx'

interface Bounds {
  readonly low: number | string
  readonly high: number | string
}

/** From a tenth to ten times, where the model does not say it. */
function usualBounds({ default: value, low, high }: NonNullable<MechanismManifest['parameters']>[number]): Bounds {
  const [least, greatest] = [value / 10, value * 10].sort((a, b) => a - b)
  return { low: low ?? (value === 0 ? -1 : least!), high: high ?? (value === 0 ? 1 : greatest!) }
}

/** Parameters of one asset that fit what was measured there. */
export function CalibrationForm({ search }: { search: StudySearch }) {
  const { t } = useTranslation('mechanismStudies')
  const words = useFaultWords()
  const begin = useBegin()
  const bindings = useQuery(bindingsQuery())
  const [chosen, setChosen] = useState(search.binding ?? '')
  const [asset, setAsset] = useState(search.asset ?? '')
  const [measured, setMeasured] = useState<Readonly<Record<string, string>>>({})
  const [free, setFree] = useState<Readonly<Record<string, Bounds>>>({})
  const [period, setPeriod] = useState(() => lastDays(7, '60'))
  const [title, setTitle] = useState('')
  const binding = useQuery({ ...bindingQuery(chosen), enabled: chosen !== '' }).data
  const bound = useQuery({ ...boundAssetsQuery(chosen), enabled: chosen !== '' }).data ?? []
  const of = binding?.model
  const manifest = useQuery({
    ...versionQuery(of?.mechanism ?? '', of?.version ?? ''),
    enabled: of !== undefined,
  }).data?.manifest
  const at = asset || (bound[0]?.asset ?? '')
  const place = bound.find((each) => each.asset === at)
  const points = useQuery({
    queryKey: ['points', 'to-bind', at],
    enabled: at !== '',
    queryFn: async ({ signal }) => (await platform.points({ asset: at, limit: 200 }, signal)).items,
  })
  const asked = askedPeriod(period)
  const compared = { ...measuredBy(binding, points.data ?? []), ...measured }
  const targets = Object.entries(compared).filter(([, id]) => id !== '')
  const freed = Object.entries(free).flatMap(([name, { low, high }]) =>
    typeof low === 'number' && typeof high === 'number' && low < high
      ? [{ name, low, high, ...(place?.parameters[name] !== undefined && { start: place.parameters[name] }) }]
      : [],
  )
  const whole =
    binding && at !== '' && targets.length > 0 && freed.length > 0 && freed.length === Object.keys(free).length
  const usual = binding && place ? t('title.calibration', { name: said(binding.name), asset: place.path.at(-1) }) : ''
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!whole || !asked) return
    begin.mutate({
      kind: 'calibration',
      title: title.trim() || usual,
      binding: binding.id,
      asset: at,
      measured: Object.fromEntries(targets),
      free: freed,
      ...asked,
    })
  }
  if (bindings.data?.length === 0)
    return (
      <div className="panel">
        <EmptyState title={t('field.noneBound')} lesson={t('field.noneBoundLesson')} />
      </div>
    )
  return (
    <form className={`panel ${styles.form}`} onSubmit={submit} aria-label={t('new.calibration')}>
      <div className={styles.three}>
        <Select
          label={t('field.binding')}
          allowDeselect={false}
          value={chosen || null}
          data={(bindings.data ?? []).map((each) => ({ value: each.id, label: said(each.name) }))}
          onChange={(value) => {
            setChosen(value ?? '')
            setAsset('')
            setFree({})
          }}
        />
        <Select
          label={t('field.asset')}
          allowDeselect={false}
          value={at || null}
          data={bound.map((each) => ({ value: each.asset, label: each.path.at(-1) ?? '' }))}
          onChange={(value) => setAsset(value ?? '')}
        />
      </div>
      {manifest && at !== '' && (
        <>
          <PointSelects
            title={t('field.against')}
            of={manifest.outputs}
            points={points.data ?? []}
            values={compared}
            onChange={(name, id) => setMeasured((was) => ({ ...was, [name]: id }))}
          />
          <fieldset className={styles.group}>
            <legend className={styles.legend}>{t('field.free')}</legend>
            {(manifest.parameters ?? []).length === 0 && <p className="quiet">{t('field.noParameter')}</p>}
            <ul className={styles.free}>
              {manifest.parameters?.map((parameter) => {
                const bounds = free[parameter.name]
                const { [parameter.name]: _, ...rest } = free
                const label = [said(parameter), unitText(parameter.unit)].filter(Boolean).join(', ')
                return (
                  <li key={parameter.name}>
                    <Checkbox
                      label={label}
                      checked={bounds !== undefined}
                      onChange={(event) =>
                        setFree(
                          event.currentTarget.checked ? { ...free, [parameter.name]: usualBounds(parameter) } : rest,
                        )
                      }
                    />
                    {bounds &&
                      (['low', 'high'] as const).map((end) => (
                        <NumberInput
                          key={end}
                          size="xs"
                          hideControls
                          aria-label={t(`field.${end}`, { name: label })}
                          placeholder={t(`field.${end}`, { name: '' })}
                          value={bounds[end]}
                          onChange={(value) => setFree({ ...free, [parameter.name]: { ...bounds, [end]: value } })}
                        />
                      ))}
                  </li>
                )
              })}
            </ul>
          </fieldset>
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
