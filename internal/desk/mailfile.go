package desk

import (
	"io"

	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
)

// mailIsLarge is the size, in bytes, above which mails are read one at a time:
// reading walks over all of a mail, and what it walks over stays in memory as
// long as it is looked at.
const mailIsLarge = 8 << 20

// viewMail lets read look at the raw bytes of a mail where they lie.
func (d *Desk) viewMail(file filestore.Hash, size int64, read func(raw []byte) error) error {
	if size > mailIsLarge {
		d.largeMail.Lock()
		defer d.largeMail.Unlock()
	}
	return d.Files.View(file, read)
}

// mail reads a stored mail; what its files hold is left on the disk.
func (d *Desk) mail(file filestore.Hash, size int64) (m intake.Message, err error) {
	err = d.viewMail(file, size, func(raw []byte) error {
		m = intake.Parse(raw)
		return nil
	})
	return m, err
}

// storeMailFiles stores what came with a mail, one file after the other, and
// fills in where each is.
func (d *Desk) storeMailFiles(i *inbox.Input, files []intake.File) error {
	return d.viewMail(filestore.Hash(i.File), i.Size, func(raw []byte) error {
		for n, content := range intake.Contents(raw) {
			hash, size, err := d.Files.Put(content, 0)
			if err != nil {
				return err
			}
			files[n].Hash, files[n].Size = string(hash), size
		}
		return nil
	})
}

// mailFile opens the n-th file of a mail, from 0. It is written aside first: to
// send it takes as long as the line to the person is slow, and the mail is not
// held for so long.
func (d *Desk) mailFile(i *inbox.Input, n int) (io.ReadSeekCloser, error) {
	var opened io.ReadSeekCloser
	err := d.viewMail(filestore.Hash(i.File), i.Size, func(raw []byte) error {
		for at, content := range intake.Contents(raw) {
			if at == n {
				var err error
				opened, err = d.Files.Aside(content)
				return err
			}
		}
		return fault.New(fault.NotFound, "material_not_found")
	})
	return opened, err
}
