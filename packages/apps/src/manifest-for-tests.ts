/** An app with something of everything. */
export const boardYaml = `id: works/air-board
version: 1.0.0
title: { en: Air board, zh: 空压看板 }
summary: { en: What the compressors cost today, zh: 今天空压机的花费 }
description: { en: Shows the specific power of every compressor., zh: 显示每台空压机的比功率。 }
owner: The works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy], industries: [C34] }
needs:
  - name: compressor
    title: { en: Compressor, zh: 空压机 }
    equipmentClass: air-compressor
    properties:
      - { name: power, title: { en: Power, zh: 功率 }, type: number, unit: kW }
      - { name: start, title: { en: Start, zh: 启动 }, type: boolean, optional: true, writes: true }
permissions:
  - { action: 'point:read', why: { en: To show it, zh: 用于显示 } }
  - { action: 'point:write', why: { en: To start the spare one, zh: 启动备机 } }
reaches: [prices.example.org]
settings:
  - { name: price, title: { en: Price of power, zh: 电价 }, type: number, low: 0, high: 10, default: 0.7 }
  - name: view
    title: { en: View, zh: 视图 }
    type: choice
    choices: [{ value: day, title: { en: Day, zh: 日 } }, { value: week, title: { en: Week, zh: 周 } }]
    default: day
  - { name: token, title: { en: Token, zh: 令牌 }, type: secret }
pages:
  - { name: board, title: { en: Board, zh: 看板 }, file: pages/board.html }
  - { name: one, title: { en: Cost, zh: 花费 }, file: pages/one.html, at: asset, needs: [compressor] }
services:
  - { name: prices, title: { en: Prices, zh: 电价 }, file: services/prices.js, every: 3600, http: true, events: [alarm.raised] }
flows:
  - { name: cost, title: { en: Cost, zh: 花费 }, file: flows/cost.json, for: compressor, parameters: { price: price } }
models: [models/cost]
classes: [classes/board.yaml]
tables:
  - name: entries
    title: { en: Entries, zh: 记录 }
    columns:
      - { name: id, type: text }
      - { name: asset, type: asset }
      - { name: cost, type: number, unit: kW.h, optional: true }
    key: [id]
    indexes: [[asset]]
tests: [tests/board.yaml]
screenshots: [{ file: pictures/board.png, title: { en: The board, zh: 看板 } }]
`
