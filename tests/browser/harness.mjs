// What every browser test stands on: the gallery served on loopback with the headers the program sends, Debian's
// Chromium, and a count of what was found. A test is a script that calls `run(name, async ({ browser, pages }) => …)`;
// it ends with status 1 when anything was found, or when there was nothing to look at.

import { createServer } from 'node:http'
import { readFile, readdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import { patience } from '../served.mjs'

// As src/http sends it (docs: security).
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'none'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' }

export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
    try {
      const bytes = await readFile(join(folder, path === '/' ? 'index.html' : path))
      const lasting = extname(path) === '.html' || path === '/' ? 'no-store' : 'max-age=3600'
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy, 'cache-control': lasting })
      response.end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((resolve) => server.close(resolve)) }
}

export async function launch() {
  // The headless shell first: the whole browser draws a window of its own for each page.
  const candidates = [process.env.CANDOUR_CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const executablePath = candidates.find((path) => path && existsSync(path))
  if (!executablePath) throw new Error("Chromium is missing. Install Debian's package chromium, or run bin/setup.")
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  // Chromium refuses to run as root inside its own sandbox; the pages are ours.
  return chromium.launch({ executablePath, timeout: patience, args: process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args })
}

// One context for each way of looking: style and scripts are fetched and compiled once, what a page stores is cleared.
const contexts = new Map()
async function contextOf(browser, options) {
  const key = JSON.stringify(options)
  if (!contexts.has(key)) {
    contexts.set(key, await browser.newContext(options))
    contexts.get(key).setDefaultTimeout(patience)
  }
  return contexts.get(key)
}

// Opens a page and calls back; whatever the page itself complains of is a finding.
export async function visit(browser, options, address, found, look) {
  const context = await contextOf(browser, options)
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('response', (response) => { if (response.status() >= 400 && !response.url().endsWith('/favicon.ico')) complaints.push(`${response.status()} ${response.url()}`) })
  await page.goto(address, { waitUntil: 'load' })
  await look(page)
  for (const complaint of complaints) found(`the page complains: ${complaint}`)
  await page.evaluate(() => localStorage.clear())
  await page.close()
}

// Each page is looked at in one of the ways here, which one by its name, and in all of them where CANDOUR_EVERY_WAY is set
// (bin/prove) or one page is asked for: the ways differ in little, the pages in much.
export function waysOf(file, ways) {
  if (process.env.CANDOUR_EVERY_WAY || process.argv[3]) return ways
  return [ways[[...file].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % ways.length]]
}

export const wide = { viewport: { width: 1280, height: 900 } }
export const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: false }

export async function run(name, test) {
  const folder = process.argv[2]
  if (!folder) throw new Error(`Say where the gallery is: node ${name} GALLERY`)
  const names = (await readdir(folder)).filter((file) => file.endsWith('.html')).sort()
  if (names.length < 5) throw new Error(`There is no gallery in ${folder}.`)
  const only = process.argv[3]
  const server = await serve(folder)
  const browser = await launch()
  const findings = []
  let looked = 0
  try {
    for (const file of names) {
      if (only && file !== `${only}.html`) continue
      looked += 1
      await test({ browser, address: `${server.address}/${file}`, file, found: (words) => findings.push(`${file}: ${words}`) })
    }
  } finally {
    await browser.close()
    await server.close()
  }
  if (looked === 0) findings.push(`no page is called ${only}`)
  for (const finding of findings) console.log(finding)
  console.log(`${name}: ${looked} pages, ${findings.length} found`)
  process.exitCode = findings.length > 0 ? 1 : 0
}
