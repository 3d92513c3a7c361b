// Nothing read is lost, said by somebody else: each document's text is taken out by a program that shares no code with
// ours (LibreOffice, Chromium, pdftotext; a plain text is its own), and every word and every visible character of it must
// stand in a field or in `kept` of the reading, as often as it stands there. Then one thing that was kept is dropped, and
// the comparison must notice.
//
//   node characters.mjs CANDOUR FILE…

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [candour, ...files] = process.argv.slice(2)
if (!candour || files.length === 0) throw new Error('Say what to compare: node characters.mjs CANDOUR FILE…')

const folder = mkdtempSync(join(tmpdir(), 'candour-characters-'))

// Dates of a workbook are shown as its reader's country has them.
const profile = join(folder, 'profile')
mkdirSync(join(profile, 'user'), { recursive: true })
writeFileSync(join(profile, 'user', 'registrymodifications.xcu'),
  '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item ' +
  'oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop>' +
  '</item></oor:items>')

function office(file, filter) {
  const to = mkdtempSync(join(folder, 'office-'))
  execFileSync('soffice', ['--headless', `-env:UserInstallation=${pathToFileURL(profile)}`, '--convert-to', filter,
    '--outdir', to, file], { stdio: 'ignore' })
  const made = readdirSync(to)
  if (made.length === 0) throw new Error(`LibreOffice made nothing of ${file}.`)
  return made.map((name) => readFileSync(join(to, name), 'utf8')).join('\n')
}

let browser
async function page(file) {
  const { launch } = await import('../browser/harness.mjs')
  browser ??= await launch()
  const opened = await browser.newPage({ javaScriptEnabled: true })
  await opened.goto(pathToFileURL(file).href, { timeout: 0 })
  const text = await opened.evaluate(() => document.title + '\n' + document.body.innerText)
  await opened.close()
  return text
}

// Tags that a converter left, references to characters, and Markdown's marks are no text.
function unmarked(text) {
  return text.replace(/<\/?(?:p|br|b|i|ul|ol|li|strong|em|div|span|u|td|tr|th|table)\b[^<>]*>/gi, ' ')
    .replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&nbsp;/g, ' ').replace(/&quot;/g, '"').replace(/&#39;/g, "'")
}

// Every sheet as lines of cells, tabs between them.
const everySheet = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1'
const takeOut = {
  '.docx': (file) => office(file, 'txt:Text (encoded):UTF8'),
  '.odt': (file) => office(file, 'txt:Text (encoded):UTF8'),
  '.xlsx': (file) => office(file, everySheet).replaceAll('""', '"'),
  '.ods': (file) => office(file, everySheet).replaceAll('""', '"'),
  '.html': page,
  '.pdf': (file) => execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' }),
  '.csv': (file) => readFileSync(file, 'utf8').replace(/"([^"]|"")*"|,/g, (piece) => piece === ',' ? ' ' : piece.slice(1, -1).replaceAll('""', '"')),
  '.txt': (file) => unmarked(readFileSync(file, 'utf8')),
  '.md': (file) => unmarked(readFileSync(file, 'utf8').replace(/\\([|*_\\`#-])/g, '$1').replace(/^\s*\|?[\s:|-]*-[\s:|-]*$/gm, '').replace(/\|/g, ' ').replace(/^\s*[-*+] /gm, '')),
}

// All words of the reading: of fields and of what was kept, each once: neither what the program says by itself, nor what
// points to a field or repeats it.
const notSaid = new Set(['source', 'anomalies', 'coverage', 'place', 'places', 'as_at', 'kind', 'status', 'severity', 'code',
  'finding', 'recommendation', 'agencies', 'dates', 'reading'])
function said(value, key = '') {
  if (notSaid.has(key) || (key === 'recommendations' && typeof value?.[0] === 'string')) return []
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap((one) => said(one))
  if (value && typeof value === 'object') return Object.entries(value).flatMap(([name, one]) => said(one, name))
  return []
}

const normal = (text) => text.normalize('NFC').replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '').replace(/\u2011/g, '-')
// Marks of lists and of emphasis are drawn by programs and are no words.
const words = (text) => normal(text).split(/[\s\u00A0]+/u).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).filter(Boolean)
const characters = (text) => [...normal(text).replace(/[\s\u00A0•◦▪*_#"]/gu, '')]

function counted(things) {
  const counts = new Map()
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  return counts
}

// The day that a report says it speaks of is a field in a form of its own; these are the ways to write it.
function spellings(day) {
  if (!day) return []
  const date = new Date(`${day}T00:00:00Z`)
  const part = (options) => date.toLocaleDateString('en-GB', { timeZone: 'UTC', ...options })
  const [d, m, y] = part({ day: '2-digit', month: '2-digit', year: 'numeric' }).split('/')
  return [`${d}.${m}.${y} ${d}/${m}/${y} ${Number(d)} ${part({ month: 'long' })} ${part({ month: 'short' })} ${y}`]
}

// What stands more often in the text than in the reading.
function lacking(text, reading) {
  const strings = [...said(reading), ...spellings(reading.as_at)]
  const found = []
  for (const [what, take] of [['word', words], ['character', characters]]) {
    const have = counted(strings.flatMap(take))
    for (const [thing, times] of counted(take(text)))
      if (times > (have.get(thing) ?? 0)) found.push(`the ${what} “${thing}” stands ${times} times in the text and ${have.get(thing) ?? 0} times in the reading`)
  }
  return found
}

// The same documents as LibreOffice saves them.
function saved(file, form) {
  const to = join(folder, 'saved')
  execFileSync('soffice', ['--headless', `-env:UserInstallation=${pathToFileURL(profile)}`, '--convert-to', form, '--outdir', to, file],
    { stdio: 'ignore' })
  return join(to, basename(file, extname(file)) + '.' + form)
}
const samples = new Set(files.map((one) => resolve(one)))
for (const file of [...samples])
  for (const [from, to] of [['.docx', 'odt'], ['.xlsx', 'ods']])
    if (extname(file) === from) samples.add(saved(file, to))

let wrong = 0
const say = (words_) => { wrong += 1; console.log(words_) }
try {
  for (const file of samples) {
    const name = basename(file)
    const text = await takeOut[extname(file)](file)
    const reading = JSON.parse(execFileSync(candour, ['read', file], { encoding: 'utf8', maxBuffer: 1 << 28 }))
    const lost = lacking(text, reading)
    for (const one of lost.slice(0, 20)) say(`${name}: ${one}`)
    if (words(text).length < 100) say(`${name}: only ${words(text).length} words were taken out by the other program`)
    // The test can fail: without one thing that was kept, it does. What the other program does not show (the name of a
    // sheet, a margin of the page) can be dropped unnoticed; not everything can.
    const noticed = reading.kept.filter((_, index) =>
      lacking(text, { ...reading, kept: reading.kept.filter((__, other) => other !== index) }).length > lost.length).length
    if (noticed === 0) say(`${name}: any of the ${reading.kept.length} things kept can be dropped, and nobody notices`)
    console.log(`${name}: ${words(text).length} words, ${characters(text).length} characters; ${noticed} of ${reading.kept.length} things kept are missed when dropped`)
  }
} finally {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = wrong > 0 ? 1 : 0
