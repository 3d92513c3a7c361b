// Stands first in <body> and runs before anything is drawn, so that what only scripts can serve is never seen without
// them. The names are those that GOV.UK Frontend looks for.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
