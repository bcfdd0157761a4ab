import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { platform } from '../../platform.ts'
import { Offered } from './Offered.tsx'
import styles from './pairing.module.css'
import { asShown } from './search.ts'

const route = getRouteApi('/app/device')

/** Where a program sends a person with the code it shows: they see who asks, and let it in or not. */
export function PairingPage() {
  const { t } = useTranslation('pairing')
  const { code = '' } = route.useSearch()
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      <Pairing key={code} code={code} />
    </div>
  )
}

/** `code`: what the link brought along. */
export function Pairing({ code }: { code: string }) {
  const { t } = useTranslation('pairing')
  const words = useFaultWords()
  const [typed, setTyped] = useState(code)
  const look = useMutation({ mutationFn: (given: string) => platform.pairing.offer(given) })
  const isWhole = typed.replace('-', '').length === 8

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) look.mutate(typed)
  }

  if (look.data) return <Offered code={typed} offer={look.data} />
  return (
    <section className={`panel ${styles.card}`}>
      <p className={styles.lesson}>{t('lesson')}</p>
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label={t('code')}
          description={code ? t('compare') : undefined}
          value={typed}
          size="lg"
          classNames={{ input: styles.code ?? '' }}
          autoComplete="off"
          autoFocus
          spellCheck={false}
          placeholder="XXXX-XXXX"
          onChange={({ currentTarget }) => setTyped(asShown(currentTarget.value))}
        />
        {look.error && <FormFault words={words(look.error)} />}
        <Button type="submit" loading={look.isPending} disabled={!isWhole}>
          {t('look')}
        </Button>
      </form>
    </section>
  )
}
