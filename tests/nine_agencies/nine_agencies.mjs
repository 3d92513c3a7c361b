// Nine agencies work one plan, from its document to the report, on the real program with a real mail server and a real
// browser; weeks pass by later.cpp:  node nine_agencies.mjs CANDOUR LATER PLAN|real [PICTURES]
// The document is imported; nine people are invited and come in; their agencies are asked by letter. One answers by the
// link, one by a workbook that LibreOffice filled in, most by their account, and one is silent: chased twice and shown
// as silent, not as amber. A claim is made, shown by evidence, challenged, answered, accepted by a second person, and
// reopened. The report tells all of it. Every page is looked at wide and at 320 px: nothing is wider than the screen.
import { execFileSync, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, phone, wide } from '../browser/harness.mjs'
import { patience, served, until } from '../served.mjs'

const [, , program, later, document, pictures] = process.argv
if (!program || !later || !document) throw new Error('Say which program, which calendar and which plan: node nine_agencies.mjs CANDOUR LATER PLAN')
const here = dirname(fileURLToPath(import.meta.url))
let sample = document
if (document === 'real') {
  const shared = process.env.CANDOUR_SHARED ?? join(here, '../../../shared')
  const name = existsSync(join(shared, 'seeds')) && readdirSync(join(shared, 'seeds')).find((file) => file.startsWith('002_'))
  if (!name) {
    console.log('Skipped: the real plan is not beside the project; CANDOUR_SHARED names the folder that holds it.')
    process.exit(77)
  }
  sample = join(shared, 'seeds', name)
}
const folder = await mkdtemp(join(tmpdir(), 'candour-nine-'))
const findings = []
const found = (words) => { findings.push(words); console.log(words) }
if (pictures) await mkdir(pictures, { recursive: true })

// ---- The calendar ----
const ahead = join(folder, 'ahead')
let days = 0
const setDays = (to) => { days = to; return writeFile(ahead, String(days * 86400)) }
const now = () => Date.now() + days * 86400000
const dayIn = (more) => new Date(now() + more * 86400000)
await setDays(0)

