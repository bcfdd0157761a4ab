import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { LiveValues } from './live/live-values.ts'
import { LiveContext } from './live/use-live.ts'
import { PlatformFault } from './platform.ts'
import { queryDefaults } from './query-defaults.ts'
import { createConsoleRouter } from './router.tsx'
import { cssVariables, theme } from './theme/theme.ts'

const signedOut = (fault: unknown) => fault instanceof PlatformFault && fault.status === 401

const live = new LiveValues()
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (fault, query) => {
      if (!signedOut(fault) || query.queryKey[0] === 'session') return
      live.close()
      queries.clear()
      void router.invalidate()
    },
  }),
  defaultOptions: queryDefaults,
})
const router = createConsoleRouter({ queries, live })
const scheme = localStorageColorSchemeManager({ key: 'millrace.scheme' })

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <LiveContext value={live}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </LiveContext>
      </QueryClientProvider>
    </MantineProvider>
  )
}
