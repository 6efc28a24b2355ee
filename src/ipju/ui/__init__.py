"""The desk: the only room with Qt."""
