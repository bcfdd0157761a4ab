import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const areas = [
  'shell',
  'parts',
  'charts',
  'login',
  'overview',
  'alarms',
  'apps',
  'assets',
  'drawing',
  'models',
  'points',
  'derived',
  'devices',
  'diagnosis',
  'energy',
  'kpis',
  'production',
  'library',
  'classes',
  'rights',
  'sharing',
  'faults',
  'organisation',
  'organisations',
  'programs',
  'account',
  'members',
  'roles',
  'audit',
  'machines',
  'writes',
  'notices',
  'maintenance',
  'history',
  'imports',
  'recovery',
  'pairing',
  'mechanisms',
  'studio',
  'mechanismRuns',
  'mechanismStudies',
  'developer',
  'flows',
  'components',
  'screens',
] as const
const load = { en: () => import('./en/index.ts'), zh: () => import('./zh/index.ts') }
const kept = 'millrace.language'

const isLanguage = (text: string | null | undefined): text is Language => languages.some((known) => known === text)

export function currentLanguage(): Language {
  return i18next.language === 'zh' ? 'zh' : 'en'
}

async function add(language: Language): Promise<void> {
  const { texts } = await load[language]()
  for (const area of areas) i18next.addResourceBundle(language, area, texts[area])
}

/** What the person chose last, else what the browser asks for. */
export async function startLanguage(): Promise<void> {
  const asked = localStorage.getItem(kept)
  const language = isLanguage(asked) ? asked : navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [...areas],
    defaultNS: 'shell',
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await setLanguage(language)
}

export async function setLanguage(language: Language): Promise<void> {
  await add(language)
  await i18next.changeLanguage(language)
  localStorage.setItem(kept, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
