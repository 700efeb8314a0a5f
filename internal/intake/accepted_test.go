package intake

// accepted holds the places where our reading differs from that of
// stalwartlabs/mail-parser on purpose, and why ours serves a clerk better.
var accepted = because(map[string][]string{
	"A raw 8-bit Latin-1 header: its high bytes stand alone among ASCII, so it is read as Windows-1252 and said (header_8bit); theirs has U+FFFD.": {
		"legacy__010 subject",
		"legacy__020 subject",
		"legacy__022 subject",
		"legacy__027 subject",
		"legacy__052 subject",
	},
	"Latin-1 text without a charset is read as what it looks like and said (charset_missing); theirs has U+FFFD.": {
		"legacy__033 text",
		"legacy__052 text",
	},
	"Uuencoded files are taken out of the text and listed; theirs leaves them in it.": {
		"legacy__049 text",
		"legacy__049 attachments",
	},
	"A multipart whose boundary is missing or belongs to another: what is legible is text for the clerk to read, said as a problem; theirs makes a file of it.": {
		"malformed__001 text",
		"malformed__001 attachments",
		"malformed__002 text",
		"malformed__002 attachments",
		"malformed__003 text",
		"malformed__003 attachments",
		"malformed__004 text",
		"malformed__004 attachments",
		"malformed__006 text",
		"malformed__006 attachments",
		"malformed__007 attachments",
		"malformed__017 text",
		"malformed__017 attachments",
	},
	"The inner boundary is the outer one's closing line: either reading can be defended; ours ends the mail there and says that there is no text.": {
		"malformed__005 text",
	},
	"An inner multipart that is not closed ends where the outer one goes on: every part is read; theirs loses those that follow into a file.": {
		"malformed__008 text",
		"malformed__008 attachments",
		"malformed__009 text",
		"malformed__009 attachments",
		"malformed__011 text",
		"malformed__011 attachments",
		"malformed__012 attachments",
		"malformed__016 text",
		"malformed__016 attachments",
	},
	"Two mails written over each other: what is legible is shown; theirs is empty.": {
		"malformed__019 text",
	},
	"A part header stands before the first boundary: the HTML behind it is read; theirs shows source text.": {
		"malformed__020 text",
		"malformed__021 text",
	},
	"text/enriched is text to be read, or a second reading of the plain text; theirs makes a file of it.": {
		"rfc__000 text",
		"rfc__000 attachments",
		"rfc__003 attachments",
	},
	"Broken base64 is decoded as far as it goes and said (encoding_damaged); theirs makes a file of it.": {
		"thirdparty__002 text",
		"thirdparty__002 attachments",
	},
	"A boundary within a line is none (RFC 2046 §5.1.1); the five signs too many harm nobody.": {
		"thirdparty__005 text",
	},
	"Three attached mails are three; theirs takes the later two for parts of the first, whose own boundary is not closed.": {
		"thirdparty__015 attachments",
	},
})

// because turns reasons with their places into places with their reason.
func because(reasons map[string][]string) map[string]string {
	places := map[string]string{}
	for why, keys := range reasons {
		for _, key := range keys {
			places[key] = why
		}
	}
	return places
}
