/** Apps of `apps/` that are installed at machines of the demo plant, as publisher/name. */
export const demoApps: readonly string[] = ['millrace/compressed-air', 'millrace/boiler-adviser']
