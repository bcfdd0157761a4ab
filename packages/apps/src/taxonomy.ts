/** The closed lists by which apps are sorted and searched; T/CESA 1046 has them [from memory], and article 9 of the guideline names the first. */

/** 基础共性, 行业通用, 企业专用. */
export const reaches = ['common', 'industry', 'enterprise'] as const
export type Reach = (typeof reaches)[number]

/** 研发设计, 生产制造, 运维服务, 经营管理. */
export const stages = ['design', 'production', 'service', 'management'] as const
export type Stage = (typeof stages)[number]

/** What somebody has to do when he looks for an app. */
export const scenarios = [
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
export type Scenario = (typeof scenarios)[number]
