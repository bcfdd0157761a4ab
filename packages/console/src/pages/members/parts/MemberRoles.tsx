import { useTranslation } from 'react-i18next'
import { GivenRoles } from '../../../parts/GivenRoles.tsx'
import type { Member } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'

/** The roles of a member; nobody gives or takes their own. */
export function MemberRoles({ member, own }: { member: Member; own: boolean }) {
  const { t } = useTranslation('members')
  const gives = useMay('role:manage')
  return (
    <GivenRoles
      holder={{ id: member.id, name: member.name || member.username }}
      gives={gives && !own}
      note={own ? t('roles.own') : undefined}
      none={t('roles.none')}
      follows={t('roles.takeLesson')}
    />
  )
}
