import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { Session } from '../../../platform.ts'
import { factorsQuery } from '../queries.ts'
import { PasskeySection } from './PasskeySection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { Providers } from './Providers.tsx'
import { SecondStepSection } from './SecondStepSection.tsx'

export function SignInView({ session, fault }: { session: Session; fault: string | undefined }) {
  const factors = useQuery(factorsQuery)
  if (factors.isError && !factors.data) return <FaultView fault={factors.error} retry={() => void factors.refetch()} />
  if (!factors.data)
    return (
      <>
        <Skeleton height={96} radius={6} />
        <Skeleton height={190} radius={6} />
        <Skeleton height={150} radius={6} />
      </>
    )
  return (
    <>
      <PasswordSection user={session.user} has={factors.data.password} />
      <SecondStepSection factors={factors.data} session={session} />
      <PasskeySection factors={factors.data} session={session} />
      <Providers factors={factors.data} fault={fault} />
    </>
  )
}
