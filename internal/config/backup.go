package config

import (
	"fmt"
	"path/filepath"
	"strings"
)

// CheckBackupDir refuses a folder for copies that lies in the data folder: what
// the copy is there against would take both.
func (c Config) CheckBackupDir(dir string) error {
	up, err := filepath.Rel(resolved(c.DataDir), resolved(dir))
	if err != nil || up == ".." || strings.HasPrefix(up, ".."+string(filepath.Separator)) {
		return nil
	}
	return fmt.Errorf("%s lies in the data folder %s: whatever happens to the data would happen to the copy; choose another folder, best on another disk", dir, c.DataDir)
}

// resolved returns the path without links, as far as it is there.
func resolved(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rest := ""
	for at := path; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if at == filepath.Dir(at) {
			return path
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}