// ---- The mail server ----
const post = spawn(process.execPath, [join(here, '../mail/server.mjs'), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
const letters = []
let rest = ''
post.stdout.on('data', (bytes) => {
  const lines = (rest + bytes).split('\n')
  rest = lines.pop()
  for (const line of lines) letters.push(JSON.parse(line))
})
// All that came to somebody.
const lettersTo = (to, words) => letters.filter((each) => each.to === to && each.text.includes(words))
const letter = (to, words) => until(`a letter to ${to} with “${words}”`, () => lettersTo(to, words).at(-1))
await until('the mail server', () => letters.length > 0)
const ports = letters.shift()

// ---- The program ----
const data = join(folder, 'record')
const password = 'nine herons over the estuary'
execFileSync(program, ['user', 'add', 'ada.lea@harrowvale.example', '--name', 'Ada Lea', '--role', 'administrator', '--password', '--data', data], { input: `${password}\n` })
// Letters name the address, so that it is chosen before the program starts; whoever took it meanwhile keeps it.
let site, server
while (!server) {
  const port = await new Promise((resolve) => {
    const taken = createServer().listen(0, '127.0.0.1', () => { const { port } = taken.address(); taken.close(() => resolve(port)) })
  })
  site = `http://127.0.0.1:${port}`
  server = await served(program, ['--data', data, '--listen', `127.0.0.1:${port}`, '--site', site, '--smtp', `smtp://127.0.0.1:${ports.plain}`, '--mail-from', 'Harrow Vale Partnership <plans@harrowvale.example>'],
    { LD_PRELOAD: later, CANDOUR_TEST_AHEAD: ahead }).catch((error) => { if (!/is in use/.test(error.message)) throw error })
}

// ---- People ----
const browser = await launch()
let shots = 0
const looked = new Set()
// The page as it is now, wide and on a phone: nothing runs over the edge, and both are kept where pictures are wanted.
async function look(page, name) {
  for (const [way, { viewport }] of [['wide', wide], ['phone', phone]]) {
    await page.setViewportSize(viewport)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (over > 0) found(`${name}, ${way}: ${over} px too wide (${new URL(page.url()).pathname})`)
    if (!pictures) continue
    const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 4000)
    await page.screenshot({ path: join(pictures, `${String(shots).padStart(2, '0')}-${name}-${way}.png`), fullPage: true, timeout: 120000, clip: { x: 0, y: 0, width: viewport.width, height } })
  }
  await page.setViewportSize(wide.viewport)
  shots += 1
  looked.add(new URL(page.url()).pathname.replace(/[a-z0-9]{10}/g, '…'))
}
// What the page says, as a person reads it.
async function says(page, ...patterns) {
  const words = await page.locator('main').innerText()
  for (const pattern of patterns)
    if (typeof pattern === 'string' ? !words.includes(pattern) : !pattern.test(words))
      throw new Error(`${page.url().replace(site, '')} does not say ${pattern}; it says: ${words.replace(/\s+/g, ' ').slice(0, 700)}`)
}
async function saysNot(page, ...patterns) {
  const words = await page.locator('main').innerText()
  for (const pattern of patterns) if (typeof pattern === 'string' ? words.includes(pattern) : pattern.test(words)) found(`${page.url().replace(site, '')} says ${pattern}`)
}
async function press(page, name, role = 'button') {
  const before = await page.evaluate(() => performance.timeOrigin)
  // What looks like a button is one, also where it leads on.
  const wanted = page.getByRole(role, { name, exact: false })
  await ((await wanted.count()) > 0 ? wanted : page.getByRole('button', { name, exact: false })).first().click()
  await page.waitForFunction((origin) => performance.timeOrigin !== origin, before)
  await page.waitForLoadState('load')
}
const follow = (page, name) => press(page, name, 'link')
async function date(page, name, day) {
  for (const [part, value] of [['day', day.getUTCDate()], ['month', day.getUTCMonth() + 1], ['year', day.getUTCFullYear()]]) await page.locator(`[name=${name}-${part}]`).fill(String(value))
}
function codeFor(key) {
  const bits = [...key.replace(/[^A-Z2-7]/g, '')].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(bits.match(/.{8}/g).map((each) => parseInt(each, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(now() / 30000)))
  const hash = createHmac('sha1', bytes).update(step).digest()
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0')
}
async function newPage(person) {
  const context = await browser.newContext(wide)
  person.page = await context.newPage()
  person.page.setDefaultTimeout(patience)
  person.page.on('pageerror', (error) => found(`${person.name}: ${error}`))
  person.page.on('response', (response) => { if (response.status() >= 500) found(`${person.name}: ${response.status()} ${response.url()}`) })
}
// In with name and password, and with a code where the role decides; the first time the codes are set up.
async function signIn(person) {
  if (!person.page) await newPage(person)
  const { page } = person
  await page.context().clearCookies()
  await page.goto(`${site}/sign-in`)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(password)
  await press(page, 'Sign in')
  const heading = await page.locator('h1').innerText()
  if (heading === 'Set up one-time codes') {
    await page.getByText('I cannot scan it').click()
    person.key = await page.locator('.c-typed').innerText()
    if (!person.quiet) await look(page, 'set-up-codes')
    await page.getByLabel('Code', { exact: true }).fill(codeFor(person.key))
    await press(page, 'Set up codes')
    await says(page, 'Keep your recovery codes')
    await follow(page, 'I have kept them')
  } else if (heading === 'Enter your code') {
    await page.getByLabel('Code', { exact: true }).fill(codeFor(person.key))
    await press(page, 'Go on')
  }
  await says(page, 'What needs you today')
  return page
}
// Added by somebody, invited by letter; the letter's link is followed.
async function invite(by, person, role, agency) {
  await by.page.goto(`${site}/people/new`)
  await by.page.getByLabel('Name', { exact: true }).fill(person.name)
  await by.page.getByLabel('E-mail address').fill(person.email)
  await by.page.locator('[name=role]').first().evaluate((first) => first.tagName) === 'SELECT'
    ? await by.page.locator('select[name=role]').selectOption(role)
    : await by.page.locator(`[name=role][value=${role}]`).check()
  if (agency) await by.page.getByLabel('Agency', { exact: true }).selectOption({ label: agency })
  if (role === 'coordinator' || person.shown) await look(by.page, `invite-${role}`)
  await press(by.page, 'Add and invite')
  await says(by.page, `The invitation was sent to ${person.email}.`, person.name)
  const asked = await letter(person.email, '/invite/')
  const [link] = asked.text.match(/http\S+\/invite\/\S+/)
  await newPage(person)
  await person.page.goto(link)
  await says(person.page, `Welcome, ${person.name}.`)
  if (role === 'coordinator') await look(person.page, 'invitation')
  await person.page.getByLabel('New password').fill(password)
  await person.page.getByLabel('The same again').fill(password)
  await press(person.page, 'Set password')
  await signIn(person)
}

const ada = { name: 'Ada Lea', email: 'ada.lea@harrowvale.example', quiet: true }
const ben = { name: 'Ben Moor', email: 'ben.moor@harrowvale.example' }
const dee = { name: 'Dee Holt', email: 'dee.holt@harrowvale.example', quiet: true }
const names = ['Cai Ford', 'Gus Hale', 'Ivy Lund', 'Jan Pike', 'Kit Rowe', 'Lou Shaw', 'Meg Tarn', 'Ned Ware', 'Pia York']

// The rows of an agency that are open, as its lead sees them: their addresses.
async function openRows(page, agency) {
  await page.goto(`${site}/actions?agency=${agency.id}&open=yes`)
  return [...new Set(await page.locator('main a[href^="/actions/"]').evaluateAll((all) => all.map((each) => each.getAttribute('href')).filter((href) => /^\/actions\/[a-z0-9]{10}-\d+$/.test(href))))]
}

try {
  // ---- In: an administrator by the command line, everybody else by letter ----
  await signIn(ada)
  await look(ada.page, 'home-of-nobody-yet')
  await invite(ada, ben, 'coordinator')
  await invite(ada, dee, 'scrutineer')

  // ---- The document becomes the plan ----
  const desk = ben.page
  await look(desk, 'home-empty')
  await follow(desk, 'Import a plan')
  await desk.getByLabel('The document').setInputFiles(sample)
  await press(desk, 'Read the document')
  await says(desk, 'columns were understood')
  await look(desk, 'import-columns')
  await press(desk, 'Save and go on')
  await says(desk, /ratings mean/)
  await look(desk, 'import-key')
  await press(desk, 'Save and go on')
  await look(desk, 'import-review')
  await follow(desk, 'See every row')
  await press(desk, 'Go on')
  await says(desk, /(\d[\d,]*) rows in = \1 kept \+ 0 left out/)
  await look(desk, 'import-check')
  await press(desk, /^Import [\d,]+ rows/)
  await says(desk, 'The document was imported')
  const plan = new URL(desk.url()).pathname
  await look(desk, 'plan')

  // ---- Nine agencies, each with somebody who leads its rows ----
  await desk.goto(`${site}/requests/new?open=yes`)
  const withRows = await desk.locator('table tbody tr').evaluateAll((rows) => rows.map((row) => ({
    name: row.querySelector('a').firstChild.textContent.trim(), id: new URL(row.querySelector('a').href).searchParams.get('agency'), rows: Number(row.cells[1].innerText),
  })))
  await look(desk, 'ask-agencies')
  const agencies = withRows.sort((one, other) => other.rows - one.rows).slice(0, 9)
  if (agencies.length !== 9) throw new Error(`the plan has open rows of ${agencies.length} agencies: ${JSON.stringify(agencies)}`)
  for (const [i, agency] of agencies.entries()) {
    agency.lead = { name: names[i], email: `${names[i].toLowerCase().replace(' ', '.')}@agency-${i + 1}.example`, shown: i === 0 }
    await invite(ben, agency.lead, 'agency_lead', agency.name)
  }
  await desk.goto(`${site}/people`)
  await says(desk, ...names, ...agencies.map((each) => `Agency lead of ${each.name}`))
  await look(desk, 'people')
  const [claims, byLink, byWorkbook, silent, ...byAccount] = agencies
  await look(claims.lead.page, 'home-of-a-lead')

  // ---- Asked by letter ----
  const askedOn = dayIn(0)
  for (const agency of agencies) {
    await desk.goto(`${site}/requests/new?agency=${agency.id}&open=yes`)
    // Three rows are asked about: enough for a person's ten minutes.
    for (const box of (await desk.getByRole('checkbox', { name: /^Action / }).all()).slice(3)) await box.uncheck()
    await desk.getByLabel('Name', { exact: true }).fill(agency.lead.name)
    await desk.getByLabel('E-mail address (1)').fill(agency.lead.email)
    await desk.getByLabel('Who asks').fill('Ben Moor, Harrow Vale Partnership')
    await desk.getByLabel('Where replies go').fill(ben.email)
    await desk.getByLabel('The meeting it is for').fill('the Audit Group')
    await date(desk, 'deadline', dayIn(10))
    if (agency === silent) {
      await desk.getByLabel('Name of the agency’s lead').fill('Una Dale')
      await desk.getByLabel('E-mail address of the agency’s lead').fill('una.dale@agency-4.example')
    }
    if (agency === claims) await look(desk, 'ask')
    await press(desk, 'See the letter')
    if (agency === claims) await look(desk, 'ask-check')
    await press(desk, 'Send 1 letter')
    agency.request = new URL(desk.url()).pathname
    agency.letter = await letter(agency.lead.email, '/u/')
  }
  await desk.goto(`${site}/requests`)
  await says(desk, ...agencies.map((each) => each.name))
  await look(desk, 'requests-sent')

  // ---- One answers by the letter's link, on a phone ----
  {
    const context = await browser.newContext(phone)
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    const [link] = byLink.letter.text.match(/http\S+\/u\/\S+/)
    const [, code] = byLink.letter.text.match(/type this code there:\s+([A-Z0-9]{6})/)
    await page.goto(link)
    await says(page, 'Ben Moor, Harrow Vale Partnership')
    await look(page, 'link-gate')
    await page.getByLabel('Code').fill(code)
    await press(page, 'Continue')
    await says(page, 'Your updates', byLink.lead.name)
    await look(page, 'link-tasks')
    await page.locator('.govuk-task-list__link').first().click()
    let answered = 0
    for (; (await page.locator('h1').innerText()) !== 'Check your answers'; ++answered) {
      await page.getByLabel('An update').check()
      await page.getByLabel('In your words').fill(`By the link, answer ${answered + 1}: two of the three teams are briefed.`)
      if (answered === 0) await look(page, 'link-row')
      await press(page, 'Save and continue')
    }
    byLink.answers = answered
    await look(page, 'link-check')
    await press(page, /^Send \d answer/)
    await says(page, 'Your reference')
    await look(page, 'link-receipt')
    await context.close()
  }
  await desk.goto(`${site}/`)
  await says(desk, /answers? waits? for your decision/)
  await desk.goto(site + byLink.request)
  await says(desk, 'By the link, answer 1')
  await look(desk, 'request-answered')
  await press(desk, byLink.answers > 1 ? `Accept all ${byLink.answers}` : 'Accept')
  await says(desk, /The answers? (are|is) part of/)
  await look(desk, 'request-accepted')

  // ---- One by a workbook, filled in by LibreOffice ----
  {
    const { page } = byWorkbook.lead
    const rows = await openRows(page, byWorkbook)
    const id = rows[0].replace('/actions/', '')
    await page.goto(`${site}/agencies/${byWorkbook.id}`)
    await follow(page, 'Have these rows filled in by Excel')
    await look(page, 'workbook-desk')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the workbook' }).or(page.getByRole('link', { name: 'Download the workbook' })).first().click()])
    const book = join(folder, 'as-downloaded.xlsx')
    const filled = join(folder, 'rows-filled-in.xlsx')
    await download.saveAs(book)
    execFileSync(join(here, '../workbook/edit.py'), [book, filled, 'text', `update:${id}`, 'By the workbook: the register is kept each week.', 'sort', 'wording'])
    await page.getByLabel('The workbook, filled in').setInputFiles(filled)
    await press(page, 'Look at what it proposes')
    await says(page, 'By the workbook: the register is kept each week.', /1 row of \d+ proposes something: 1 cell that differs/)
    await look(page, 'workbook-proposes')
    await press(page, 'Take in what is chosen')
    await says(page, '1 row was brought up to date.')
    await page.goto(`${site}/actions/${id}`)
    await says(page, 'By the workbook: the register is kept each week.')
    await saysNot(page, 'answer due')
    await look(page, 'action-by-workbook')
  }

  // ---- Most by their account ----
  for (const [i, agency] of byAccount.entries()) {
    const { page } = agency.lead
    await page.goto(`${site}/`)
    await says(page, /was asked about|were asked about/)
    const [row] = await openRows(page, agency)
    await page.goto(site + row)
    await follow(page, 'Give an update')
    await page.getByLabel('Something has happened, or is expected').check()
    await page.getByLabel('How it stands').fill(`By account: ${agency.name} has trained the second team.`)
    await date(page, 'forecast', dayIn(60))
    if (i === 0) await look(page, 'update')
    await press(page, 'Record the update')
    await says(page, `By account: ${agency.name} has trained the second team.`, /delivery/i)
    await saysNot(page, 'answer due')
    if (i === 0) await look(page, 'action-updated')
  }

  // ---- A week and more goes by, and then another: who is silent is chased, and only they ----
  await setDays(8)
  await until('the first reminder', () => lettersTo(silent.lead.email, '/u/').length >= 2)
  await setDays(19)
  await until('the second reminder', () => lettersTo(silent.lead.email, '/u/').length >= 3)
  await letter('una.dale@agency-4.example', '/u/')
  await signIn(ben)
  await look(desk, 'home-of-the-coordinator')
  // A letter is at the mail server a moment before the record says that it went.
  await until('that both reminders are known to have gone', async () => {
    await desk.goto(site + silent.request)
    return (await desk.locator('main').innerText()).includes('2 reminders have gone out')
  })
  await says(desk, /Silent since/, /Reminder/, 'Una Dale')
  await look(desk, 'request-silent')
  await desk.goto(`${site}/requests`)
  await says(desk, 'Silent since')
  await look(desk, 'requests-chased')
  const [silentRow] = await openRows(desk, silent)
  await desk.goto(site + silentRow)
  await says(desk, /asked 3 times since \d+ \w+ \d{4}, no answer/)
  await look(desk, 'action-silent')
  const words = askedOn.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  await says(desk, `asked 3 times since ${words}, no answer`)
  await desk.goto(`${site}/agencies/${silent.id}`)
  await says(desk, /asked 3 times since/)
  await look(desk, 'agency-silent')

  // ---- Claimed complete, shown by evidence ----
  const owner = claims.lead.page
  await signIn(claims.lead)
  const [claimed] = await openRows(owner, claims)
  const action = site + claimed
  const second = await signIn(dee)
  await owner.goto(action)
  await follow(owner, 'Claim that it is complete')
  await press(owner, 'Claim that it is complete')
  await says(owner, 'There is a problem')
  await look(owner, 'claim-refused')
  await date(owner, 'completed', dayIn(-2))
  await owner.getByLabel('What shows that it was done?').fill('An audit of forty records, thirty-nine of which hold the search.')
  await look(owner, 'claim')
  await press(owner, 'Claim that it is complete')
  await says(owner, 'laimed complete')
  await follow(owner, 'Add evidence')
  await owner.getByLabel('What is it?').fill('Audit of forty records')
  await owner.getByLabel('A file', { exact: true }).check()
  await owner.locator('input[type=file]').setInputFiles({ name: 'audit of forty records.txt', mimeType: 'text/plain', buffer: Buffer.from('Forty records were read. Thirty-nine hold the search.\n') })
  await date(owner, 'date', dayIn(-1))
  await owner.getByLabel('Practice', { exact: true }).check()
  await owner.getByLabel('Of whom or what?').fill('Practices in the north')
  await look(owner, 'evidence-add')
  await press(owner, 'Add the evidence')
  await says(owner, 'Audit of forty records', 'Not tested yet')
  await look(owner, 'action-claimed')
  // Who claimed it cannot accept it.
  await owner.goto(`${action}/claim/decision`)
  if (!/You may not|second person/i.test(await owner.locator('main').innerText())) found('the owner is not told that a second person decides')

  // ---- Challenged, answered, settled ----
  await second.goto(`${site}/`)
  await says(second, /claims? of completion waits? for a second person/)
  await look(second, 'home-of-the-scrutineer')
  await second.goto(action)
  await follow(second, 'Challenge it')
  await second.getByLabel('What do you doubt, and why?').fill('Forty records of how many? The north alone is not the county.')
  await look(second, 'challenge')
  await press(second, 'Challenge it')
  await says(second, 'Forty records of how many?')
  await owner.goto(`${site}/`)
  await says(owner, /challenge is to be answered/)
  await look(owner, 'home-challenged')
  await owner.goto(action)
  await follow(owner, 'Answer the challenge')
  await owner.getByLabel('Your answer').fill('Forty of the four hundred, drawn by lot from all of the county.')
  await press(owner, 'Send the answer')
  await says(owner, 'drawn by lot from all of the county')
  await second.goto(action)
  await look(second, 'action-challenged')
  await follow(second, 'Uphold or withdraw the challenge')
  await second.getByLabel('Withdrawn: the answer settles it').check()
  await second.getByLabel('Why', { exact: true }).fill('The sample is of the whole county.')
  await press(second, 'Record it')
  await says(second, 'The sample is of the whole county.')

  // ---- Tested and signed off by a second person, then reopened ----
  await follow(second, 'Audit of forty records')
  await look(second, 'evidence')
  await follow(second, 'Test it')
  await second.getByLabel('Yes, it does').check()
  await second.getByLabel('What you looked at and found').fill('Read ten of the forty records: nine hold the search.')
  await look(second, 'evidence-test')
  await press(second, 'Record the test')
  await second.goto(action)
  await follow(second, 'Accept or return the claim')
  await second.getByLabel('Accept it: the action is complete').check()
  await look(second, 'sign-off')
  await press(second, 'Record the decision')
  await says(second, /delivery\s+complete/i)
  await look(second, 'action-complete')
  await follow(second, 'Reopen it')
  await second.getByLabel('Why').fill('The spring dip sample found four records of ten without the search.')
  await look(second, 'reopen')
  await press(second, 'Reopen the action')
  await says(second, 'The spring dip sample found four records of ten without the search.', /eopened/)
  await look(second, 'action-reopened')

  // ---- The report ----
  await desk.goto(`${site}/report`)
  await says(desk, 'nobody’s word for today', 'No answer')
  await look(desk, 'report')
  await desk.goto(`${site}${plan}/history`)
  await look(desk, 'plan-history')
  await desk.goto(`${site}/compare?from=${askedOn.toISOString().slice(0, 10)}&to=${dayIn(0).toISOString().slice(0, 10)}`)
  await look(desk, 'compare')
  const told = await desk.evaluate(async (address) => (await fetch(address)).text(), `${site}/report.json`)
  if (!/asked 3 times since \d+ \w+ \d{4}, no answer/.test(told)) found('report.json does not tell of the silence')

  // What an agency answered in any way, it is not asked about again.
  for (const agency of agencies) {
    if (agency === silent) continue
    const again = lettersTo(agency.lead.email, '/u/').length - 1
    if (agency === byLink && again > 0) found(`${agency.name} answered everything by its link and was reminded ${again} times`)
  }
  // A lead sees their own agency's rows and no other's.
  const { page } = byAccount[0].lead
  await signIn(byAccount[0].lead)
  await page.goto(action)
  await says(page, /not found|nothing here/i)
  await look(page, 'not-theirs')
  // The log tells of no secret.
  const told_log = server.said()
  for (const each of agencies) {
    const [, token] = each.letter.text.match(/\/u\/(\S+)/)
    if (told_log.includes(token)) found('the log holds the token of a link')
  }
  if (told_log.includes(password)) found('the log holds a password')
} catch (error) {
  found(String(error.stack))
  if (pictures) for (const [i, context] of browser.contexts().entries()) for (const page of context.pages()) await page.screenshot({ path: join(pictures, `failed-${i}.png`), fullPage: true }).catch(() => {})
} finally {
  await browser.close()
  await server.end()
  post.stdin.end()
  // What was done stands in the record, and the record is whole.
  try {
    execFileSync(program, ['verify', '--data', data], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    found(`candour verify: ${error.stderr}`)
  }
  await rm(folder, { recursive: true, force: true })
}
console.log(findings.length === 0 ? `nine agencies worked the plan; ${letters.length} letters, ${looked.size} kinds of page, ${shots} looked at` : `${findings.length} findings`)
process.exit(findings.length === 0 ? 0 : 1)
