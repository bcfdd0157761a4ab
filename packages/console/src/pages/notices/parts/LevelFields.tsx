import { Button, MultiSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NoticeLevel } from '../../../platform.ts'
import styles from '../notices.module.css'
import { channelsQuery, peopleQuery, rotasQuery } from '../queries.ts'

interface LevelFieldsProps {
  at: number
  level: NoticeLevel
  onChange: (level: NoticeLevel) => void
  /** The first level stays. */
  onDrop?: () => void
}

const options = (items: readonly { id: string; name: string }[] | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }))

/** One level: after how long, over which channels, to whom. */
export function LevelFields({ at, level, onChange, onDrop }: LevelFieldsProps) {
  const { t } = useTranslation('notices')
  const channels = useQuery(channelsQuery)
  const people = useQuery(peopleQuery)
  const rotas = useQuery(rotasQuery)
  const toPeople = channels.data?.some(({ id, toPeople: reaches }) => reaches && level.channels.includes(id)) ?? false
  return (
    <div className={styles.level} role="group" aria-label={t('rules.level', { number: at + 1 })}>
      <div className={styles.levelHead}>
        {at === 0 ? (
          <span className={styles.strong}>{t('rules.atOnce')}</span>
        ) : (
          <NumberInput
            label={t('rules.after')}
            min={1}
            max={10_080}
            allowDecimal={false}
            suffix={` ${t('rules.minute')}`}
            value={level.afterMinutes}
            onChange={(value) => onChange({ ...level, afterMinutes: Math.max(1, Number(value) || 1) })}
          />
        )}
        {onDrop && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={onDrop}
            aria-label={`${t('remove')}: ${t('rules.level', { number: at + 1 })}`}
          >
            {t('remove')}
          </Button>
        )}
      </div>
      <MultiSelect
        label={t('rules.channels')}
        value={level.channels}
        onChange={(next) => onChange({ ...level, channels: next })}
        data={options(channels.data)}
        nothingFoundMessage={t('rules.noChannel')}
      />
      {toPeople && (
        <div className={styles.pair}>
          <MultiSelect
            label={t('rules.people')}
            searchable
            value={level.people}
            onChange={(next) => onChange({ ...level, people: next })}
            data={options(people.data)}
          />
          <MultiSelect
            label={t('rules.rotas')}
            value={level.rotas}
            onChange={(next) => onChange({ ...level, rotas: next })}
            data={options(rotas.data)}
          />
        </div>
      )}
    </div>
  )
}
