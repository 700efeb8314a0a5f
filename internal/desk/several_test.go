package desk

import (
	"context"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// TestSeveral: what is tried leaves nothing behind; each case is done for itself, and
// says why where it cannot be.
func TestSeveral(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	ctx := context.Background()
	one, _ := b.handled(casefile.ByPost)
	two, _ := b.handled(casefile.ByPost)
	clerk, officer := b.by("clerk"), b.by("officer")
	picked := []Picked{{one, b.caseOf(one).Version}, {two, b.caseOf(two).Version}}
	a := casefile.Assigned{Unit: b.caseOf(one).Unit, Officer: officer.ID}

	tried, err := b.AssignSeveral(ctx, clerk, picked, a, true)
	b.must(err)
	if len(tried) != 2 || len(Failed(tried)) != 0 || b.caseOf(one).Version != picked[0].Version {
		t.Fatalf("trying: %+v, version %d", tried, b.caseOf(one).Version)
	}
	b.must(b.Note(ctx, clerk, two, "别人先动了一下"))
	done, err := b.AssignSeveral(ctx, clerk, picked, a, false)
	b.must(err)
	failed := Failed(done)
	if len(failed) != 1 || failed[0].Row.ID != two || fault.CodeOf(failed[0].Err) != "stale_version" || b.caseOf(one).Version != picked[0].Version+1 {
		t.Fatalf("%+v", done)
	}
	_, err = b.AssignSeveral(ctx, clerk, nil, a, true)
	b.refused(err, "several_none", "pick")
	_, err = b.AssignSeveral(ctx, clerk, make([]Picked, SeveralAtOnce+1), a, true)
	b.refused(err, "several_too_many", "pick")
	_, err = b.AssignSeveral(ctx, b.by("foreign-clerk"), picked, a, true)
	if fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a clerk of another agency: %v", err)
	}
}

// TestExtendSeveral: each case gets a notice of its own, which waits to be checked; a
// second one is refused, and an incomplete one says what is missing.
func TestExtendSeveral(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	ctx := context.Background()
	one, _ := b.handled(casefile.ByPost)
	officer := b.by("officer")
	picked := []Picked{{ID: one}}
	v := letter.Values{"reason": "申请涉及的材料较多，需要逐件核对", "days": "20", "consented_on": b.today().String()}

	tried, err := b.ExtendSeveral(ctx, officer, picked, v, true)
	b.must(err)
	due := tried[0].Row.DueOn
	if tried[0].Err != nil || tried[0].Due != b.Calendar().AddWorkdays(due, 20) || len(b.caseOf(one).Letters) != 0 {
		t.Fatalf("%+v", tried)
	}
	gap, err := b.ExtendSeveral(ctx, officer, picked, letter.Values{"days": "20", "consented_on": b.today().String()}, true)
	b.must(err)
	if fault.FieldsOf(gap[0].Err)["reason"] == nil {
		t.Errorf("without a reason: %v", gap[0].Err)
	}
	_, err = b.ExtendSeveral(ctx, officer, picked, v, false)
	b.must(err)
	if l, ok := b.caseOf(one).LetterOf(casefile.ExtensionNotice); !ok || l.Stage != casefile.InCheck {
		t.Errorf("the notice is %+v", l)
	}
	again, err := b.ExtendSeveral(ctx, officer, picked, v, false)
	b.must(err)
	if fault.CodeOf(again[0].Err) != "extension_once" {
		t.Errorf("a second one: %v", again[0].Err)
	}
}
