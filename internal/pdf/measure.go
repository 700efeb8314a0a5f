package pdf

// mm is the length of a typographic point in millimetres.
const mm = 25.4 / 72

// The measured numbers of GB/T 9704-2012, in millimetres unless they say
// otherwise. Every place on paper is computed from these; the measuring test
// compares them with the finished PDF.
const (
	paperWidth  = 210.0
	paperHeight = 297.0

	areaTop    = 37.0  // 天头
	areaLeft   = 28.0  // 订口
	areaWidth  = 156.0 // 版心
	areaHeight = 225.0
	areaRight  = areaLeft + areaWidth
	areaBottom = areaTop + areaHeight

	charsInLine = 28
	linesOnPage = 22
	charPitch   = areaWidth / charsInLine
	linePitch   = areaHeight / linesOnPage

	bodySize  = 16.0 // 3号, points
	titleSize = 22.0 // 2号
	pageSize  = 14.0 // 4号, page numbers
	cellSize  = 14.0 // tables
	labelSize = 12.0 // first column and heads of tables
	smallSize = 12.0 // notes

	pageNumberBelow = 7.0 // from the type area to the dashes beside the page number

	// the ordinary form
	nameBelowAreaTop = 35.0 // upper edge of the office's name
	nameToNumber     = 2    // lines
	numberToRule     = 4.0
	redRule          = 0.5 // thickness

	// the letter form
	letterNameTop = 30.0 // from the top of the paper
	nameToRule    = 4.0
	footRule      = 20.0 // from the foot of the paper
	doubleWidth   = 170.0
	thickRule     = 0.7
	thinRule      = 0.25
	ruleGap       = 0.4
	ruleToNumber  = bodySize * mm * 7 / 8

	headToTitle = 2 // lines from the last element of the head to the title
	titleToBody = 1 // lines

	indent       = 2 // characters, first line of a paragraph
	dateIndent   = 4 // characters from the right, sealed letters
	signIndent   = 2 // characters, letters without seal
	sealGap      = 2 // lines between body and name, so that a seal fits
	sealDiameter = 42.0
	sealRaised   = 0.12 * sealDiameter // its middle above that of name and date
	nameMax      = 34.0                // points, the office's name in red
	nameMin      = 15.0

	cellLine    = 7.2 // pitch of lines in a table
	cellPadding = 1.3 // above and below
	cellSide    = 2.2 // left and right
	cellRule    = 0.2

	// the envelope: 220 × 110 mm, the size that postal shops sell as number 5 (DL). Where
	// things stand on it is our own, after the custom of the post: the code at the
	// upper left, whom it goes to in the middle, who sends it at the lower right.
	envelopeWidth  = 220.0
	envelopeHeight = 110.0
	codeLeft       = 12.0 // boxes of the post code
	codeTop        = 10.0
	codeWidth      = 7.0 // of one box
	codeHeight     = 9.0
	codePitch      = 9.0
	codeRule       = 0.4
	codeSize       = 18.0
	stampSide      = 24.0 // the corner for the stamp, at the upper right
	stampMargin    = 8.0
	toLeft         = 36.0 // address and name
	toTop          = 34.0
	toWidth        = 150.0
	toHeight       = 46.0 // as high as they may become
	senderRight    = 208.0
	senderFoot     = 104.0
	senderSize     = 12.0
	senderPitch    = 6.2
	refSize        = 9.0

	denseLine    = 6.3 // the same, where a sheet would spill over its page
	densePadding = 0.8
)

// ascent is where the baseline lies in the em square of the faces, from its
// upper edge.
const ascent = 0.88

// A colour is red, green and blue, 0 to 255.
type colour [3]int

var (
	black   = colour{0, 0, 0}
	red     = colour{208, 18, 27}
	grey    = colour{125, 125, 125}
	gapFill = colour{253, 240, 213}
)
