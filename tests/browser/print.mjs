// On paper: the head of a table on every sheet, folded text unfolded, where it came from at the end, and nothing to press.
import { execFileSync } from 'node:child_process'
import { run, visit, wide } from './harness.mjs'

await run('print', async ({ browser, address, file, found }) => {
  await visit(browser, wide, address, found, async (page) => {
    const shown = await page.evaluate(() => ({
      folded: [...document.querySelectorAll('.c-clamp__rest')].map((one) => one.textContent.trim().split(/\s+/).slice(-1)[0]).slice(0, 3),
      dated: document.querySelector('main .c-table, main .c-bar, main .c-facts, main .c-tally') !== null,
      rows: document.querySelectorAll('.c-table--cards tbody tr').length,
      tables: document.querySelectorAll('.c-table').length,
      head: [...document.querySelectorAll('.c-table--cards thead th')].map((one) => one.textContent.trim())[1] ?? ''
    }))
    const pdf = await page.pdf({ format: 'A4', landscape: true, tagged: true })
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, maxBuffer: 64 * 1024 * 1024 }).toString()
    const sheets = text.split('\f').slice(0, -1)
    if (sheets.length === 0) found('nothing was printed')
    // Where one table fills sheet after sheet; a report's sheets begin with headings too.
    if (shown.rows > 100 && shown.tables === 1) {
      const without = sheets.slice(1, -1).filter((sheet) => !sheet.split('\n').slice(0, 4).join(' ').includes(shown.head)).length
      if (sheets.length < 3 || without > 0) found(`${without} of ${sheets.length} sheets lack the head of the table`)
      const thin = sheets.slice(0, -1).filter((sheet) => sheet.trim().split('\n').length < 12).length
      if (thin > 0) found(`${thin} sheets are almost empty`)
    }
    for (const word of shown.folded) if (!text.includes(word)) found(`folded text is not printed: ${word}`)
    // Help and what is missing speak of no day.
    if (shown.dated && !text.includes('As at ')) found('it does not say as at when')
    for (const button of ['Apply filters', 'Skip to main content', '… more']) if (text.includes(button)) found(`"${button}" is printed`)
  })
})
