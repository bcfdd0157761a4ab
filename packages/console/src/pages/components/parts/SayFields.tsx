import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComponentListed } from '../../../platform.ts'
import styles from '../components.module.css'
import { wholePoolQuery } from '../queries.ts'

type Words = ComponentListed['title']
type Sayings = ReturnType<typeof useSayings>

export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)

/** What whoever publishes says of a component; of a name that is known, what was said before unless told. */
export function useSayings(usual: { readonly name: string; readonly title: Words }) {
  const pool = useQuery(wholePoolQuery)
  const [name, setName] = useState(usual.name)
  const [titles, setTitles] = useState<Partial<Words>>({})
  const [texts, setTexts] = useState<Partial<Words>>({})
  const [comment, setComment] = useState('')
  const known = pool.data?.find((each) => each.name === name)
  const title = { ...(known?.title ?? usual.title), ...titles }
  const description = { en: '', zh: '', ...known?.description, ...texts }
  return {
    known,
    said: { name, title, description, ...(comment.trim() && { comment: comment.trim() }) },
    isReady: /^[a-z][a-z0-9_-]{0,39}$/.test(name) && title.en.trim() !== '' && title.zh.trim() !== '',
    comment,
    setName,
    setComment,
    setTitle: (more: Partial<Words>) => setTitles({ ...titles, ...more }),
    setDescription: (more: Partial<Words>) => setTexts({ ...texts, ...more }),
  }
}

/** Its name, and what it is called and does in both languages. */
export function SayFields({ sayings }: { sayings: Sayings }) {
  const { t } = useTranslation('components')
  const { known, said } = sayings
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={t('publish.name')}
        description={known ? t('publish.next', { name: said.name }) : t('publish.nameHint')}
        maxLength={40}
        value={said.name}
        onChange={(event) => sayings.setName(event.currentTarget.value)}
      />
      <div className={styles.pairs}>
        <TextInput
          required
          label={t('publish.titleEn')}
          maxLength={200}
          value={said.title.en}
          onChange={(event) => sayings.setTitle({ en: event.currentTarget.value })}
        />
        <TextInput
          required
          label={t('publish.titleZh')}
          maxLength={200}
          value={said.title.zh}
          onChange={(event) => sayings.setTitle({ zh: event.currentTarget.value })}
        />
        <Textarea
          label={t('publish.descriptionEn')}
          autosize
          minRows={2}
          maxLength={4_000}
          value={said.description.en}
          onChange={(event) => sayings.setDescription({ en: event.currentTarget.value })}
        />
        <Textarea
          label={t('publish.descriptionZh')}
          autosize
          minRows={2}
          maxLength={4_000}
          value={said.description.zh}
          onChange={(event) => sayings.setDescription({ zh: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

/** What is new, of a name that is known. */
export function CommentField({ sayings }: { sayings: Sayings }) {
  const { t } = useTranslation('components')
  if (!sayings.known) return null
  return (
    <TextInput
      label={t('publish.comment')}
      maxLength={500}
      value={sayings.comment}
      onChange={(event) => sayings.setComment(event.currentTarget.value)}
    />
  )
}
