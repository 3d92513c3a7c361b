// The reply to an inspection, from a blank plan to a file: the forms are sent to the real program, and LibreOffice opens
// the Word file that it gives and prints it. Ends with 77, skipped, where LibreOffice is not installed.
//
//   node reply.mjs CANDOUR

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { served } from '../served.mjs'

const [candour] = process.argv.slice(2)
if (!candour) throw new Error('Say where the program is: node reply.mjs CANDOUR')
if (!['/usr/bin/soffice', '/usr/bin/pdftotext'].every((path) => existsSync(path))) {
  console.log('LibreOffice or pdftotext is not installed.')
  process.exit(77)
}

const folder = mkdtempSync(join(tmpdir(), 'candour-reply-'))
const { address, end } = await served(candour, ['--data', join(folder, 'record'), '--listen', '127.0.0.1:0'])

const faults = []
const expect = (holds, words) => { if (!holds) faults.push(words) }
async function send(path, fields) {
  const answer = await fetch(address + path, { method: 'POST', redirect: 'manual', headers: { origin: address }, body: new URLSearchParams(fields) })
  if (answer.status !== 303) throw new Error(`${path} was answered ${answer.status}: ${(await answer.text()).match(/<title>[^<]*/)?.[0]}`)
  return answer.headers.get('location').split('?')[0]
}
async function bytes(path) {
  const answer = await fetch(address + path)
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}
function converted(file, to) {
  execFileSync('soffice', ['--headless', `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`, '--convert-to', to, '--outdir', folder, file], { stdio: 'ignore' })
  return file.replace(/docx$/, to)
}

try {
  const plan = await send('/plans/new', { title: 'Heron action plan', 'review-kind': 'inspection', 'review-name': 'Heron', key: 'blue-embedded', agencies: 'Harrow Vale Police\nHarrow Vale NHS Trust' })
  await send(`${plan}/findings/new`, { ref: '1', title: 'Records were not shared', text: '' })
  for (const ref of ['1a', '1b'])
    await send(`${plan}/recommendations/new`, { ref, finding: '1', text: `Share <what> is known & say so: ${ref}`, addressed: 'harrow-vale-police' })
  // So many that the table runs over the end of a page.
  for (let row = 1; row <= 40; row += 1)
    await send(`${plan}/actions/new`, { wording: `Deed number ${row} of those that were promised`, agency: 'harrow-vale-police', lead: 'Head of Safeguarding', target: '30 September 2026', outcome: 'No visit is made without the history', recommendation: '1a' })
  await send(`${plan}/recommendations/1b/response`, { agency: 'harrow-vale-police', kind: 'not_accepted', text: 'The law forbids it' })

  const word = join(folder, 'reply.docx')
  writeFileSync(word, await bytes(`${plan}/reply.docx`))
  const html = String(await bytes(`${plan}/reply.html`))
  const print = execFileSync('pdftotext', ['-layout', converted(word, 'pdf'), '-'], { encoding: 'utf8' })
  const pages = print.split('\f').filter((page) => page.trim())
  const size = execFileSync('pdfinfo', [join(folder, 'reply.pdf')], { encoding: 'utf8' })
  const [, width, height] = size.match(/Page size:\s+([\d.]+) x ([\d.]+)/).map(Number)

  // Cell by cell, wherever its font breaks the lines.
  const flat = execFileSync('pdftotext', [join(folder, 'reply.pdf'), '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
  for (const told of ['Reply to the recommendations of “Heron”', 'Finding 1: Records were not shared', 'Recommendation 1a', 'Share <what> is known & say so: 1b', 'Response of Harrow Vale Police: Not accepted. The law forbids it', 'Head of Safeguarding', '30 September 2026', 'No action is planned.'])
    expect(flat.includes(told), `the Word file, printed, does not say “${told}”`)
  for (let row = 1; row <= 40; row += 1) expect(flat.includes(`Deed number ${row} of`), `action ${row} is not in the Word file, printed`)
  expect(pages.length > 1, 'all stands on one page: nothing is tried of the header row')
  for (const [index, page] of pages.entries()) {
    expect(page.includes(`Page ${index + 1} of ${pages.length}`), `page ${index + 1} does not say which it is`)
    if (page.includes('Deed number')) expect(/No\.\s+Action\s+Agency and lead\s+Date/.test(page), `page ${index + 1} goes on with the table without its header row`)
  }
  expect(width > height, `the page is upright: ${width} × ${height}`)
  for (const told of ['Recommendation 1a', 'Deed number 40 of', 'Not accepted. The law forbids it']) expect(html.includes(told), `the HTML file does not say “${told}”`)
  expect(!/(?:src|href)=/.test(html), 'the HTML file wants something that is not in it')

  // The styles are Word's own: LibreOffice finds the same headings.
  const again = readFileSync(converted(word, 'fodt'), 'utf8')
  const levels = [...again.matchAll(/<text:h [^>]*text:outline-level="(\d)"/g)].map((found) => found[1]).join('')
  expect(levels === '122', `LibreOffice finds headings of the levels ${levels}, not 1, 2 and 2`)
  console.log(`reply: ${pages.length} pages, ${faults.length} found`)
} finally {
  await end()
  rmSync(folder, { recursive: true, force: true })
}
for (const fault of faults) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0
