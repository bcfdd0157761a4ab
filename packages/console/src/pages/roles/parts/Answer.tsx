import { Skeleton } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PickedAsset } from '../../../parts/AssetPicker.tsx'
import { actionsQuery } from '../../../parts/actions.ts'
import { FaultView } from '../../../parts/FaultView.tsx'
import { HeldRoles } from '../../../parts/HeldRoles.tsx'
import { useRightWords } from '../../../parts/right-words.ts'
import { rolesQuery } from '../../../parts/role-query.ts'
import { useRoleTitle } from '../../../parts/role-title.ts'
import type { Action } from '../../../platform.ts'
import { explanationQuery, type Holder } from '../queries.ts'
import styles from '../roles.module.css'
import { type Reason, verdictOf } from '../verdict.ts'

interface AnswerProps {
  holder: Holder
  action: Action
  asset?: PickedAsset
}

/** The platform's answer in plain words, with the policies as it asked them at the end. */
export function Answer({ holder, action, asset }: AnswerProps) {
  const { t } = useTranslation('roles')
  const words = useRightWords()
  const roles = useQuery(rolesQuery)
  const actions = useQuery(actionsQuery)
  const explained = useQuery(explanationQuery({ holder: holder.id, action, ...(asset ? { asset: asset.id } : {}) }))
  if (explained.isError) return <FaultView fault={explained.error} retry={() => void explained.refetch()} />
  if (!explained.data || !roles.data || !actions.data) return <Skeleton height={140} m={16} w="auto" />
  const { yes, reasons } = verdictOf(explained.data, { action, actions: actions.data, roles: roles.data })
  const said = asset ? (yes ? 'yesAt' : 'noAt') : yes ? 'yesAll' : 'noAll'
  const Sign = yes ? IconCheck : IconX
  return (
    <>
      <div className={styles.verdict}>
        <Sign size={22} stroke={2} aria-hidden="true" />
        <div>
          <h2>{t(yes ? 'why.yes' : 'why.no')}</h2>
          <p>{t(`why.${said}`, { who: holder.name, action: words.action(action), place: asset?.name ?? '' })}</p>
        </div>
      </div>
      <h3 className={styles.subheading}>{t('why.because')}</h3>
      <ul className={styles.reasons}>
        {reasons.map((reason) => (
          <ReasonLines key={reason.is} reason={reason} />
        ))}
        {yes && explained.data.secondFactor && <li>{t('why.factor')}</li>}
      </ul>
      <h3 className={styles.subheading}>{t('why.holds')}</h3>
      <HeldRoles roles={explained.data.assignments} />
      <details className={styles.cedar}>
        <summary>{t('why.cedar')}</summary>
        <pre>{explained.data.policies.trim()}</pre>
      </details>
    </>
  )
}

function ReasonLines({ reason }: { reason: Reason }) {
  const { t } = useTranslation('roles')
  const parts = useTranslation('parts').t
  const words = useRightWords()
  const titleOf = useRoleTitle()
  const placeOf = (name: string | undefined) => name ?? parts('held.gone')
  switch (reason.is) {
    case 'suspended':
    case 'scopes':
      return <li>{t(`why.${reason.is}`)}</li>
    case 'held':
      return reason.by.map((held) => (
        <li key={held.id}>
          {held.below === null
            ? t('why.heldAll', { role: titleOf(held.role) })
            : t('why.heldBelow', { role: titleOf(held.role), place: placeOf(held.belowName) })}{' '}
          <span className="quiet">{t(held.provider === null ? 'why.given' : 'why.givenProvider')}</span>
        </li>
      ))
    case 'elsewhere':
      return reason.by.map((held) => (
        <li key={held.id}>
          {t(reason.about === 'plant' ? 'why.elsewhere' : 'why.elsewhereOrg', {
            role: titleOf(held.role),
            place: placeOf(held.belowName),
          })}
        </li>
      ))
    case 'nothing':
      return (
        <>
          <li>{t(reason.holdsAny ? 'why.nothing' : 'why.nothingHeld')}</li>
          {reason.would.length > 0 && (
            <li>{t('why.would', { roles: reason.would.map((role) => words.role(role)).join(', ') })}</li>
          )}
        </>
      )
  }
}
