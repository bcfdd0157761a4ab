/* From the routes of packages/server by `npm run sdk`; never edited. */
export const appScenarios = [
  'energy',
  'efficiency',
  'maintenance',
  'quality',
  'scheduling',
  'safety',
  'environment',
  'logistics',
  'monitoring',
  'reporting',
] as const

export const appStages = [
  'design',
  'production',
  'service',
  'management',
] as const

export const appReaches = [
  'common',
  'industry',
  'enterprise',
] as const

export const appParts = [
  'pages',
  'services',
  'flows',
  'models',
  'classes',
  'screens',
  'tables',
  'solution',
] as const
