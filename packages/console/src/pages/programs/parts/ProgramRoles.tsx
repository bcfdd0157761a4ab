import { useTranslation } from 'react-i18next'
import { GivenRoles } from '../../../parts/GivenRoles.tsx'
import type { Program } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'

/** What gives a program its rights; without a role it may do nothing. */
export function ProgramRoles({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  const reads = useMay('member:read')
  const gives = useMay('role:manage')
  return (
    <GivenRoles
      holder={program}
      gives={gives}
      reads={reads}
      note={reads ? undefined : t('roles.unseen')}
      none={t(gives ? 'roles.none' : 'roles.noneAsk')}
      follows={t('roles.takeFollows', { name: program.name })}
    />
  )
}
