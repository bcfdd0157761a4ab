import { useTranslation } from 'react-i18next'
import styles from './held-roles.module.css'
import { useRoleTitle } from './role-title.ts'

/** A role as somebody holds it: everywhere, or below an asset. */
export interface HeldRole {
  readonly role: string
  readonly below: string | null
  readonly belowName?: string
}

/** Roles that somebody holds; a place is said only where a role does not hold everywhere. */
export function HeldRoles({ roles }: { roles: readonly HeldRole[] }) {
  const { t } = useTranslation('parts')
  if (roles.length === 0) return <span className="quiet">{t('held.none')}</span>
  return (
    <ul className={styles.roles}>
      {roles.map((held) => (
        <li key={`${held.role} ${held.below}`}>
          <HeldRoleText held={held} />
        </li>
      ))}
    </ul>
  )
}

function HeldRoleText({ held }: { held: HeldRole }) {
  const { t } = useTranslation('parts')
  const titleOf = useRoleTitle()
  return (
    <>
      {titleOf(held.role)}
      {held.below !== null && (
        <span className={styles.place}>{t('held.below', { place: held.belowName ?? t('held.gone') })}</span>
      )}
    </>
  )
}
