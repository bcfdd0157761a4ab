import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const permission = 'app:read'
const version = Type.String()
const moved = { from: Type.String({ description: 'The version until now' }), to: Type.String() }
const name = 'works/pump-log'
const example = { name, version: '1.0.0' }

defineEvents('apps', {
  'app.taken': {
    permission,
    title: { en: 'App brought in', zh: '应用已入库' },
    says: { en: 'A version of an app stands on the shelf.', zh: '应用的一个版本已上架。' },
    data: { version, digest: Type.String(), key: Type.Optional(Type.String({ description: 'Of its signature' })) },
    example: { ...example, digest: `sha256:${'0'.repeat(64)}` },
    of: { action: 'app.taken' },
  },
  'app.removed': {
    permission,
    title: { en: 'App taken off the shelf', zh: '应用已下架' },
    says: { en: 'A version that nothing runs is gone.', zh: '未安装的应用版本已删除。' },
    data: { version },
    example,
    of: { action: 'app.removed' },
  },
  'app.installed': {
    permission,
    title: { en: 'App installed', zh: '应用已安装' },
    says: { en: 'An app runs from now on, with what was agreed to.', zh: '应用按同意的权限开始运行。' },
    data: { version, agreed: Type.Array(Type.String()) },
    example: { ...example, agreed: ['action point:read bound'] },
    of: { action: 'app.installed' },
  },
  'app.changed': {
    permission,
    title: { en: 'App configured', zh: '应用配置已更改' },
    says: { en: 'Settings of an app, or the assets it works on, are others.', zh: '应用的设置或绑定资产已更改。' },
    data: { settings: Type.Array(Type.String({ description: 'By name' })), bound: Type.Boolean() },
    example: { name, settings: ['price'], bound: false },
    of: { action: 'app.changed' },
  },
  'app.upgraded': {
    permission,
    title: { en: 'App upgraded', zh: '应用已升级' },
    says: { en: 'Another version of an app runs.', zh: '应用已切换到另一版本。' },
    data: { ...moved, more: Type.Array(Type.String()), less: Type.Array(Type.String()) },
    example: { name, from: '1.0.0', to: '1.1.0', more: ['action alarm:read bound'], less: [] },
    of: { action: 'app.upgraded' },
  },
  'app.rolled_back': {
    permission,
    title: { en: 'App rolled back', zh: '应用已回退' },
    says: { en: 'The version before runs again.', zh: '应用已回到之前的版本。' },
    data: moved,
    example: { name, from: '1.1.0', to: '1.0.0' },
    of: { action: 'app.rolled_back' },
  },
  'app.suspended': {
    permission,
    title: { en: 'App suspended', zh: '应用已暂停' },
    says: { en: 'An app does nothing until it is resumed.', zh: '应用在恢复之前不再工作。' },
    data: {},
    example: { name },
    of: { action: 'app.suspended' },
  },
  'app.resumed': {
    permission,
    title: { en: 'App resumed', zh: '应用已恢复' },
    says: { en: 'An app that was suspended works again.', zh: '已暂停的应用恢复工作。' },
    data: {},
    example: { name },
    of: { action: 'app.resumed' },
  },
  'app.key_given': {
    permission,
    title: { en: 'Key of an app given', zh: '应用密钥已发放' },
    says: { en: 'A process outside works as the app from now on.', zh: '外部进程从现在起以该应用的身份工作。' },
    data: { process: Type.String(), expiresAt: Type.String() },
    example: { name, process: 'collector', expiresAt: '2027-02-26T12:00:00.000000Z' },
    of: { action: 'app.key_given' },
  },
  'app.key_rotated': {
    permission,
    title: { en: 'Key of an app rotated', zh: '应用密钥已轮换' },
    says: { en: 'A process of an app has a new key.', zh: '应用的进程有了新密钥。' },
    data: { process: Type.String(), expiresAt: Type.String(), overlapHours: Type.Number() },
    example: { name, process: 'collector', expiresAt: '2027-02-26T12:00:00.000000Z', overlapHours: 24 },
    of: { action: 'app.key_rotated' },
  },
  'app.key_revoked': {
    permission,
    title: { en: 'Key of an app revoked', zh: '应用密钥已吊销' },
    says: { en: 'A process of an app may do nothing any more.', zh: '应用的进程不能再访问。' },
    data: { process: Type.String() },
    example: { name, process: 'collector' },
    of: { action: 'app.key_revoked' },
  },
  'app.uninstalled': {
    permission,
    title: { en: 'App uninstalled', zh: '应用已卸载' },
    says: { en: 'An app is gone, with its tables and settings.', zh: '应用及其数据表和设置已删除。' },
    data: { version },
    example,
    of: { action: 'app.uninstalled' },
  },
})
