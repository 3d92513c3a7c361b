// The way a business manager goes, on the real program: import a plan, decide what is unclear, find it again, open an
// action; with a mouse, with the keyboard alone, on a phone, and without JavaScript. On the way axe looks at every page.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { patience, served } from '../served.mjs'
import { launch, phone, wide } from './harness.mjs'

const [, , program, sample, only] = process.argv
if (!program || !sample) throw new Error('Say which program and which plan: node walk.mjs CANDOUR PLAN')
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const findings = []

async function start() {
  const data = await mkdtemp(join(tmpdir(), 'candour-walk-'))
  const { address, end } = await served(program, ['--data', join(data, 'record'), '--listen', '127.0.0.1:0'])
  return { address, stop: async () => { await end(); await rm(data, { recursive: true }) } }
}

// How a person acts, in each way.
const mouse = {
  press: async (page, role, name) => page.getByRole(role, { name, exact: false }).first().click(),
}
const keyboard = {
  // Tab until the thing has the focus; then Enter, or Space for a choice. What cannot be reached so is a finding.
  press: async (page, role, name) => {
    const wanted = await page.getByRole(role, { name, exact: false }).first().elementHandle()
    if (!wanted) throw new Error(`there is no ${role} “${name}”`)
    for (let i = 0; i < 900; ++i) {
      if (await wanted.evaluate((element) => element === document.activeElement)) {
        const seen = await wanted.evaluate((element) => {
          const box = element.getBoundingClientRect()
          const style = getComputedStyle(element)
          return { inside: box.bottom > 0 && box.top < innerHeight, marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)' || element.type === 'radio' || element.type === 'checkbox' }
        })
        if (!seen.inside) findings.push(`keyboard: “${name}” has the focus out of sight`)
        if (!seen.marked) findings.push(`keyboard: “${name}” does not show that it has the focus`)
        return page.keyboard.press(role === 'radio' || role === 'checkbox' ? 'Space' : 'Enter')
      }
      // Radios of one group are one stop; its own keys move within.
      const inGroup = role === 'radio' && (await wanted.evaluate((element) => document.activeElement?.name === element.name))
      await page.keyboard.press(inGroup ? 'ArrowDown' : 'Tab')
      if (inGroup && (await wanted.evaluate((element) => element.checked))) return
    }
    throw new Error(`the keyboard does not reach ${role} “${name}”`)
  },
}

async function look(page, way, options) {
  const where = `${way}: ${new URL(page.url()).pathname.replace(/[a-z0-9]{10}/g, '…')}`
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (width > 0) findings.push(`${where} is ${width} px too wide`)
  if (options.javaScriptEnabled === false) return
  await page.evaluate(axe)
  const { violations, passes } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), tags)
  if (passes.length === 0) findings.push(`${where}: axe looked at nothing`)
  for (const violation of violations)
    findings.push(`${where}: ${violation.id} (${violation.help}), ${violation.nodes.length} times, first ${violation.nodes[0].html.slice(0, 200)}`)
}

async function expectText(page, selector, pattern) {
  const text = await page.locator(selector).first().innerText()
  if (!pattern.test(text)) throw new Error(`expected ${pattern} in ${selector}, found “${text.slice(0, 120)}”`)
}

async function walk(browser, way, options, hand) {
  const { address, stop } = await start()
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  page.on('response', (response) => { if (response.status() >= 400 && !response.url().endsWith('/favicon.ico')) findings.push(`${way}: ${response.status()} ${new URL(response.url()).pathname}`) })
  page.on('pageerror', (error) => findings.push(`${way}: ${error}`))
  const step = async (role, name, heading) => {
    const before = page.url()
    await hand.press(page, role, name)
    await page.waitForURL((url) => url.href !== before)
    await page.waitForLoadState('load')
    await expectText(page, 'h1', heading)
    await look(page, way, options)
  }
  try {
    await page.goto(`${address}/`)
    await look(page, way, options)
    await step('button', 'Import a plan', /Import a document/)
    await page.getByLabel('The document').setInputFiles(sample)
    await step('button', 'Read the document', /columns were understood/)
    await step('button', 'Save and go on', /ratings mean/)
    await step('button', 'Save and go on', /unclear/)
    // One decision, kept as it is written: it comes back decided.
    await hand.press(page, 'radio', 'Keep it as written')
    const reloaded = page.waitForNavigation()
    await hand.press(page, 'button', 'Save this decision')
    await reloaded
    await page.waitForLoadState('load')
    await expectText(page, '.c-decided', /Kept as written/)
    await look(page, way, options)
    await step('link', 'See every row', /Every row/)
    await step('button', 'Go on', /Check, then import/)
    await expectText(page, 'main', /77 rows in = 77 kept \+ 0 left out/)
    await step('button', 'Import 77 rows', /Rowan/)
    await expectText(page, 'main', /The document was imported/)
    await step('link', 'by agency', /Rowan/)
    await step('link', 'by finding', /Rowan/)
    await step('link', 'Action 1', /Action 1/)
    for (const [path, heading] of [['/', /What needs you today/], ['/plans', /Plans/], ['/actions', /Actions/], ['/actions?words=nothing-has-this', /Actions/], ['/agencies', /Agencies/], ['/report', /report/i], ['/search?q=training', /Search/], ['/import', /Import/], ['/help', /Help/], ['/accessibility', /Accessibility/], ['/privacy', /Privacy/], ['/source', /Source/], ['/plans?as-at=2020-01-01', /Plans/]]) {
      await page.goto(address + path)
      await expectText(page, 'h1', heading)
      await look(page, way, options)
    }
    await page.goto(`${address}/agencies`)
    await step('link', 'Police', /Police/)
  } catch (error) {
    findings.push(`${way}: at ${page.url().replace(address, '')}: ${String(error).split('\n')[0]}`)
  } finally {
    await context.close()
    await stop()
  }
}

const browser = await launch()
try {
  for (const [way, options, hand] of [['mouse', wide, mouse], ['keyboard', wide, keyboard], ['320 px', phone, mouse], ['without JavaScript', { ...wide, javaScriptEnabled: false }, mouse], ['320 px without JavaScript', { ...phone, javaScriptEnabled: false }, mouse]])
    if (!only || only === way) await walk(browser, way, options, hand)
} finally {
  await browser.close()
}
for (const finding of findings) console.log(finding)
console.log(findings.length === 0 ? 'walked every way without a finding' : `${findings.length} findings`)
process.exit(findings.length === 0 ? 0 : 1)
