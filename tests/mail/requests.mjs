// Asking by letter, on the real program with a real mail server and a real browser:  node requests.mjs CANDOUR PLAN [PICTURES]
// The letter arrives; whatever a scanner of links does with it (fetches, runs scripts, posts every form) changes nothing
// and shows no word of a case; the code opens the rows; the answer is sent, accepted and in the plan; the log holds no
// secret; a program killed between the attempt and its outcome sends nothing twice.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, phone, wide } from '../browser/harness.mjs'
import { patience, served, until } from '../served.mjs'

const [, , program, sample, pictures] = process.argv
if (!program || !sample) throw new Error('Say which program and which plan: node requests.mjs CANDOUR PLAN')
const findings = []
const found = (words) => findings.push(words)
const folder = await mkdtemp(join(tmpdir(), 'candour-requests-'))

// ---- The mail server ----
const post = spawn(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), 'server.mjs'), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
const letters = []
let rest = ''
post.stdout.on('data', (bytes) => {
  const lines = (rest + bytes).split('\n')
  rest = lines.pop()
  for (const line of lines) letters.push(JSON.parse(line))
})
const letter = (what, wanted) => until(`the letter ${what}`, () => letters.find(wanted))
const ports = await letter('of the mail server', (each) => each.plain)
letters.shift()

// ---- The program ----
const data = join(folder, 'record')
const start = () => served(program, ['--data', data, '--listen', '127.0.0.1:0', '--smtp', `smtp://127.0.0.1:${ports.plain}`,
  '--mail-from', 'Harrow Vale Partnership <plans@harrowvale.example>', '--site', 'https://plans.harrowvale.example'])
await new Promise((resolve, reject) => spawn(program, ['import', sample, '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] })
  .on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`import ended with ${status}`)))))
