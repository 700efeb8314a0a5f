package bench

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A Section is one part of the report: what was measured in one run of one
// command.
type Section struct {
	Name   string // of the command, such as pages
	Title  string
	Text   string // what was done, in Markdown
	Tables []Table
	Notes  []string // one sentence each, below the tables
}

// A Table is a table of the report; each row has as many cells as Columns.
type Table struct {
	Columns []string
	Rows    [][]string
}

// add appends a row.
func (t *Table) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// A Setting is when and where something is measured.
type Setting struct {
	At      time.Time
	Machine string
}

// Begin notes the setting, before anything runs.
func Begin(now Clock) Setting { return Setting{now(), machine()} }

// Markdown writes the section with the day and the machine it was measured on.
func (s Section) Markdown(on Setting) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n\n", s.Title, s.Text)
	for _, t := range s.Tables {
		b.WriteString(t.markdown())
		b.WriteString("\n")
	}
	for _, n := range s.Notes {
		fmt.Fprintf(&b, "- %s\n", n)
	}
	if len(s.Notes) > 0 {
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "Measured on %s, %s. Again: `mingda bench %s`.\n", on.At.UTC().Format(time.DateOnly), on.Machine, s.Name)
	return b.String()
}

// markdown writes the table, figures to the right.
func (t Table) markdown() string {
	var b strings.Builder
	line := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	line(t.Columns)
	rules := make([]string, len(t.Columns))
	for i := range rules {
		rules[i] = "---:"
	}
	rules[0] = "---"
	line(rules)
	for _, row := range t.Rows {
		line(row)
	}
	return b.String()
}

// Replace puts the section into the document in place of the one of the same
// name, or at its end. What stands around the marks is nobody's but the writer's.
func Replace(document string, s Section, text string) string {
	begin, end := "<!-- bench "+s.Name+" -->\n", "<!-- end of bench "+s.Name+" -->\n"
	before, rest, found := strings.Cut(document, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return strings.TrimRight(document, "\n") + "\n\n" + begin + text + end
	}
	return before + begin + text + end + after
}

// machine names processor, cores, memory and versions of the machine this runs
// on, and what other programs asked of it in the minute before.
func machine() string {
	return fmt.Sprintf("%s, %d cores, %s of memory, %s, %s; load of the minute before: %s",
		processor(), runtime.NumCPU(), memory(), kernel(), runtime.Version(), load())
}

func load() string {
	averages, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(averages), " ")
	return one
}

var modelName = regexp.MustCompile(`(?m)^model name\s*:\s*(.+)$`)

func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // elsewhere than on Linux the architecture has to do
	if m := modelName.FindSubmatch(info); m != nil {
		return string(m[1])
	}
	return runtime.GOARCH
}

func memory() string {
	info, _ := os.ReadFile("/proc/meminfo")
	kilobytes, ok := field(string(info), "MemTotal")
	if !ok {
		return "unknown size"
	}
	return fmt.Sprintf("%d GB", (kilobytes+1<<19)>>20)
}

func kernel() string {
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return runtime.GOOS
	}
	return "Linux " + strings.TrimSpace(string(release))
}

// field reads a value of one of Linux's tables: "VmHWM:   1234 kB".
func field(table, name string) (int64, bool) {
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		if len(words) >= 2 && words[0] == name+":" {
			n, err := strconv.ParseInt(words[1], 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

// resetPeak lets PeakMemory of this process begin anew, and reports whether the system
// did so.
func resetPeak() bool { return resetPeakOf(os.Getpid()) }

func resetPeakOf(pid int) bool {
	return os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0) == nil
}

// PeakMemory returns the most memory the process has had at any moment, in
// bytes; 0 where the system does not say.
func PeakMemory(pid int) int64 { return memoryOf(pid, "VmHWM") }

// Memory returns the resident memory of a process now; 0 where the system does
// not say.
func Memory(pid int) int64 { return memoryOf(pid, "VmRSS") }

func memoryOf(pid int, name string) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	kilobytes, _ := field(string(status), name)
	return kilobytes << 10
}

// cpuTime returns the processor time that the process has spent, to 10 ms; 0
// where the system does not say.
func cpuTime(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(stat), ") ") // the name before it can hold blanks
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0
	}
	var ticks int64
	for _, spent := range fields[11:13] { // utime, stime: in hundredths of a second
		n, _ := strconv.ParseInt(spent, 10, 64) // digits, by proc(5)
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// megabytes writes a size.
func megabytes(n int64) string {
	if n == 0 {
		return "unknown"
	}
	return fmt.Sprintf("%d MB", (n+1<<19)>>20)
}
