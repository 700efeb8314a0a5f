package filestore

import "syscall"

// Free returns how many bytes can still be stored where the files lie.
func (s *Store) Free() (int64, error) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(s.root, &st); err != nil {
		return 0, explained(err)
	}
	return int64(st.Bavail) * int64(st.Bsize), nil
}
