import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { useRightWords } from '../../parts/right-words.ts'
import type { Action, AppAsked, AppManifest } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { classesQuery } from '../classes/queries.ts'

interface Words {
  readonly en: string
  readonly zh: string
}

/** What somebody wrote in both languages, in the reader's. */
export const said = (words: Words): string => words[currentLanguage()] || words.en || words.zh

/** An industry by its code and the name of its section (GB/T 4754). */
export function useIndustryText(): (code: string) => string {
  const { t } = useTranslation('apps')
  return (code) => `${t(`industry.${code[0] as Section}`)} ${code}`
}
type Section =
  | ('A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J')
  | ('K' | 'L' | 'M' | 'N' | 'O' | 'P' | 'Q' | 'R' | 'S' | 'T')

/** What an equipment class is called, for who may know; the name in words where the library has no such class. */
export function useClassTitle(): (name: string) => string {
  const { data = [] } = useQuery({ ...classesQuery, enabled: useMay('library:read') })
  const titles = new Map(data.map((one) => [one.class, said(one.title)]))
  return (name) => titles.get(name) ?? inWords(name)
}

const inWords = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

/** The same for the same, in whatever order its parts come. */
export const keyOf = (asked: AppAsked): string =>
  JSON.stringify(Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)))

interface AskedWords {
  readonly what: string
  /** Why, in the publisher's words, or what it means, in ours. */
  readonly why: string
  /** It changes what machines do, or lets something out of the plant. */
  readonly grave: boolean
}

/** What an app asks for, as a person would say it. */
export function useAskedWords(manifest: AppManifest): (asked: AppAsked) => AskedWords {
  const { t } = useTranslation('apps')
  const { action: actionText } = useRightWords()
  const { needs = [], permissions = [], services = [], processes = [] } = manifest
  return (asked) => {
    switch (asked.kind) {
      case 'action': {
        const known = actionText(asked.action as Action)
        const missing = known.startsWith('action.')
        const why = permissions.find(({ action }) => action === asked.action)?.why
        return {
          what: t(`asks.action.${asked.on}`, { what: missing ? asked.action : known }),
          why: why ? said(why) : '',
          grave: asked.on === 'organisation' || asked.action === 'point:write',
        }
      }
      case 'write': {
        const need = needs.find(({ name }) => name === asked.need)
        const property = need?.properties.find(({ name }) => name === asked.property)
        return {
          what: t('asks.write', {
            property: property ? said(property.title) : asked.property,
            need: need ? said(need.title) : asked.need,
          }),
          why: t('asks.writeWhy'),
          grave: true,
        }
      }
      case 'host':
        return { what: t('asks.host', { host: asked.host }), why: t('asks.hostWhy'), grave: true }
      case 'event':
        return { what: t('asks.event', { event: asked.event }), why: t('asks.eventWhy'), grave: false }
      case 'process': {
        const process = processes.find(({ name }) => name === asked.process)
        return {
          what: t('asks.process', { process: process ? said(process.title) : asked.process }),
          why: t('asks.processWhy'),
          grave: true,
        }
      }
      case 'http': {
        const service = services.find(({ name }) => name === asked.service)
        return {
          what: t('asks.http', { service: service ? said(service.title) : asked.service }),
          why: t('asks.httpWhy'),
          grave: false,
        }
      }
    }
  }
}
