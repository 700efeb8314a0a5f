package intake

// MayConfirm reports whether the office's automatic confirmation may be sent in
// answer to m, and if not, why, in Chinese. No robot is answered, no list, no
// report, no null return path, nothing that comes from one of the office's own
// addresses (RFC 3834 §2), so that two robots never write to each other.
func MayConfirm(m Message, office ...Address) (bool, string) { return false, "" }
