package desk

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/sqlite"
)

// The mail of TestLargeMail: so many files, each of so many lines of 57 bytes.
const (
	largeFiles = 100
	largeLines = 5400
)

// largeMail is a mail of about 42 MB as offices get them, with scans; it is
// never in memory whole.
func largeMail() RawMail {
	readers := []io.Reader{strings.NewReader("From: a@example.com\r\nSubject: big\r\nMessage-ID: <big@example.com>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n申请公开补偿方案。\r\n")}
	lines := strings.Repeat(strings.Repeat("QUJD", 19)+"\r\n", largeLines-1)
	for n := range largeFiles {
		readers = append(readers,
			strings.NewReader(fmt.Sprintf("--b\r\nContent-Type: image/png; name=%d.png\r\nContent-Transfer-Encoding: base64\r\n\r\n%076d\r\n", n, n)),
			strings.NewReader(lines))
	}
	return RawMail{Agency: 1, Mailbox: "INBOX", UIDValidity: 1, UID: 1, Body: io.MultiReader(append(readers, strings.NewReader("--b--\r\n"))...)}
}

// handleLargeMail lets a clerk handle the large mail from door to case, and
// says on standard output how many kilobytes the process took at most.
func handleLargeMail(d *Desk) error {
	before := peakKB()
	if err := d.TakeMails(ctx, []RawMail{largeMail()}); err != nil {
		return err
	}
	clerk := auth.User{ID: 1, Login: "clerk", Roles: []auth.Role{auth.Clerk}, Agency: 1}
	rows, _, err := d.Inputs(ctx, clerk, sqlite.InputFilter{})
	if err != nil {
		return err
	}
	id := rows[0].ID
	v, err := d.Input(ctx, clerk, id)
	if err != nil {
		return err
	}
	last, err := d.InputAttachment(ctx, clerk, id, largeFiles-1)
	if err != nil {
		return err
	}
	defer last.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, last)
	if err != nil || size != last.Size || size != 57*largeLines || len(v.Content.Files) != largeFiles {
		return fmt.Errorf("%d files, the last has %d bytes, says %d: %w", len(v.Content.Files), size, last.Size, err)
	}
	p := v.Candidates[0] // the confirmation is not sent yet, so that none is proposed
	made, err := d.Register(ctx, clerk, id, Registration{Version: v.Input.Version, Applicant: people, Wants: wants(casefile.ByDownload), On: p.On, Ground: p.Ground, Reason: "到达之日"})
	if err != nil {
		return err
	}
	c, err := loadCase(ctx, d.DB, made)
	if err != nil {
		return err
	}
	stored := c.Materials[len(c.Materials)-1].File
	if len(c.Materials) != largeFiles+1 || stored != fmt.Sprintf("%x", sum.Sum(nil)) || d.Files.Verify(filestore.Hash(stored)) != nil {
		return fmt.Errorf("%d materials, the last is %s", len(c.Materials), stored)
	}
	fmt.Println("acknowledged", v.Input.Size>>10, peakKB()-before)
	return nil
}

// peakKB is the most memory this process ever had, in kilobytes.
func peakKB() int {
	status, _ := os.ReadFile("/proc/self/status")
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(found[1]))
	return n
}

// TestLargeMail handles a mail of 42 MB from door to case in a process of its
// own, which grows by little more than the mail, and that for the time only
// that the mail is looked at.
func TestLargeMail(t *testing.T) {
	b := newBench(t)
	if err := b.DB.Close(); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"=large "+b.dir)
	child.Stderr = os.Stderr
	out, err := child.Output()
	if err != nil {
		t.Fatal(err)
	}
	var mail, grown int
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if _, err := fmt.Sscanf(lines[max(len(lines)-2, 0)], "acknowledged %d %d", &mail, &grown); err != nil || lines[len(lines)-1] != "ended <nil>" {
		t.Fatalf("%v: %s", err, out)
	}
	if mail < 40<<10 || grown > mail+24<<10 {
		t.Errorf("a mail of %d KB let the process grow by %d KB", mail, grown)
	}
	t.Logf("a mail of %d KB, grown by %d KB", mail, grown)
}
