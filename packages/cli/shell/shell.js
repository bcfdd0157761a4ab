import { holdFrame, SANDBOX } from '/frame/frame.ts'
import { post, relayOf } from './relay.js'
import { words } from './words.js'

const at = (id) => document.getElementById(id)
const look = {
  language: localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  theme: localStorage.getItem('theme') ?? 'light',
}
const MOST_LINES = 200
let state = {}
let shown
let held
let version = 0

const say = (word) => words[look.language][word]

function line(level, from, text) {
  const item = document.createElement('li')
  item.className = level
  item.textContent = `${new Date().toLocaleTimeString()} ${from}: ${text}`
  at('log').prepend(item)
  while (at('log').children.length > MOST_LINES) at('log').lastChild.remove()
}

function show(page) {
  held?.close()
  const stage = at('stage')
  stage.replaceChildren()
  shown = page?.name
  for (const button of at('pages').children) button.ariaCurrent = button.dataset.page === shown ? 'page' : null
  if (!page) {
    stage.textContent = say('noPages')
    return
  }
  location.hash = page.name
  const frame = document.createElement('iframe')
  frame.title = page.title[look.language]
  frame.setAttribute('sandbox', SANDBOX)
  frame.referrerPolicy = 'no-referrer'
  version += 1
  const relay = relayOf(page, (asset) => line('info', 'page', `open ${asset}`))
  held = holdFrame(frame, { ...look }, relay, {
    answering: (does) => does || line('warn', 'page', say('noAnswer')),
    ended(why) {
      line('error', 'page', say(why))
      frame.remove()
    },
  })
  frame.src = `/app-frames/${version}/${page.file.replace(/^pages\//, '')}`
  stage.append(frame)
}

function draw() {
  document.documentElement.dataset.theme = look.theme
  document.documentElement.lang = look.language === 'zh' ? 'zh-CN' : 'en'
  for (const each of document.querySelectorAll('[data-word]')) each.textContent = say(each.dataset.word)
  const { title, pages = [], services = [], shapes = [], problems = [], plant = '' } = state
  at('title').textContent = title ? `${title[look.language]} ${state.version}` : ''
  document.title = title?.[look.language] ?? 'millrace app dev'
  at('plant').textContent = plant
  at('problems').hidden = problems.length === 0
  at('problems').textContent = problems.join('\n')
  at('pages').replaceChildren(
    ...pages.map((page) => {
      const button = document.createElement('button')
      button.textContent = page.title[look.language]
      button.dataset.page = page.name
      button.ariaCurrent = page.name === shown ? 'page' : null
      button.onclick = () => show(page)
      return button
    }),
  )
  at('services').replaceChildren(...(services.length > 0 ? services.map(serviceRow) : [quiet()]))
  const fields = shapes.filter(({ type }) => type !== 'secret').map(field)
  at('settings').replaceChildren(...(fields.length > 0 ? fields : [quiet()]))
}

function quiet() {
  const text = document.createElement('span')
  text.className = 'quiet'
  text.textContent = say('none')
  return text
}

function serviceRow({ name, title, every }) {
  const row = document.createElement('div')
  row.append(every ? `${title[look.language]} · ${every} s` : title[look.language])
  if (every) {
    const button = document.createElement('button')
    button.textContent = say('run')
    button.onclick = () => post('/api/run', { service: name })
    row.append(button)
  }
  return row
}

function field({ name, title, type, unit, low, high, choices }) {
  const label = document.createElement('label')
  const input = document.createElement(choices ? 'select' : 'input')
  const value = state.settings[name]
  if (choices)
    for (const choice of choices) {
      const option = new Option(choice.title[look.language], choice.value)
      input.append(option)
    }
  else input.type = { number: 'number', boolean: 'checkbox' }[type] ?? 'text'
  if (type === 'number') Object.assign(input, { step: 'any', min: low ?? '', max: high ?? '' })
  if (type === 'boolean') input.checked = value
  else input.value = value
  input.onchange = () => {
    const changed = type === 'boolean' ? input.checked : type === 'number' ? Number(input.value) : input.value
    if (input.reportValidity()) void post('/api/setting', { name, value: changed })
  }
  label.append(unit ? `${title[look.language]} [${unit}]` : title[look.language], input)
  return label
}

async function load() {
  state = await (await fetch('/api/state')).json()
  draw()
  const pages = state.pages ?? []
  show(pages.find(({ name }) => name === (shown ?? location.hash.slice(1))) ?? pages[0])
}

for (const name of ['language', 'theme']) {
  at(name).value = look[name]
  at(name).onchange = () => {
    look[name] = at(name).value
    localStorage.setItem(name, look[name])
    draw()
    held?.follow({ ...look })
  }
}
at('width').onchange = () => {
  at('stage').dataset.width = at('width').value
}

const notices = new EventSource('/api/notices')
notices.onmessage = ({ data }) => {
  const notice = JSON.parse(data)
  if (notice.is === 'line') line(notice.level, notice.from, notice.text)
  else if (notice.is === 'changed') void load()
  else {
    state = { ...state, problems: notice.problems }
    draw()
  }
}
notices.onerror = () => {
  at('problems').hidden = false
  at('problems').textContent = say('gone')
}
await load()
