// The committee's report in every form that the real program gives: LibreOffice opens Word and Excel, poppler and qpdf
// read the PDF, and all say the same numbers. Ends with 77, skipped, where LibreOffice is not installed.
//
//   node forms.mjs CANDOUR PLAN

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { until } from '../served.mjs'

const [candour, plan] = process.argv.slice(2)
if (!candour || !plan) throw new Error('Say where the program and a plan are: node forms.mjs CANDOUR PLAN')
if (!['/usr/bin/soffice', '/usr/bin/pdftotext', '/usr/bin/qpdf'].every((path) => existsSync(path))) {
  console.log('LibreOffice, pdftotext or qpdf is not installed.')
  process.exit(77)
}

const folder = mkdtempSync(join(tmpdir(), 'candour-forms-'))
const data = join(folder, 'record')
const faults = []
const expect = (holds, words) => { if (!holds) faults.push(words) }
const run = (program, ...words) => execFileSync(program, words, { maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] })
async function report(format, ...more) {
  const path = join(folder, `report.${format}`)
  writeFileSync(path, await until(`the report as ${format}`, () => {
    try {
      return run(candour, 'report', '--data', data, '--format', format, ...more)
    } catch (error) {
      // A busy machine does not print a page within its minute: “Try again”.
      if (error.status !== 69) throw error
    }
  }))
  return path
}
// What LibreOffice makes of it.
function converted(file, to, filter = to) {
  run('soffice', '--headless', `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`, '--convert-to', filter, '--outdir', join(folder, 'converted'), file)
  return join(folder, 'converted', file.split('/').pop().replace(/\w+$/, to))
}
const flat = (text) => text.replace(/\s+/g, ' ')
const text = (pdf) => flat(run('pdftotext', pdf, '-').toString())

try {
  run(candour, 'import', plan, '--data', data)
  const json = JSON.parse(readFileSync(await report('json'), 'utf8'))
  const totals = json.summary.rows
  const whole = totals.find((row) => row.rating === 'Total').rows
  expect(whole > 50 && json.rows.rows.length === whole, `the plan is too small to try anything: ${whole} rows`)
  const numbers = totals.filter((row) => row.rating !== 'Total').map((row) => row.rows)
  const line = [...numbers, whole].join(' ')

  // Word: a template of the council's own, filled; every page as LibreOffice prints it.
  const template = join(folder, 'council.docx')
  writeFileSync(template, run(candour, 'word-template'))
  expect(run(candour, 'word-template', '--check', template).toString().includes('can be used'), 'our own template is refused')
  const word = converted(await report('docx', '--word-template', template), 'pdf')
  const pages = run('pdftotext', '-layout', word, '-').toString().split('\f').slice(0, -1)
  expect(pages.length > 4, `all stands on ${pages.length} pages`)
  expect(!/\[(Title|Partnership|The document)\]/.test(pages.join('')), 'a control of the template was not filled')
  for (const [index, page] of pages.entries()) {
    expect(page.trim().split('\n').filter((each) => each.trim()).length > 3, `page ${index + 1} is all but empty`)
    expect(page.includes(`Page ${index + 1} of ${pages.length}`), `page ${index + 1} does not say which it is`)
  }
  const sizes = [...run('pdfinfo', '-f', '1', '-l', String(pages.length), word).toString().matchAll(/size:\s+([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => Number(width) > Number(height))
  expect(!sizes[0] && sizes.includes(true), 'Word: the first page is upright, wide tables are not')
  for (const [index, page] of pages.entries()) if (sizes[index]) expect(/Row\s+Answers\s+Agency\s+Action|(Finding|Agency)\s+Red/.test(page), `Word: page ${index + 1} goes on with a table without its head`)
  expect(text(word).includes(`Total ${line}`), `Word does not say “Total ${line}”`)
  const odt = converted(join(folder, 'report.docx'), 'fodt')
  const levels = new Set([...readFileSync(odt, 'utf8').matchAll(/<text:h [^>]*text:outline-level="(\d)"/g)].map((found) => found[1]))
  expect(levels.has('1') && levels.has('2'), `LibreOffice finds headings of the levels ${[...levels].join(' ')}`)
  expect(/fo:language="en" fo:country="GB"/.test(readFileSync(odt, 'utf8')), 'LibreOffice finds no English in it')

  // Excel: sheet by sheet.
  run('soffice', '--headless', `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`, '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', '--outdir', join(folder, 'converted'), await report('xlsx'))
  const sheet = (name) => readFileSync(join(folder, 'converted', `report-${name}.csv`), 'utf8').trim().split('\n')
  expect(sheet('Summary').slice(1).map((row) => Number(row.split(',').pop())).join(' ') === line, `Excel sums up otherwise: ${sheet('Summary').join(' / ')}`)

  // CSV: the rows, counted.
  const csv = readFileSync(await report('csv', '--table', 'summary'), 'utf8').trim().split('\r\n')
  expect(csv.slice(1).map((row) => Number(row.split(',').pop())).join(' ') === line, 'CSV sums up otherwise')

  // PDF.
  const pdf = await report('pdf')
  run('qpdf', '--check', pdf)
  const facts = run('pdfinfo', pdf).toString()
  expect(/Tagged:\s+yes/.test(facts), 'the PDF has no structure')
  expect(/Title:\s+Progress report as at/.test(facts), 'the PDF has no title')
  expect(text(pdf).includes(`Total ${line}`), `the PDF does not say “Total ${line}”`)
  expect(!run('pdfinfo', '-url', pdf).toString().includes('file:'), 'the PDF leads to files of this machine')
  const fonts = run('pdffonts', pdf).toString().trim().split('\n').slice(2)
  expect(fonts.length > 0 && fonts.every((each) => /\byes\s+yes\s+yes\b/.test(each)), 'a font is not in the PDF')
  const html = flat(readFileSync(await report('html'), 'utf8').replace(/<style>.*?<\/style>/s, ' ').replace(/<[^>]*>/g, ' '))
  expect(html.includes(`Total ${line}`), `HTML does not say “Total ${line}”`)
  console.log(`forms: ${pages.length} pages of Word, ${facts.match(/Pages:\s+(\d+)/)[1]} of PDF, totals ${line}, ${faults.length} found`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const fault of faults) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0
