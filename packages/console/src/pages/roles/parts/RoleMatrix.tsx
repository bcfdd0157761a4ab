import { useTranslation } from 'react-i18next'
import { byAbout } from '../../../parts/actions.ts'
import { useRightWords } from '../../../parts/right-words.ts'
import type { ActionInfo, Role } from '../../../platform.ts'
import styles from '../roles.module.css'
import { useRoleAbout } from '../use-role-about.ts'

interface RoleMatrixProps {
  roles: readonly Role[]
  actions: readonly ActionInfo[]
  onOpen: (role: string) => void
}

/** Actions down, roles across: what each role lets people do. */
export function RoleMatrix({ roles, actions, onOpen }: RoleMatrixProps) {
  const { t } = useTranslation('roles')
  const rights = useTranslation('rights').t
  const words = useRightWords()
  return (
    <>
      <p className={styles.lesson}>{t('matrix.lesson')}</p>
      <div className={`panel ${styles.scroll}`}>
        <table className={styles.matrix} aria-label={t('matrix.label')}>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {t('matrix.action')}
              </th>
              {roles.map((role) => (
                <th key={role.name} scope="col" className={styles.column}>
                  <button
                    type="button"
                    className={styles.roleName}
                    aria-label={t('matrix.open', { role: words.role(role) })}
                    onClick={() => onOpen(role.name)}
                  >
                    <span className={styles.roleTitle}>{words.role(role)}</span>
                    <span className={styles.holders}>{t('matrix.holders', { count: role.holders })}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          {byAbout(actions).map(({ about, items: these }) => (
            <tbody key={about}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1} className={styles.about}>
                  <span>{rights(`about.${about}`)}</span>
                </th>
              </tr>
              {these.map(({ action }) => (
                <tr key={action} className={styles.line}>
                  <th scope="row" className={styles.action}>
                    {words.action(action)}
                  </th>
                  {roles.map((role) => {
                    const may = role.actions.includes(action)
                    return (
                      <td key={role.name} data-may={may}>
                        {may && <span className={styles.dot} aria-hidden="true" />}
                        <span className="sr">{t(may ? 'matrix.yes' : 'matrix.no')}</span>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  )
}

/** The same roles one under the other, where a matrix has no room. */
export function RoleCards({ roles, onOpen }: RoleMatrixProps) {
  const { t } = useTranslation('roles')
  const words = useRightWords()
  const about = useRoleAbout()
  return (
    <>
      <p className={styles.lesson}>{t('matrix.lesson')}</p>
      <ul className={`panel ${styles.cards}`}>
        {roles.map((role) => (
          <li key={role.name}>
            <button type="button" className={styles.card} onClick={() => onOpen(role.name)}>
              <span className={styles.cardTitle}>{words.role(role)}</span>
              <span className={`num ${styles.holders}`}>{t('matrix.holders', { count: role.holders })}</span>
              <span className={styles.cardAbout}>{about(role)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
