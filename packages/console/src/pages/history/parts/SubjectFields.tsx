import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../../parts/AssetPicker.tsx'
import { PointsPicker } from '../../../parts/PointsPicker.tsx'
import styles from '../history.module.css'
import { isWhole, periods, type Scope, type Subject } from '../subject.ts'

interface SubjectFieldsProps {
  subject: Subject
  scopes: readonly Scope[]
  onChange: (more: Partial<Subject>) => void
}

export function SubjectFields({ subject, scopes, onChange }: SubjectFieldsProps) {
  const { t } = useTranslation('history')
  const { scope, asset, points, period, from, to } = subject
  const isBackwards = from !== '' && to !== '' && !isWhole({ ...subject, scope: 'all' })
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('subject.scope')}
        value={scope}
        onChange={(value) => onChange({ scope: scopes.find((known) => known === value) ?? scope })}
        data={scopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
      />
      {scope === 'asset' && (
        <AssetPicker
          label={t('subject.asset')}
          description={t('subject.assetHint')}
          required
          value={asset}
          onChange={(value) => onChange({ asset: value })}
        />
      )}
      {scope === 'points' && (
        <PointsPicker label={t('subject.points')} value={points} onChange={(value) => onChange({ points: value })} />
      )}
      <Select
        label={t('subject.period')}
        allowDeselect={false}
        value={period}
        data={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
        onChange={(value) => onChange({ period: periods.find((known) => known === value) ?? 'week' })}
      />
      {period === 'custom' && (
        <div className={styles.pair}>
          <TextInput
            type="datetime-local"
            step={1}
            label={t('subject.from')}
            value={from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            step={1}
            label={t('subject.to')}
            value={to}
            error={isBackwards ? t('subject.order') : null}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  )
}
