export const keysOfDeliveries = ['waiting', 'sending', 'sent', 'dead', 'dropped'] as const
export const keysOfPriorities = ['critical', 'high', 'medium', 'low'] as const
export const keysOfKinds = ['email', 'webhook', 'dingtalk', 'wecom', 'feishu', 'sms'] as const
export type Kind = (typeof keysOfKinds)[number]
export type Priority = (typeof keysOfPriorities)[number]

/** Monday to Sunday, as numbers of ISO 8601. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** 1970-01-05 was a Monday. */
export const weekdayDate = (weekday: number): number => Date.UTC(1970, 0, 4 + weekday)

export const zones: readonly string[] = Intl.supportedValuesOf('timeZone')
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
