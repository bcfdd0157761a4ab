import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { AppOffer } from '../../../platform.ts'
import styles from '../apps.module.css'
import { type Machine, type MakeOf, type Making, proposedMake } from '../machines.ts'
import type { Need } from '../queries.ts'
import { said } from '../words.ts'

/** Reasons that name a unit. */
const units: ReadonlySet<string> = new Set(['same_unit', 'other_unit', 'no_unit'])

interface FoundMachinesProps {
  need: Need
  machines: readonly Machine[]
  making: Making
  /** Assets that are bound already. */
  chosen: number
}

/** Machines that the platform found among raw points, with the point that each property may be, how sure that is, and why. */
export function FoundMachines({ need, machines, making: { make, onMake }, chosen }: FoundMachinesProps) {
  const { t } = useTranslation('apps')
  const { most = Number.POSITIVE_INFINITY } = need
  const taken = chosen + make.filter((one) => one.need === need.name).length
  // What is taken for something else is no question here.
  const free = machines.filter(({ key }) => make.every((one) => one.machine !== key || one.need === need.name))
  if (free.length === 0) return null
  return (
    <section className={styles.foundMachines} aria-label={t('bind.found')}>
      <h2 className={styles.foundTitle}>{t('bind.found')}</h2>
      <p className="label">{t('bind.foundLesson')}</p>
      <ul className={styles.candidates}>
        {free.map((machine) => {
          const own = make.find((one) => one.need === need.name && one.machine === machine.key)
          const others = make.filter((one) => one !== own)
          return (
            <FoundMachine
              key={machine.key}
              need={need}
              machine={machine}
              own={own}
              full={taken >= most}
              onChange={(next) => onMake(next ? [...others, next] : others)}
            />
          )
        })}
      </ul>
    </section>
  )
}

interface FoundMachineProps {
  need: Need
  machine: Machine
  /** As it is taken. */
  own: MakeOf | undefined
  full: boolean
  onChange: (own: MakeOf | undefined) => void
}

function FoundMachine({ need, machine, own, full, onChange }: FoundMachineProps) {
  const { t } = useTranslation('apps')
  const shown = own ?? proposedMake(need, machine)
  return (
    <li className={styles.found}>
      <div className={styles.foundHead}>
        <Checkbox
          label={t('bind.make', { name: shown.name ?? machine.name, need: said(need.title) })}
          description={t('bind.below', { path: machine.path.join(' / ') })}
          checked={own !== undefined}
          disabled={!own && full}
          onChange={(event) => onChange(event.currentTarget.checked ? shown : undefined)}
        />
        {own && machine.asset === undefined && (
          <TextInput
            size="xs"
            label={t('bind.called')}
            value={own.name ?? ''}
            onChange={(event) => onChange({ ...own, name: event.currentTarget.value })}
          />
        )}
      </div>
      <ul className={styles.matches}>
        {need.properties.map((property) => {
          const { point: there, offers = [] } = machine.properties[property.name] ?? {}
          // What the asset says of itself is no question.
          if (there !== undefined && offers.length === 0) return null
          return (
            <Property
              key={property.name}
              property={property}
              name={shown.name ?? machine.name}
              offers={offers}
              point={shown.points[property.name]}
              onChoose={
                own &&
                ((point) => {
                  const { [property.name]: _, ...rest } = own.points
                  onChange({ ...own, points: point === undefined ? rest : { ...rest, [property.name]: point } })
                })
              }
            />
          )
        })}
      </ul>
    </li>
  )
}

interface PropertyProps {
  property: Need['properties'][number]
  name: string
  offers: readonly AppOffer[]
  point: string | undefined
  /** Where the machine is taken. */
  onChoose: ((point: string | undefined) => void) | undefined
}

function Property({ property, name, offers, point, onChoose }: PropertyProps) {
  const { t } = useTranslation('apps')
  const chosen = offers.find((offer) => offer.point === point)
  const title = said(property.title)
  if (offers.length === 0 && property.optional) return null
  return (
    <li className={styles.match} data-lacks={(!chosen && !property.optional) || undefined}>
      <span>{title}</span>
      <NativeSelect
        size="xs"
        aria-label={t('bind.pointOf', { property: title, name })}
        disabled={!onChoose}
        value={point ?? ''}
        data={[
          { value: '', label: property.optional ? t('bind.noPoint') : t('bind.problem.missing', { property: title }) },
          ...offers.map((offer) => ({
            value: offer.point,
            label: t('bind.offer', {
              point: `${offer.name}${offer.unit ? ` [${unitText(offer.unit)}]` : ''}`,
              score: Math.round(offer.score * 100),
            }),
          })),
        ]}
        onChange={(event) => onChoose?.(event.currentTarget.value || undefined)}
      />
      <span className="label">
        {chosen?.reasons.map(({ kind, against, seen }, i) => (
          <Fragment key={kind}>
            {i > 0 && ' · '}
            <span className={styles.reason}>
              {t(
                against && (kind === 'range' || kind === 'behaviour')
                  ? (`bind.reason.${kind}_against` as const)
                  : (`bind.reason.${kind}` as const),
                { seen: seen !== undefined && units.has(kind) ? unitText(seen) : seen },
              )}
            </span>
          </Fragment>
        ))}
      </span>
    </li>
  )
}