let site = await start()
let killedSaid = ''
const get = async (path, options = {}) => {
  const answer = await fetch(site.address + path, { redirect: 'manual', ...options })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const send = (path, fields, options = {}) => get(path, { method: 'POST', body: new URLSearchParams(fields), ...options })
const day = (days) => {
  const date = new Date(Date.now() + days * 86400000)
  return { day: String(date.getUTCDate()), month: String(date.getUTCMonth() + 1), year: String(date.getUTCFullYear()) }
}

const browser = await launch()
// Until the page that the button leads to is there, whole.
const press = (page, button) => Promise.all([page.waitForEvent('load'), button.click()])
const pressNamed = (page, name) => press(page, page.getByRole('button', { name }))
async function newContext(options) {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(patience)
  return context
}
async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

try {
  // ---- Asking, in the browser, without scripts ----
  const asking = await newContext({ ...wide, javaScriptEnabled: false })
  const desk = await asking.newPage()
  await desk.goto(`${site.address}/requests`)
  await picture(desk, 'requests-empty')
  await pressNamed(desk, 'Ask for updates')
  await picture(desk, 'requests-agencies')
  await press(desk, desk.getByRole('row').nth(1).getByRole('link'))
  const agency = (await desk.getByRole('heading', { level: 1 }).textContent()).replace(/^Ask (.*) for updates$/, '$1')
  const boxes = await desk.getByRole('checkbox', { name: /^Action / }).all()
  for (const box of boxes.slice(2)) await box.uncheck()
  const wordings = await desk.locator('th[scope=row] a').allTextContents()
  const deadline = day(28)
  await desk.getByLabel('Name', { exact: true }).fill('Jo Park')
  await desk.getByLabel('E-mail address (1)').fill('jo.park')
  await desk.getByLabel('Who asks').fill('Ann Bell, Harrow Vale Partnership')
  await desk.getByLabel('Where replies go').fill('ann.bell@harrowvale.example')
  for (const part of ['day', 'month', 'year']) await desk.locator(`[name=deadline-${part}]`).fill(deadline[part])
  await picture(desk, 'requests-compose')
  await pressNamed(desk, 'See the letter')
  if (!(await desk.title()).includes('Ask')) found('a wrong address is not told on the form')
  if ((await desk.getByLabel('Who asks').inputValue()) !== 'Ann Bell, Harrow Vale Partnership') found('what was typed is lost when it is refused')
  await picture(desk, 'requests-refused')
  await desk.getByLabel('E-mail address (1)').fill('jo.park@police.brackenford.example')
  await pressNamed(desk, 'See the letter')
  const preview = await desk.locator('pre').textContent()
  await picture(desk, 'requests-preview')
  await pressNamed(desk, 'Send 1 letter')
  const request = new URL(desk.url()).pathname

  // ---- The letter ----
  const asked = await letter('to Jo Park', (each) => each.to === 'jo.park@police.brackenford.example')
  const [, token] = asked.text.match(/\/u\/([a-z0-9]+)/)
  const [, code] = asked.text.match(/type this code there:\s+([A-Z0-9]{6})/)
  const blank = (text) => text.replace(token, '·').replace('(made when it is sent)', '·').replace(code, '·').replace('······', '·').trim()
  if (blank(asked.text) !== blank(preview)) found(`the letter is not the one that was shown:\n${asked.text}\n${preview}`)
  if ((asked.text.match(/https?:/g) ?? []).length !== 1) found('the letter has not one link')
  for (const words of wordings) if (asked.text.includes(words.slice(0, 30)) || asked.html.includes(words.slice(0, 30))) found('the letter tells of a case')
  const link = `/u/${token}`
  // The letter is at the mail server a moment before the record says that it went.
  await until('that the letter is known to have gone', async () => /<strong class="govuk-tag[^>]*>\s*Sent/.test((await get(request)).text))
  await desk.reload()
  await picture(desk, 'request-sent')

  // ---- A scanner of links ----
  // Of the record, not of its pages: those say what day it is.
  const state = () => execFileSync(program, ['verify', '--data', data, '--format', 'json'], { encoding: 'utf8' })
  const before = state()
  const tells = (text) => wordings.some((words) => text.includes(words.slice(0, 30))) || text.includes('Rowan')
  for (let i = 0; i < 3; ++i) {
    const page = await get(link)
    if (page.status !== 200 || tells(page.text)) found(`GET shows ${page.status} or a case`)
    if (page.headers.get('referrer-policy') !== 'no-referrer') found(`the referrer policy is ${page.headers.get('referrer-policy')}`)
    if (page.headers.get('cache-control') !== 'no-store') found('the page may be kept')
    if (page.text.includes(token) && page.text.replaceAll(`action="/u/${token}`, '').includes(token)) found('the link stands on the page')
    if ((await get(link, { method: 'HEAD' })).status !== 200) found('HEAD is refused')
  }
  for (const path of ['', '/rows/1', '/rows/1/autosave', '/rows/1/hand-on', '/rows/1/evidence', '/send', '/leave', '/new-link', '/check', '/receipt', '/rows/99'])
    for (const fields of [{}, { code: 'AAAAAA' }, { saying: 'update', narrative: 'A scanner was here', name: 'Scan', email: 'jo.park@police.brackenford.example', because: 'x', version: '0' }]) {
      const answer = await send(link + path, fields)
      if (answer.status < 400 && answer.status !== 303 && path !== '' && path !== '/new-link') found(`POST ${path} is answered ${answer.status} without the code`)
      if (tells(answer.text)) found(`POST ${path} tells of a case without the code`)
    }
  const upload = new FormData()
  for (const [name, value] of Object.entries({ description: 'A scanner was here', where: 'file', shows: 'document', 'date-day': '1', 'date-month': '3', 'date-year': '2026' })) upload.append(name, value)
  upload.append('file', new Blob(['A scanner was here']), 'scan.txt')
  if ((await get(`${link}/rows/1/evidence`, { method: 'POST', body: upload })).status !== 303) found('a file is taken without the code')
  for (const path of ['/rows/1', '/rows/1/evidence', '/check', '/receipt']) if (tells((await get(link + path)).text)) found(`GET ${path} tells of a case without the code`)
  const scanner = await newContext(wide)
  const robot = await scanner.newPage()
  for (let round = 0; round < 2; ++round) {
    await robot.goto(site.address + link, { waitUntil: 'networkidle' })
    const forms = await robot.locator('form').count()
    for (let i = 0; i < forms; ++i) {
      await robot.goto(site.address + link, { waitUntil: 'networkidle' })
      const form = robot.locator('form').nth(i)
      for (const field of await form.locator('input:not([type=hidden])').all()) await field.fill('QQQQQQ')
      await press(robot, form.locator('button').first())
      await robot.waitForLoadState('networkidle')
      if (tells(await robot.content())) found('a robot that posts forms sees a case')
    }
    for (const href of await robot.locator('main a[href]').evaluateAll((all) => all.map((each) => each.href))) await robot.goto(href)
  }
  await scanner.close()
  const after = state()
  if (after !== before) found(`a scanner of links has changed something: ${before} is now ${after}`)
  if ((await get(`/u/${token.slice(1)}`)).status !== 404) found('a link that is none is not missing')

  // ---- The person, on a phone, with scripts ----
  const handy = await newContext(phone)
  const page = await handy.newPage()
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  // A refused form is answered 422, which the browser tells of.
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('status of 422')) complaints.push(message.text()) })
  await page.goto(site.address + link)
  await picture(page, 'link-gate')
  // What the scanner typed slows the next try, which is then not counted.
  await until('that the code is taken', async () => {
    await page.getByLabel('Code').fill(` ${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`)
    await pressNamed(page, 'Continue')
    if ((await page.locator('.govuk-task-list').count()) > 0) return true
    if (!(await page.content()).includes('this one was not tried')) throw new Error(`the code is refused: ${await page.locator('main').innerText()}`)
    return false
  })
  await picture(page, 'link-tasks')
  await press(page, page.locator('.govuk-task-list__link').first())
  await page.getByLabel('An update').check()
  // Leaving the choice saves too; what counts is that the words have been.
  const saved = page.waitForResponse((answer) => answer.request().postData()?.includes('Two+of+the+three') && answer.ok())
  await page.getByLabel('In your words').fill('Two of the three teams are briefed.')
  await page.getByLabel('What shows it').focus()
  await saved
  await page.getByText(/^Saved \d\d:\d\d/).waitFor()
  await picture(page, 'link-row')
  await page.reload()
  if ((await page.getByLabel('In your words').inputValue()) !== 'Two of the three teams are briefed.') found('what was saved by itself is lost')
  // A file and a link go with the answer.
  await pressNamed(page, 'Save and add a file or a link')
  if ((await page.title()).includes('Two of the three')) found('the page of a file tells of what was typed')
  await pressNamed(page, 'Add it to your answer')
  await picture(page, 'link-evidence-refused')
  for (const where of ['A file', 'A link']) {
    await page.goto(`${site.address}${link}/rows/1/evidence`)
    await page.getByLabel('What is it?').fill(`Register of the briefing, ${where}`)
    await page.getByLabel(where, { exact: true }).check()
    if (where === 'A file') await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'register.txt', mimeType: 'text/plain', buffer: Buffer.from('A. was there.') })
    else await page.getByLabel('Address').fill('https://harrowvale.example/register')
    const seen = day(-7)
    for (const part of ['day', 'month', 'year']) await page.locator(`[name=date-${part}]`).fill(seen[part])
    await page.getByLabel('Practice').check()
    await page.getByLabel('Of whom or what?').fill('team leaders')
    await picture(page, 'link-evidence')
    await pressNamed(page, 'Add it to your answer')
  }
  if ((await page.getByLabel('In your words').inputValue()) !== 'Two of the three teams are briefed.') found('what was typed is lost when a file is added')
  if ((await page.getByRole('button', { name: /^Remove/ }).count()) !== 2) found('a file and a link are not both there')
  await picture(page, 'link-row-with-evidence')
  await pressNamed(page, 'Save and continue')
  if (boxes.length > 1) {
    await page.getByLabel('It is complete').check()
    // Pressed slowly: what is saved meanwhile, and said, must not move the button away from under the finger.
    await page.getByRole('button', { name: 'Save and continue' }).hover()
    await page.mouse.down()
    await page.getByText(/^Saved \d\d:\d\d/).waitFor()
    await Promise.all([page.waitForEvent('load'), page.mouse.up()])
    await picture(page, 'link-row-refused')
    if (!(await page.title()).startsWith('Error')) found('an answer that lacks something is not told of')
    await page.getByText('This is not mine to answer').click()
    await page.getByLabel('Their name').fill('Al Reed')
    await page.getByLabel('Their e-mail address').fill('al.reed@police.brackenford.example')
    await pressNamed(page, 'Hand this on')
    const handed = await letter('to Al Reed', (each) => each.to === 'al.reed@police.brackenford.example')
    if (!handed.text.includes('Jo Park says that you can answer 1 update')) found('the colleague is not told who named them')
    if (handed.text.includes(token)) found('the colleague gets another person’s link')
  }
  await page.goto(`${site.address}${link}/check`)
  await picture(page, 'link-check')
  await pressNamed(page, 'Send 1 answer')
  await picture(page, 'link-receipt')
  const reference = await page.locator('.govuk-panel__body strong').textContent()
  if (!/^[a-z0-9]{10}$/.test(reference)) found(`the receipt has no reference: ${reference}`)
  for (const complaint of complaints) found(`the page complains: ${complaint}`)

  // ---- The answer is decided ----
  await desk.goto(site.address + request)
  await picture(desk, 'request-answered')
  if (!(await desk.content()).includes(reference)) found('the reference is not on the request')
  const shown = await get((await desk.getByRole('link', { name: 'Register of the briefing, A file' }).getAttribute('href')))
  if (shown.text !== 'A. was there.' || !shown.headers.get('content-disposition')?.startsWith('attachment')) found('the file that came is not given for saving')
  await press(desk, desk.locator('form[action$="/accept"] button').first())
  if (!(await desk.content()).includes('The answer is part of the plan.')) found('accepting is not told')
  await picture(desk, 'request-accepted')
  if (!(await get('/actions.json')).text.length) found('no actions')
  await press(desk, desk.locator('#rows ~ * th[scope=row] a, th[scope=row] a').first())
  if (!(await desk.content()).includes('Two of the three teams are briefed.')) found('the accepted answer is not on its action')
  if (!(await desk.content()).includes('Register of the briefing, A link')) found('the evidence is not on the action')
  if (!(await desk.content()).includes('Jo Park, ') || (await desk.content()).includes('link-')) found('the history does not say who answered by link')
  await page.goto(site.address + link)
  await picture(page, 'link-tasks-accepted')
  if (!(await page.content()).includes('Accepted')) found('the agency does not see that it was accepted')
  await pressNamed(page, 'Leave')
  if (tells(await page.content())) found('after leaving, a case is still shown')

  // ---- Killed between the attempt and its outcome ----
  const compose = await get(`/requests/new?open=yes`)
  const [, other] = compose.text.match(/requests\/new\?open=yes&amp;agency=([a-z0-9-]+)/)
  const rows = [...(await get(`/requests/new?agency=${other}`)).text.matchAll(/name="row" value="([^"]+)"/g)].map((each) => each[1])
  const made = await send(`/requests/new?agency=${other}`, {
    act: 'send', row: rows[0], 'name-1': 'Hal', 'email-1': 'hang@brackenford.example', 'asked-by': 'Ann Bell', chasing: 'hand',
    'deadline-day': deadline.day, 'deadline-month': deadline.month, 'deadline-year': deadline.year, id: 'killedtest',
  })
  if (made.status !== 303) found(`asking is answered ${made.status}`)
  await letter('that is never answered', (each) => each.hangs === 'hang@brackenford.example')
  await site.end('SIGKILL')
  killedSaid = site.said()
  site = await start()
  await until('that what a crash left unknown is told', async () => (await get('/requests/killedtest')).text.includes('May have been sent'))
  if (letters.filter((each) => each.hangs).length !== 1) found('a letter went twice by itself')
  if (pictures) {
    await desk.goto(`${site.address}/requests/killedtest`)
    await picture(desk, 'request-unknown')
    await desk.setViewportSize(phone.viewport)
    for (const [name, path] of [['requests', '/requests'], ['request', request], ['requests-compose', `/requests/new?agency=${other}`]]) {
      await desk.goto(site.address + path)
      await picture(desk, `${name}-phone`)
    }
    await desk.setViewportSize(wide.viewport)
    await desk.goto(`${site.address}/requests`)
    await picture(desk, 'requests')
  }

  // ---- Ended ----
  const version = (await get(request)).text.match(/name="version" value="(\d+)"/)[1]
  await send(`${request}/close`, { version, reason: 'The meeting is over' })
  const ended = await get(link)
  if (!ended.text.includes('Ask for a new link') || tells(ended.text)) found('a closed link does not say so')
  const count = letters.length
  if ((await send(`${link}/new-link`, { email: 'somebody@brackenford.example' })).status !== 422) found('anybody can ask for a new link')
  if ((await send(`${link}/new-link`, { email: 'jo.park@police.brackenford.example' })).status !== 303) found('nobody can ask for a new link')
  if (!(await get(request)).text.includes('New link asked for by Jo Park')) found('whoever asked is not told')
  if (letters.length !== count) found('a closed request sends letters')

  const log = killedSaid + site.said()
  if (log.includes(token) || log.includes(code)) found('the log holds a secret')
  if (!log.includes('/u/{token}')) found('the log does not tell of the link at all')
} catch (error) {
  found(String(error.stack))
} finally {
  await browser.close()
  await site.end()
  post.stdin.end()
  await rm(folder, { recursive: true, force: true })
}
for (const finding of findings) console.log(finding)
console.log(findings.length === 0 ? `asked, answered and accepted; ${letters.length} letters` : `${findings.length} findings`)
process.exit(findings.length === 0 ? 0 : 1)
