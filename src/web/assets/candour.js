// Comforts only: every page works without this file.
import {
  Button,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  createAll
} from './govuk-frontend.min.js'

for (const component of [
  Button,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink
]) {
  createAll(component)
}

// What is folded away is printed too, and folded away again afterwards.
const unfolded = []
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details.c-clamp:not([open]), details.govuk-details:not([open])')) {
    details.open = true
    unfolded.push(details)
  }
})
window.addEventListener('afterprint', () => {
  while (unfolded.length > 0) unfolded.pop().open = false
})

// An answer is saved on the server when a field is left and after ten seconds of rest. The form's own buttons do the same
// without scripts; nothing is kept in the browser.
for (const part of document.querySelectorAll('[data-autosave]')) {
  const form = part.querySelector('form')
  const told = part.querySelector('[data-autosave-status]')
  let changed = false
  let resting
  let saving = Promise.resolve()
  const save = () => {
    clearTimeout(resting)
    if (!changed) return
    changed = false
    saving = saving.then(async () => {
      try {
        const answer = await fetch(part.dataset.autosave, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
        const { saved, version } = answer.ok ? await answer.json() : {}
        if (!saved) throw new Error()
        form.elements.version.value = version
        told.textContent = `Saved ${saved}`
      } catch {
        changed = true
        told.textContent = 'Not saved yet. Press Save.'
      }
    })
  }
  form.addEventListener('input', () => {
    changed = true
    clearTimeout(resting)
    resting = setTimeout(save, 10000)
  })
  form.addEventListener('focusout', save)
  // What is being saved is waited for, so that the form goes with the version that it made. Not at once: a form cannot be
  // sent from within its own submit event.
  form.addEventListener('submit', (event) => {
    clearTimeout(resting)
    changed = false
    if (form.dataset.ready) return
    event.preventDefault()
    const { submitter } = event
    saving.then(() => setTimeout(() => {
      form.dataset.ready = 'yes'
      form.requestSubmit(submitter)
    }))
  })
}

// A copy of a published paper is checked here, in the browser: nothing of it is sent. Where the browser cannot (a plain
// http address, say), the commands on the page do the same.
for (const part of document.querySelectorAll('[data-check-file]')) {
  if (!globalThis.crypto?.subtle) continue
  const input = part.querySelector('input[type=file]')
  const told = part.querySelector('[data-check-told]')
  part.hidden = false
  const check = async (file) => {
    if (!file) return
    told.textContent = 'Working it out…'
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const form = Object.entries(part.dataset).find(([name, sha256]) => name.startsWith('form') && sha256 === hex)
    told.textContent = hex === part.dataset.sha256
      ? `“${file.name}” is this version of the paper, to the byte.`
      : form
        ? `“${file.name}” is this version of the paper as ${form[0].slice(4).toUpperCase()}, to the byte.`
        : `“${file.name}” is not this version of the paper, in no form of it. Its SHA-256 is ${hex}.`
  }
  input.addEventListener('change', () => check(input.files[0]))
  part.addEventListener('dragover', (event) => event.preventDefault())
  part.addEventListener('drop', (event) => {
    event.preventDefault()
    check(event.dataTransfer.files[0])
  })
}
