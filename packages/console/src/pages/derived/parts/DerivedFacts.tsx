import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useKnownFault } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { type DerivedPoint, type Point, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../derived.module.css'
import { derivedQuery } from '../queries.ts'
import { BackDialog } from './BackDialog.tsx'

/** How a point is worked out, and how that stands; nothing where it is worked out no more. */
export function DerivedFacts({ point }: { point: Point }) {
  const one = useQuery(derivedQuery).data?.find(({ id }) => id === point.id)
  return one ? <KnownFacts derived={one} /> : null
}

function KnownFacts({ derived }: { derived: DerivedPoint }) {
  const { t } = useTranslation('derived')
  const faultOf = useKnownFault()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('asset:write')
  const [asking, setAsking] = useState<'remove' | 'back'>()
  const name = derived.name[currentLanguage()]
  const remove = useMutation({
    mutationFn: () => platform.derived.remove(derived.id),
    onSuccess: async () => {
      setAsking(undefined)
      await queries.invalidateQueries()
    },
  })
  const full = dateFormat(currentLanguage(), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const moment = (time: string): string => full.format(Date.parse(time))
  const { back, broken } = derived
  return (
    <section className={`panel ${styles.facts}`} aria-labelledby="formula">
      <div className={styles.factsHead}>
        <h2 id="formula" className="section-title">
          {t('facts.title')}
        </h2>
        {may && (
          <div className={styles.foot}>
            <Button size="xs" variant="default" onClick={() => setAsking('back')}>
              {t('back.again')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => void navigate({ to: '/derived', search: { point: derived.id } })}
            >
              {t('facts.change')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking('remove')}>
              {t('facts.remove')}
            </Button>
          </div>
        )}
      </div>
      {broken && (
        <FormFault
          words={{
            says: t('facts.broken'),
            remedy: faultOf(broken.code, { says: broken.says, remedy: '' }).says,
          }}
        />
      )}
      <code className={styles.formula}>{derived.formula}</code>
      <ul className={styles.names}>
        {derived.inputs.map((input) => (
          <li key={input.name}>
            <code>{input.name}</code>
            {input.pointName === undefined ? (
              <span className="quiet">{t('facts.hidden')}</span>
            ) : (
              <Link to="/points/$id" params={{ id: input.point }} className="link">
                {input.pointName}
              </Link>
            )}
            <span className="quiet">{unitText(input.unit)}</span>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {[
          t('facts.by', { name: derived.changedBy.name, time: moment(derived.changedAt) }),
          ...(derived.gap === undefined ? [] : [t('facts.stands', { seconds: derived.gap })]),
          ...(derived.since === undefined ? [] : [t('facts.since', { time: moment(derived.since) })]),
        ].join(' · ')}
      </p>
      {back && (
        <p role="status" className="num">
          {t('back.runs', { share: shareOf(back) })}
        </p>
      )}
      {asking === 'back' && <BackDialog derived={derived} onClose={() => setAsking(undefined)} />}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t('remove.title', { name })}
          action={t('remove.action')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(undefined)}
        >
          <p>{t('remove.lesson')}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}

function shareOf({ from, at, end }: NonNullable<DerivedPoint['back']>): string {
  const [begin, now, last] = [Date.parse(from), Date.parse(at), Date.parse(end)]
  return `${last > begin ? Math.floor((100 * (now - begin)) / (last - begin)) : 100} %`
}
