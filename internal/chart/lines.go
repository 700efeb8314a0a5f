package chart

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// high is how high the field of a line chart is.
const high = 150

// lines draws a line for each series, with a mark at each value; where there is no value
// the line is broken.
func (d *drawing) lines() {
	top := 1
	for _, s := range d.Series {
		for i := range d.Labels {
			top = max(top, s.at(i).size())
		}
	}
	step := nice(top)
	top = (top + step - 1) / step * step
	left := wide(strconv.Itoa(top)) + 6
	d.height += leading // room for what is written over the highest value
	base := float64(d.height + high)
	for n := 0; n <= top; n += step {
		y := base - float64(n)/float64(top)*high
		d.put(`<path d="M%s,%sH%d" stroke="%s" stroke-width="1"/>`, num(left), num(y), width, lineOf)
		d.say(left-5, y+4, "end", faint, strconv.Itoa(n))
	}
	each := (width - left) / float64(max(len(d.Labels), 1))
	at := func(label int, v Value) (x, y float64) {
		return left + (float64(label)+0.5)*each, base - float64(v.size())/float64(top)*high
	}
	d.under(left, each, base)
	for i, s := range d.Series {
		var path strings.Builder
		move := "M"
		for label := range d.Labels {
			v := s.at(label)
			if v.None {
				move = "M"
				continue
			}
			x, y := at(label, v)
			fmt.Fprintf(&path, "%s%s,%s", move, num(x), num(y))
			move = "L"
		}
		if path.Len() > 0 {
			d.stroke(i, path.String())
		}
		for label := range d.Labels {
			if v := s.at(label); !v.None {
				x, y := at(label, v)
				d.mark(i, x, y, d.words(i, label, v))
				if len(d.Series) == 1 && each >= wide(v.Text())+2 {
					d.say(x, y-7, "middle", faint, v.Text())
				}
			}
		}
	}
	d.height += high + leading + 4
}

// under writes the labels under the field: all, or every second, third … where they would
// touch.
func (d *drawing) under(left, each, base float64) {
	widest := 0.0
	for _, l := range d.Labels {
		widest = max(widest, wide(l.short()))
	}
	every := 1
	for each*float64(every) < widest+2 && every < len(d.Labels) {
		every++
	}
	for i := 0; i < len(d.Labels); i += every {
		d.say(left+(float64(i)+0.5)*each, base+leading, "middle", faint, d.Labels[i].short())
	}
}

func (l Label) short() string {
	if l.Short != "" {
		return l.Short
	}
	return l.Text
}

// nice returns the step of an axis up to top: 1, 2 or 5 with noughts, at most five steps.
func nice(top int) int {
	for ten := 1; ; ten *= 10 {
		for _, n := range []int{1, 2, 5} {
			if step := n * ten; (top+step-1)/step <= 5 {
				return step
			}
		}
	}
}

// stroke draws the line of a series.
func (d *drawing) stroke(series int, path string) {
	dash := ""
	if s := dashes[series%len(dashes)]; s != "" {
		dash = ` stroke-dasharray="` + s + `"`
	}
	d.put(`<path d="%s" fill="none" stroke="%s" stroke-width="2"%s/>`, path, d.colour(series), dash)
}

// mark draws a value of a series: a disc, a square, a triangle, a diamond, then the same
// hollow.
func (d *drawing) mark(series int, x, y float64, words string) {
	shape := []string{
		"M%s,%sm-3.5,0a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0z", "M%s,%sm-3.2,-3.2h6.4v6.4h-6.4z", "M%s,%sm0,-4.2l4,7.2h-8z", "M%s,%sm0,-4.5l4.5,4.5l-4.5,4.5l-4.5,-4.5z",
	}[series%4]
	fill := d.colour(series)
	if series%8 >= 4 {
		fill = ground
	}
	d.put(`<path d="`+shape+`" fill="%s" stroke="%s" stroke-width="1.5"><title>%s</title></path>`, num(x), num(y), fill, d.colour(series), html.EscapeString(words))
}
