// Package page turns typed page models into HTML.
//
// It holds the template sets (one for each page: layout, all partials, the page
// itself), the Base that every page model embeds, the fields of forms, and one
// small documented view type for each component that templates/partials draws.
// It knows how a thing looks, and nothing about what it means: no rule of the
// law, no database, no clock. The doors fill the types; values arrive ready to
// print, and the templates only place them.
//
// Two things always hold: nothing is sent before the whole page has rendered,
// and every function that returns template.HTML escapes what it was given.
package page
