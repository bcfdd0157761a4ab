import { useTranslation } from 'react-i18next'
import { agentOf } from './agent.ts'

/** A browser and where it runs, as people call them. */
export function useAgentWords(): (userAgent: string) => string {
  const { t } = useTranslation('account')
  return (userAgent) => {
    const { browser, system } = agentOf(userAgent)
    if (browser && system) return t('agent.both', { browser, system })
    return browser ?? system ?? t('agent.program')
  }
}
