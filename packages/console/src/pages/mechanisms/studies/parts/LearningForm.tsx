import { Button, Radio, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import { type PickedPoint, PointPicker } from '../../../../parts/PointPicker.tsx'
import { PointsPicker } from '../../../../parts/PointsPicker.tsx'
import { placedName } from '../../../../parts/point-name.ts'
import { sessionQuery } from '../../../../session.ts'
import { nameFrom, slugOf } from '../../studio/names.ts'
import { askedPeriod, lastDays } from '../period.ts'
import styles from '../studies.module.css'
import { useBegin } from '../use-begin.ts'
import { PeriodFields } from './PeriodFields.tsx'

const kinds = ['regression', 'forecast', 'anomaly'] as const
type Kind = (typeof kinds)[number]

/** Three questions: what is to be known, from which points, out of which time. */
export function LearningForm() {
  const { t } = useTranslation('mechanismStudies')
  const words = useFaultWords()
  const begin = useBegin()
  const session = useQuery(sessionQuery)
  const [learn, setLearn] = useState<Kind>('regression')
  const [target, setTarget] = useState<PickedPoint | null>(null)
  const [points, setPoints] = useState<Parameters<typeof PointsPicker>[0]['value']>([])
  const [period, setPeriod] = useState(() => lastDays(28, '900'))
  const [title, setTitle] = useState('')
  const [otherwise] = useState(() => `learnt-${Math.random().toString(36).slice(2, 6)}`)
  const hasTarget = learn !== 'anomaly'
  const shown = placedName(target ?? points[0] ?? { name: '', path: [] })
  const usual =
    target || points.length > 0
      ? t(`title.${learn}`, { name: [shown.name, shown.place].filter(Boolean).join(', ') })
      : ''
  const all = [
    ...(hasTarget && target ? [target] : []),
    ...points.filter(({ id }) => id !== (hasTarget ? target?.id : '')),
  ]
  const taken = new Set<string>()
  const inputs = all.map((point) => {
    const { name: own } = placedName(point)
    const name = nameFrom(own, taken)
    taken.add(name)
    return { name, point: point.id, en: own, zh: own }
  })
  const asked = askedPeriod(period)
  const whole = hasTarget ? target !== null && (learn === 'forecast' || inputs.length > 1) : inputs.length > 0
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!whole || !asked) return
    const called = title.trim() || usual
    const publisher = (slugOf(session.data?.tenant.name ?? '') || 'own').slice(0, 40)
    begin.mutate({
      kind: 'learning',
      title: called,
      learn,
      name: `${publisher}/${slugOf(called) || otherwise}`,
      version: '0.1.0',
      called: { en: called, zh: called },
      inputs,
      ...(hasTarget && inputs[0] && { target: inputs[0].name }),
      ...asked,
    })
  }
  return (
    <form className={`panel ${styles.form}`} onSubmit={submit} aria-label={t('new.learning')}>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('learn.what')}</legend>
        <Radio.Group
          aria-label={t('learn.what')}
          value={learn}
          onChange={(value) => setLearn(kinds.find((kind) => kind === value) ?? learn)}
        >
          <div className={styles.choices}>
            {kinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={t(`learn.${kind}`)}
                description={t(`learn.${kind}Hint`)}
                className={styles.choice ?? ''}
              />
            ))}
          </div>
        </Radio.Group>
      </fieldset>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('learn.which')}</legend>
        <div className={styles.two}>
          {hasTarget && <PointPicker label={t(`learn.target.${learn}`)} value={target} onChange={setTarget} />}
          <PointsPicker label={t(`learn.from.${learn}`)} value={points} onChange={setPoints} />
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('learn.when')}</legend>
        <PeriodFields period={period} stepped onChange={setPeriod} />
        <p className="label">{t('learn.heldBack')}</p>
      </fieldset>
      <TextInput
        label={t('field.called')}
        placeholder={usual}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {begin.error ? <FormFault words={words(begin.error)} /> : null}
      <div className={styles.foot}>
        <Button type="submit" loading={begin.isPending} disabled={!whole || !asked}>
          {t('learn.begin')}
        </Button>
      </div>
    </form>
  )
}
