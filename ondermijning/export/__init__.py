"""What goes out as files of more than one answer."""
